// Faults that come from the control interface: players that are lost in four ways, relinked tracks, spent quotas, slow routes.
import { describe, expect, it } from "vitest";
import { createSandbox } from "./sandbox";
import {
  at,
  control,
  createCaller,
  createListener,
  createTestSandbox,
  listAt,
  ORIGIN,
  signIn,
} from "./sandbox.fixture";

/** A listener whose page plays one track; what the page is told comes from `next`. */
async function createPlaying(account = "ada") {
  const listener = await createListener(account);
  const { sandbox, tokens, call } = listener;
  const registered = await sandbox.fetch(
    new Request(`${ORIGIN}/sdk/devices`, {
      method: "POST",
      headers: { authorization: `Bearer ${tokens.access_token}` },
      body: JSON.stringify({ name: "Page", volume: 1 }),
    }),
  );
  const id = String(at(await registered.json(), "device_id"));
  const events = await sandbox.fetch(new Request(`${ORIGIN}/sdk/devices/${id}/events`));
  const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) throw new Error("no stream");
  await reader.read();
  sandbox.clock.now += 1_000;
  const found = await call("GET", "/v1/search?q=artist:low&type=track&limit=1");
  const track = String(at(found.body, "tracks.items.0.id"));
  const play = () => call("PUT", `/v1/me/player/play?device_id=${id}`, { uris: [`spotify:track:${track}`] });
  const command = async (body: unknown) => {
    const answer = await sandbox.fetch(
      new Request(`${ORIGIN}/sdk/devices/${id}/commands`, { method: "POST", body: JSON.stringify(body) }),
    );
    return { status: answer.status, body: (await answer.json()) as unknown };
  };
  const next = async (): Promise<unknown> => {
    const part = await reader.read();
    return part.done ? "end of stream" : JSON.parse(part.value.replace("data: ", ""));
  };
  return { ...listener, id, track, play, command, next };
}

describe("POST /sandbox/devices", () => {
  it("cut: ends the stream, and the device is not known any more", async () => {
    const { sandbox, play, next } = await createPlaying();
    await play();
    await next();
    expect((await control(sandbox, "POST", "devices", { action: "cut", account: "ada" })).body).toEqual({
      changed: 1,
    });
    expect(await next()).toBe("end of stream");
    expect((await play()).body).toEqual({ error: { status: 404, message: "Device not found" } });
  });

  it("forget: tells the page nothing, takes its commands without effect, and knows the device no more", async () => {
    const { sandbox, play, command, next, call } = await createPlaying();
    await play();
    await next();
    await control(sandbox, "POST", "devices", { action: "forget" });
    expect(await command({ command: "pause" })).toEqual({ status: 200, body: { reason: null, state: null } });
    expect((await play()).status).toBe(404);
    expect((await call("GET", "/v1/me/player")).status).toBe(204);
  });

  it("renew: asks the page to come back under another id", async () => {
    const { sandbox, play, next } = await createPlaying();
    await control(sandbox, "POST", "devices", { action: "renew" });
    expect(await next()).toEqual({ type: "renew" });
    expect((await play()).status).toBe(404);
  });

  it("elsewhere: a speaker takes over and the page hears null; nothing where there is no speaker", async () => {
    const { sandbox, play, next, call } = await createPlaying();
    await play();
    await next();
    await control(sandbox, "POST", "devices", { action: "elsewhere" });
    expect(await next()).toEqual({ type: "state", reason: "release", state: null });
    expect((await call("GET", "/v1/me/player")).body).toMatchObject({ device: { name: "Kitchen Speaker" } });
    const alone = createTestSandbox();
    expect((await control(alone, "POST", "devices", { action: "elsewhere", account: "bruno" })).body).toEqual(
      {
        changed: 0,
      },
    );
  });
});

describe("relinked tracks", () => {
  it("are played as a copy that says whom it stands for, and answer by either id", async () => {
    const { sandbox, play, next, track, call } = await createPlaying();
    await control(sandbox, "POST", "switches", { relinked: [track] });
    await play();
    const current = at(await next(), "state.track_window.current_track");
    expect(current).toMatchObject({ linked_from: { id: track, uri: `spotify:track:${track}` } });
    const copy = String(at(current, "id"));
    expect(copy).not.toBe(track);
    const [asked, linked] = [
      await call("GET", `/v1/tracks/${track}`),
      await call("GET", `/v1/tracks/${copy}`),
    ];
    expect(at(linked.body, "id")).toBe(copy);
    expect(at(linked.body, "name")).toBe(at(asked.body, "name"));
    expect(asked.body).not.toHaveProperty("linked_from");
  });

  it("say linked_from over the Web API in the old tiers", async () => {
    const { sandbox, track, call } = await createPlaying();
    await control(sandbox, "POST", "switches", { tier: "dev-old", relinked: ["*"] });
    const { body } = await call("GET", `/v1/tracks/${track}`);
    expect(at(body, "id")).not.toBe(track);
    expect(body).toMatchObject({ linked_from: { id: track, type: "track" } });
  });
});

