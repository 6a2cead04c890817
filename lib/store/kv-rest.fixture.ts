// A small HTTP server that speaks the REST protocol of Vercel KV for GET, SET ... PX and DEL, for the tests.
// It answers single commands, pipelines, and base64 results when asked, as the real one does.

import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export type KvRestServer = {
  readonly url: string;
  /** Every command that arrived, in order. */
  readonly commands: readonly (readonly string[])[];
  advance(ms: number): void;
  /** From now on every call is answered with this status. */
  failWith(status: number): void;
  close(): Promise<void>;
};

export async function startKvRestServer(token: string): Promise<KvRestServer> {
  let time = 0;
  let failure = 0;
  const commands: string[][] = [];
  const entries = new Map<string, { value: string; expiresAt: number }>();

  const run = (command: string[]): { result?: unknown; error?: string } => {
    commands.push(command);
    const [verb, key = "", value = "", option, amount] = command;
    if (verb === "get") {
      const entry = entries.get(key);
      return { result: entry && entry.expiresAt > time ? entry.value : null };
    }
    if (verb === "set" && option === "px") {
      entries.set(key, { value, expiresAt: time + Number(amount) });
      return { result: "OK" };
    }
    if (verb === "eval") {
      const [, , , name = "", expected, next = "", px] = command;
      const entry = entries.get(name);
      const current = entry && entry.expiresAt > time ? entry.value : "";
      if (current !== expected) return { result: 0 };
      entries.set(name, { value: next, expiresAt: next === "" ? 0 : time + Number(px) });
      return { result: 1 };
    }
    if (verb === "del") return { result: entries.delete(key) ? 1 : 0 };
    return { error: `ERR unknown command '${verb}'` };
  };

  const server = createServer(async (request, response) => {
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
    if (failure) return answer(failure, { error: "ERR out of order" });
    if (request.headers.authorization !== `Bearer ${token}`) return answer(401, { error: "Unauthorized" });
    const body: unknown = JSON.parse(await readBody(request));
    const encode = request.headers["upstash-encoding"] === "base64" ? toBase64 : (value: unknown) => value;
    const reply = (command: unknown) => {
      const { result, error } = run((command as unknown[]).map((part) => toText(part)));
      return error ? { error } : { result: encode(result) };
    };
    const pipeline = request.url?.endsWith("/pipeline");
    return answer(200, pipeline ? (body as unknown[]).map(reply) : reply(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    commands,
    advance: (ms) => {
      time += ms;
    },
    failWith: (status) => {
      failure = status;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}

const toText = (part: unknown): string => (typeof part === "string" ? part : JSON.stringify(part));
const toBase64 = (value: unknown): unknown =>
  typeof value === "string" && value !== "OK" ? Buffer.from(value, "utf8").toString("base64") : value;
