import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createBodies } from "@/lib/api/read-body";
import { AppError } from "@/lib/errors";
import { nodeRoute } from "./node-route";

const session = { listener: { id: "ada" }, setCookie: ["session=renewed"] };
const container = {
  env: { NEXTAUTH_URL: "http://127.0.0.1:3000" },
  log: { info() {}, error() {} },
  auth: {
    readSession: async ({ headers }: { headers: { get(name: string): string | null } }) =>
      headers.get("cookie") === "session=ada" ? session : undefined,
  },
  limiter: { take() {} },
  guestPass: { read() {} },
  bodies: createBodies(),
};

const handler = nodeRoute(
  { access: "listener", body: z.object({ name: z.string() }), params: z.object({ id: z.string() }) },
  async ({ body, params }) => {
    if (body.name === "gone") throw new AppError("gone");
    return Buffer.from(JSON.stringify({ name: body.name, id: params.id }));
  },
);

let server: Server;
const shared = globalThis as { longwaveContainer?: unknown };

beforeAll(async () => {
  shared.longwaveContainer = Promise.resolve(container);
  server = createServer((incoming: IncomingMessage, outgoing: ServerResponse) => {
    void handler(Object.assign(incoming, { query: { id: "station" } }), outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterAll(() => {
  delete shared.longwaveContainer;
  server.close();
});

const ask = (body: string | undefined, init: RequestInit = {}) =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, {
    method: "POST",
    headers: { cookie: "session=ada" },
    ...(body !== undefined && { body }),
    ...init,
  });

describe("nodeRoute", () => {
  it("answers with the handler's bytes and the headers of every answer", async () => {
    const response = await ask('{"name":"Low"}');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ name: "Low", id: "station" });
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("content-length")).toBe("29");
    expect(response.headers.getSetCookie()).toEqual(["session=renewed"]);
    expect(response.headers.get("x-request-id")).toBeTruthy();
    expect(response.headers.get("server-timing")).toMatch(/^app;dur=/);
  });

  it.each([
    ["a body that is not well formed", '{"name":1}', 422, "invalid_request"],
    ["no body", undefined, 422, "invalid_request"],
    ["more than it reads", " ".repeat(1_000_001), 413, "too_large"],
    ["what the handler refuses", '{"name":"gone"}', 410, "gone"],
  ])("answers %s with the error", async (_, body, status, code) => {
    const response = await ask(body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({
      error: { code, request_id: response.headers.get("x-request-id") },
    });
  });

  it("asks for a session, and refuses other sites", async () => {
    expect((await ask('{"name":"Low"}', { headers: {} })).status).toBe(401);
    const foreign = await ask('{"name":"Low"}', {
      headers: { cookie: "session=ada", origin: "https://elsewhere.example" },
    });
    expect(foreign.status).toBe(403);
  });

  it("takes POST alone", async () => {
    const response = await ask(undefined, { method: "GET" });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("OPTIONS, POST");
  });
});