describe("GET /sandbox/quota", () => {
  it("counts every bucket in its window, with what is left and when it opens again", async () => {
    const { call, sandbox } = await createListener();
    await control(sandbox, "POST", "switches", { quota: { max: { me: 2 }, windowMs: 60_000 } });
    for (const wait of [0, 10_000, 1_000]) {
      sandbox.clock.now += wait;
      await call("GET", "/v1/me");
    }
    const { body } = await control(sandbox, "GET", "quota");
    const opens = new Date(sandbox.clock.now - 11_000 + 60_000).toISOString();
    expect(at(body, "buckets.me")).toEqual({ used: 2, max: 2, left: 0, refused: 1, reopens_at: opens });
    expect(at(body, "buckets.search")).toEqual({
      used: 0,
      max: null,
      left: null,
      refused: 0,
      reopens_at: null,
    });
    sandbox.clock.now += 60_000;
    expect(at((await control(sandbox, "GET", "quota")).body, "buckets.me")).toMatchObject({
      used: 0,
      left: 2,
    });
  });
});

describe("switches", () => {
  it("slow one route and leave the others quick", async () => {
    const waits: number[] = [];
    const sandbox = createSandbox({
      artists: () => [],
      seed: "slow",
      sleep: async (ms) => void waits.push(ms),
    });
    const call = createCaller(sandbox, (await signIn(sandbox, "ada")).access_token);
    await control(sandbox, "POST", "switches", {
      latencyMs: 5,
      slow: [{ route: "GET /v1/search", ms: 700 }],
    });
    await call("GET", "/v1/me");
    await call("GET", "/v1/search?q=low&type=track");
    expect(waits).toEqual([5, 705]);
  });

  it("take a listener's Premium and place on the list away while it runs, in either form of words", async () => {
    const { call, sandbox } = await createListener();
    await control(sandbox, "POST", "switches", { accounts: { ada: { premium: false } } });
    expect((await call("PUT", "/v1/me/player/pause")).body).toMatchObject({
      error: { reason: "PREMIUM_REQUIRED" },
    });
    await control(sandbox, "POST", "switches", {
      accounts: { ada: { allowListed: false } },
      refusals: "text",
    });
    const refused = await call("GET", "/v1/me");
    expect([refused.status, refused.text]).toEqual([403, "User not registered in the Developer Dashboard"]);
  });

  it("put null at the end of a page of search", async () => {
    const { call, sandbox } = await createListener();
    await control(sandbox, "POST", "switches", { searchNulls: true });
    const { body } = await call("GET", "/v1/search?q=artist:low&type=track&limit=3");
    expect(listAt(body, "tracks.items").map((item) => item === null)).toEqual([false, false, true]);
  });
});

describe("free words", () => {
  it("find songs by their titles, and playlists by their names", async () => {
    const { call } = await createListener();
    const some = await call("GET", "/v1/search?q=artist:low&type=track&limit=1");
    const title = String(at(some.body, "tracks.items.0.name"));
    const { body } = await call(
      "GET",
      `/v1/search?q=${encodeURIComponent(title)}&type=track,playlist&limit=10`,
    );
    const names = listAt(body, "tracks.items").map((track) => String(at(track, "name")));
    expect(names.some((name) => name.startsWith(title.split(" - ")[0] ?? title))).toBe(true);
    const cars = await call("GET", "/v1/search?q=songs%20car&type=playlist");
    expect(listAt(cars.body, "playlists.items").map((item) => at(item, "name"))).toEqual([
      "Songs from the car",
    ]);
  });
});

describe("the old tiers", () => {
  it("still save, follow and show people, and refuse a market that is none", async () => {
    const { call, sandbox } = await createListener();
    expect((await call("GET", "/v1/users/bruno")).status).toBe(403);
    await control(sandbox, "POST", "switches", { tier: "extended" });
    expect((await call("GET", "/v1/users/bruno")).body).toMatchObject({ display_name: "Bruno Okafor" });
    const { body } = await call("GET", "/v1/search?q=artist:low&type=artist,album&limit=1");
    const artist = String(at(body, "artists.items.0.id"));
    const follows = () => call("GET", `/v1/me/following/contains?type=artist&ids=${artist}`);
    expect((await follows()).body).toEqual([false]);
    expect((await call("PUT", `/v1/me/following?type=artist&ids=${artist}`)).status).toBe(204);
    expect((await follows()).body).toEqual([true]);
    const album = String(at(body, "albums.items.0.uri"));
    await call("PUT", `/v1/me/library?uris=${album}`);
    expect(at((await call("GET", "/v1/me/albums")).body, "items.0.album.uri")).toBe(album);
    expect((await call("GET", "/v1/search?q=low&type=track&market=from_token")).body).toEqual({
      error: { status: 400, message: "Invalid market code" },
    });
  });
});
