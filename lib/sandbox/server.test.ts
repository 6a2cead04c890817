// The sandbox on a socket: the same answers, streams that stay open, and connections that are cut.
import { afterEach, describe, expect, it } from "vitest";
import { control, createCaller, signIn } from "./sandbox.fixture";
import { type SandboxServer, serveSandbox } from "./server";

const servers: SandboxServer[] = [];

async function serve(): Promise<SandboxServer> {
  const server = await serveSandbox({ port: 0, seed: "socket", artists: () => [] });
  servers.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe("serveSandbox", () => {
  it("answers on the loopback interface, with addresses of its own port", async () => {
    const { url, sandbox } = await serve();
    const { access_token } = await signIn(sandbox, "ada");
    const response = await fetch(`${url}/v1/me/playlists?limit=1`, {
      headers: { authorization: `Bearer ${access_token}` },
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ href: expect.stringContaining(url), total: 9 });
    expect(await (await fetch(`${url}/`)).text()).toContain("not Spotify");
  });

  it("streams events to a page until the page goes, which ends its device", async () => {
    const { url, sandbox } = await serve();
    await control(sandbox, "POST", "switches", { deviceLagMs: 0 });
    const { access_token } = await signIn(sandbox, "ada");
    const call = createCaller(sandbox, access_token);
    const registered = await fetch(`${url}/sdk/devices`, {
      method: "POST",
      headers: { authorization: `Bearer ${access_token}` },
      body: JSON.stringify({ name: "Page", volume: 1 }),
    });
    const { device_id: id } = (await registered.json()) as { device_id: string };
    const stop = new AbortController();
    const events = await fetch(`${url}/sdk/devices/${id}/events`, { signal: stop.signal });
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toContain("Longwave sandbox");
    const { body } = await call("GET", "/v1/search?q=artist:low&type=track&limit=1");
    const uri = /spotify:track:\w{22}/.exec(JSON.stringify(body))?.[0];
    await call("PUT", `/v1/me/player/play?device_id=${id}`, { uris: [uri] });
    expect((await reader?.read())?.value).toContain('"reason":"play"');
    stop.abort();
    await expect.poll(() => sandbox.state.players.get("ada")?.devices.get(id)?.send).toBeUndefined();
    expect((await call("GET", "/v1/me/player")).status).toBe(204);
  });

  it("cuts the connection where the switchboard says so", async () => {
    const { url, sandbox } = await serve();
    await control(sandbox, "POST", "switches", { dropping: ["GET /v1/me"] });
    await expect(fetch(`${url}/v1/me`)).rejects.toThrow(TypeError);
  });

  it("says so when the port is taken", async () => {
    const { url } = await serve();
    await expect(serveSandbox({ port: Number(new URL(url).port) })).rejects.toThrow(/EADDRINUSE/);
  });
});
