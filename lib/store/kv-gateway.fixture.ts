// An HTTP gateway in front of a real Redis that speaks the REST protocol of Vercel KV (Upstash), for the tests:
// a command, a pipeline or a transaction as a JSON body, a bearer token, results in base64 when asked.

import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Redis } from "ioredis";

export type KvGateway = {
  readonly url: string;
  /** From now on every call is answered with this status; 0 = as it should be. */
  failWith(status: number): void;
  /** The next call is passed on, and its answer lost. */
  loseNextAnswer(): void;
  close(): Promise<void>;
};

type Reply = { readonly result: unknown } | { readonly error: string };

export async function startKvGateway(token: string, redis: Redis | undefined): Promise<KvGateway> {
  let failure = 0;
  let isLosing = false;

  const run = async (command: readonly string[]): Promise<Reply> => {
    const [verb = "", ...rest] = command;
    if (!redis) return { error: "ERR there is no Redis behind this gateway" };
    return redis.call(verb, ...rest).then((result) => ({ result }), toReply);
  };
  const runTogether = async (commands: readonly (readonly string[])[]): Promise<Reply | Reply[]> => {
    if (!redis) return { error: "ERR there is no Redis behind this gateway" };
    const transaction = redis.multi();
    for (const [verb = "", ...rest] of commands) transaction.call(verb, ...rest);
    const results = await transaction.exec().catch(toReply);
    if (!Array.isArray(results)) return results ?? { error: "EXECABORT" };
    return results.map(([error, result]) => (error ? toReply(error) : { result }));
  };
  const answer = async (path: string, body: unknown): Promise<Reply | Reply[]> => {
    if (path === "/pipeline") return Promise.all(toList(body).map((part) => run(toCommand(part))));
    if (path === "/multi-exec") return runTogether(toList(body).map(toCommand));
    return run(toCommand(body));
  };

  const server = createServer(async (request, response) => {
    const send = (status: number, body: unknown) =>
      response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
    if (failure) return send(failure, { error: "ERR out of order" });
    if (request.headers.authorization !== `Bearer ${token}`) return send(401, { error: "Unauthorized" });
    const reply = await answer(request.url ?? "/", JSON.parse(await readBody(request)));
    if (isLosing) {
      isLosing = false;
      return request.socket.destroy();
    }
    const encode = request.headers["upstash-encoding"] === "base64" ? toBase64 : (value: unknown) => value;
    const toWire = (part: Reply) => ("error" in part ? part : { result: encode(part.result) });
    if (Array.isArray(reply)) return send(200, reply.map(toWire));
    return send("error" in reply ? 400 : 200, toWire(reply));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    failWith: (status) => {
      failure = status;
    },
    loseNextAnswer: () => {
      isLosing = true;
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

const toList = (body: unknown): unknown[] => (Array.isArray(body) ? body : []);
const toCommand = (body: unknown): string[] =>
  toList(body).map((part) => (typeof part === "string" ? part : JSON.stringify(part)));
const toReply = (error: unknown): { error: string } => ({ error: String(error) });

/** Texts in base64, lists part by part; numbers, null and "OK" as they are. */
function toBase64(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toBase64);
  if (typeof value !== "string" || value === "OK") return value;
  return Buffer.from(value, "utf8").toString("base64");
}
