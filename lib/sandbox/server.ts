// Puts the sandbox on a port of the loopback interface with plain node:http, streaming bodies included.
// Used by main.ts, by the start and test scripts, and by tests that need a socket.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createSandbox, type Sandbox, type SandboxOptions } from "./sandbox";

export type SandboxServer = {
  readonly url: string;
  readonly sandbox: Sandbox;
  /** Ends every connection and frees the port. */
  close(): Promise<void>;
};

export type ServeOptions = SandboxOptions & {
  /** Default 4010; 0 = any free port. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
};

/** Resolves when the port answers; rejects with the system's error if it is taken. */
export async function serveSandbox(options: ServeOptions = {}): Promise<SandboxServer> {
  const { port = 4010, host = "127.0.0.1" } = options;
  const sandbox = createSandbox(options);
  const server = createServer((incoming, outgoing) => {
    void handle(sandbox, incoming, outgoing);
  });
  await listen(server, port, host);
  const address = server.address();
  const actualPort = typeof address === "object" && address ? address.port : port;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${actualPort}`,
    sandbox,
    close: () => close(server),
  };
}

async function handle(sandbox: Sandbox, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  try {
    const response = await sandbox.fetch(await toRequest(incoming));
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    await pipe(response, outgoing);
  } catch {
    // A cut connection is a fault of the switchboard: the caller sees a socket that dies.
    incoming.socket.destroy();
  }
}

async function toRequest(incoming: IncomingMessage): Promise<Request> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  const url = `http://${incoming.headers.host ?? "127.0.0.1"}${incoming.url ?? "/"}`;
  const method = incoming.method ?? "GET";
  if (method === "GET" || method === "HEAD") return new Request(url, { method, headers });
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return new Request(url, { method, headers, body: Buffer.concat(chunks) });
}

/** Writes the body as it comes; a reader that goes away cancels the stream, which is how a page's device leaves. */
async function pipe(response: Response, outgoing: ServerResponse): Promise<void> {
  const reader = response.body?.getReader();
  if (!reader) {
    outgoing.end();
    return;
  }
  outgoing.once("close", () => void reader.cancel());
  outgoing.flushHeaders();
  for (let part = await reader.read(); !part.done; part = await reader.read()) outgoing.write(part.value);
  outgoing.end();
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
