// Two processes over one store against the sandbox's token endpoint, which takes each refresh token once and counts.

import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { control, signIn } from "@/lib/sandbox/sandbox.fixture";
import { type SandboxServer, serveSandbox } from "@/lib/sandbox/server";
import type { Tokens } from "./tokens";

const REPLICA = fileURLToPath(new URL("./tokens-replica.fixture.ts", import.meta.url));
const run = promisify(execFile);

let server: SandboxServer;
let path: string;
beforeAll(async () => {
  path = mkdtempSync(join(tmpdir(), "longwave-tokens-"));
  server = await serveSandbox({ port: 0, seed: "replicas", artists: () => [] });
});
afterAll(async () => {
  await server.close();
  rmSync(path, { recursive: true });
});

async function refreshAtOnce(refreshToken: string, aheads: readonly number[]): Promise<Tokens[]> {
  const answers = await Promise.all(
    aheads.map((aheadMs) => {
      const input = { path, accountsUrl: server.url, refreshToken, expiresAt: Date.now() - 600_000, aheadMs };
      return run(process.execPath, ["--import", "tsx", REPLICA, JSON.stringify(input)]);
    }),
  );
  return answers.flatMap(({ stdout }) => JSON.parse(stdout) as Tokens[]);
}

it("refreshes once for ten tabs at each of two replicas, whose clocks are minutes apart", async () => {
  const { sandbox } = server;
  await control(sandbox, "POST", "switches", { tokens: { rotateRefresh: true } });
  let { refresh_token: refreshToken } = await signIn(sandbox, "ada");
  for (const aheads of [
    [0, 240_000],
    [-300_000, 0],
  ]) {
    await control(sandbox, "DELETE", "calls");
    const given = await refreshAtOnce(refreshToken, aheads);
    expect(given).toHaveLength(20);
    expect(new Set(given.map(({ accessToken }) => accessToken)).size).toBe(1);
    const { body } = await control(sandbox, "GET", "calls");
    expect(body).toMatchObject({ calls: { "POST /api/token": 1 } });
    refreshToken = given[0]?.refreshToken ?? "";
  }
});
