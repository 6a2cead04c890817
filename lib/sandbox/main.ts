// Runs the sandbox by itself: `npm run sandbox`, port from SANDBOX_PORT.
// Stops on SIGINT and SIGTERM.
import { serveSandbox } from "./server";

const DEFAULT_PORT = 4010;

function readPort(value: string | undefined): number {
  const port = value === undefined || value === "" ? DEFAULT_PORT : Number(value);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  console.error(`SANDBOX_PORT is "${value}"; give it a port number from 0 to 65535.`);
  process.exit(1);
}

async function main(): Promise<void> {
  const port = readPort(process.env.SANDBOX_PORT);
  const server = await serveSandbox({ port, seed: `${Date.now()}:${process.pid}` });
  console.log(`Longwave sandbox (not Spotify) on ${server.url}`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void server.close().then(() => process.exit(0)));
  }
  // After the port is open: the first call need not wait for the catalogue.
  setImmediate(() => server.sandbox.warm());
}

main().catch((cause: unknown) => {
  const reason = cause instanceof Error ? cause.message : String(cause);
  console.error(`The sandbox could not start: ${reason}. Set SANDBOX_PORT to a free port.`);
  process.exit(1);
});
