// Playback over the Web API and the private channel of the player page.
import { describe, expect, it } from "vitest";
import { at, control, createListener, listAt, ORIGIN } from "../sandbox.fixture";

type Listener = Awaited<ReturnType<typeof createListener>>;

async function register({ sandbox, tokens }: Listener, token = tokens.access_token) {
  const response = await sandbox.fetch(
    new Request(`${ORIGIN}/sdk/devices`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ name: "Longwave", volume: 0.5 }),
    }),
  );
  const body: unknown = await response.json();
  return { status: response.status, body, id: String(at(body, "device_id")) };
}

/** A page that listens: what it hears is parsed as it comes. */
async function openPage({ sandbox }: Listener, id: string) {
  const response = await sandbox.fetch(new Request(`${ORIGIN}/sdk/devices/${id}/events`));
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) throw new Error("no stream");
  await reader.read();
  return {
    next: async (): Promise<unknown> => JSON.parse(String((await reader.read()).value).replace("data: ", "")),
    close: () => reader.cancel(),
  };
}

/** A listener with a page that is ready, past its registration lag, and three tracks of Low. */
async function createPlaying() {
  const listener = await createListener();
  const { id } = await register(listener);
  const page = await openPage(listener, id);
  listener.sandbox.clock.now += 1_000;
  const found = await listener.call("GET", "/v1/search?q=artist:low&type=track&limit=3");
  const tracks = listAt(found.body, "tracks.items").map((track) => ({
    uri: String(at(track, "uri")),
    name: String(at(track, "name")),
    durationMs: Number(at(track, "duration_ms")),
  }));
  const play = (body: unknown) => listener.call("PUT", `/v1/me/player/play?device_id=${id}`, body);
  const command = async (body: unknown) => {
    const response = await listener.sandbox.fetch(
      new Request(`${ORIGIN}/sdk/devices/${id}/commands`, { method: "POST", body: JSON.stringify(body) }),
    );
    return { status: response.status, body: (await response.json()) as unknown };
  };
  return { ...listener, id, page, tracks, play, command };
}

describe("before anything plays", () => {
  it("answers 204 for the state and 404 with a reason for commands", async () => {
    const { call } = await createListener();
    expect((await call("GET", "/v1/me/player")).status).toBe(204);
    expect((await call("PUT", "/v1/me/player/pause")).body).toEqual({
      error: {
        status: 404,
        message: "Player command failed: No active device found",
        reason: "NO_ACTIVE_DEVICE",
      },
    });
  });

  it("knows a new device only after its lag, and only while its page listens", async () => {
    const listener = await createListener();
    const { id } = await register(listener);
    const page = await openPage(listener, id);
    const play = () => listener.call("PUT", `/v1/me/player/play?device_id=${id}`, {});
    expect((await play()).body).toEqual({ error: { status: 404, message: "Device not found" } });
    listener.sandbox.clock.now += 300;
    const devices = async () => listAt((await listener.call("GET", "/v1/me/player/devices")).body, "devices");
    expect((await devices()).map((device) => at(device, "name"))).toEqual(["Kitchen Speaker", "Longwave"]);
    await page.close();
    expect(await devices()).toHaveLength(1);
  });
});

describe("PUT /me/player/play", () => {
  it("tells the page what to play, from where", async () => {
    const { play, page, tracks, call, id } = await createPlaying();
    const answer = await play({ uris: tracks.map((track) => track.uri), position_ms: 5_000 });
    expect([200, 204]).toContain(answer.status);
    expect(await page.next()).toMatchObject({
      type: "state",
      reason: "play",
      state: {
        paused: false,
        position: 5_000,
        duration: tracks[0]?.durationMs,
        track_window: {
          current_track: { name: tracks[0]?.name, type: "track" },
          previous_tracks: [],
          next_tracks: [{ name: tracks[1]?.name }, { name: tracks[2]?.name }],
        },
      },
    });
    expect((await call("GET", "/v1/me/player")).body).toMatchObject({
      is_playing: true,
      device: { id, is_active: true, volume_percent: 50 },
      item: { name: tracks[0]?.name },
    });
  });

  it("starts in the middle of a list and plays contexts", async () => {
    const { play, page, tracks, call } = await createPlaying();
    await play({ uris: tracks.map((track) => track.uri), offset: { uri: tracks[1]?.uri } });
    expect(at(await page.next(), "state.track_window.current_track.name")).toBe(tracks[1]?.name);
    const mine = await call("GET", "/v1/me/playlists?limit=1");
    const context = String(at(mine.body, "items.0.uri"));
    await play({ context_uri: context, offset: { position: 3 } });
    expect(at(await page.next(), "state.context.uri")).toBe(context);
  });

  it.each([
    ["no tracks", { uris: [] }, 400],
    ["an unknown track", { uris: [`spotify:track:${"0".repeat(22)}`] }, 400],
    ["too many tracks", { uris: new Array(801).fill("spotify:track:x") }, 413],
    [
      "an offset in an artist",
      { context_uri: `spotify:artist:${"0".repeat(22)}`, offset: { position: 1 } },
      400,
    ],
    ["an offset beyond the list", { uris: ["FIRST"], offset: { position: 4 } }, 400],
  ])("refuses %s", async (_, body, status) => {
    const { play, tracks } = await createPlaying();
    const text = JSON.stringify(body).replace("FIRST", tracks[0]?.uri ?? "");
    expect((await play(JSON.parse(text))).status).toBe(status);
  });

  it("answers 204 or a text that is no JSON, as the switch says", async () => {
    const { play, sandbox, tracks } = await createPlaying();
    const uris = [tracks[0]?.uri];
    await control(sandbox, "POST", "switches", { playerWrites: "204" });
    expect((await play({ uris })).status).toBe(204);
    await control(sandbox, "POST", "switches", { playerWrites: "text" });
    const text = await play({ uris });
    expect(text.status).toBe(200);
    expect(() => JSON.parse(text.text)).toThrow(SyntaxError);
  });
});

describe("while it plays", () => {
  it("moves by the clock, seeks, pauses and resumes", async () => {
    const { play, tracks, call, sandbox, page, command } = await createPlaying();
    await play({ uris: tracks.map((track) => track.uri) });
    await page.next();
    sandbox.clock.now += 10_000;
    expect(at((await call("GET", "/v1/me/player")).body, "progress_ms")).toBe(10_000);
    await call("PUT", "/v1/me/player/seek?position_ms=60000");
    expect(at(await page.next(), "state.position")).toBe(60_000);
    const paused = await command({ command: "pause" });
    expect(paused.body).toMatchObject({ reason: "pause", state: { paused: true, position: 60_000 } });
    sandbox.clock.now += 10_000;
    expect((await call("GET", "/v1/me/player")).body).toMatchObject({
      is_playing: false,
      progress_ms: 60_000,
    });
    expect((await call("PUT", "/v1/me/player/pause")).body).toMatchObject({
      error: { status: 403, message: "Player command failed: Restriction violated" },
    });
  });

  it("goes through queue and list and stops at the start of the list after the last track", async () => {
    const { play, tracks, call, page, command } = await createPlaying();
    const [first, second, third] = tracks;
    await play({ uris: [first?.uri, second?.uri] });
    await page.next();
    await call("POST", `/v1/me/player/queue?uri=${third?.uri}`);
    expect(at(await page.next(), "state.track_window.next_tracks.0.name")).toBe(third?.name);
    const ended = async () => {
      const state = await command({ command: "volume", value: 1 });
      return command({ command: "ended", value: at(state.body, "state.playback_id") });
    };
    expect(at((await ended()).body, "state.track_window.current_track.name")).toBe(third?.name);
    expect(at((await ended()).body, "state.track_window.current_track.name")).toBe(second?.name);
    expect((await ended()).body).toMatchObject({
      reason: "ended",
      state: {
        paused: true,
        position: 0,
        track_window: {
          current_track: { name: first?.name },
          previous_tracks: [{ name: third?.name }, { name: second?.name }],
        },
      },
    });
  });

  it("ignores the end of a track that is over already", async () => {
    const { play, tracks, command } = await createPlaying();
    await play({ uris: tracks.map((track) => track.uri) });
    const stale = await command({ command: "ended", value: "sandbox-0" });
    expect(stale.body).toMatchObject({
      reason: null,
      state: { track_window: { current_track: { name: tracks[0]?.name } } },
    });
  });

  it("refuses to go beyond either end of the list by the Web API", async () => {
    const { play, tracks, call } = await createPlaying();
    await play({ uris: [tracks[0]?.uri] });
    expect(at((await call("POST", "/v1/me/player/next")).body, "error.reason")).toBe("NO_NEXT_TRACK");
    expect(at((await call("POST", "/v1/me/player/previous")).body, "error.reason")).toBe("NO_PREV_TRACK");
  });

  it("tells the page with null when playback moves away, and plays on there by the clock", async () => {
    const { play, tracks, call, page, sandbox } = await createPlaying();
    await play({ uris: tracks.map((track) => track.uri) });
    await page.next();
    const devices = await call("GET", "/v1/me/player/devices");
    await call("PUT", "/v1/me/player", { device_ids: [at(devices.body, "devices.0.id")], play: true });
    expect(await page.next()).toEqual({ type: "state", reason: "release", state: null });
    sandbox.clock.now += (tracks[0]?.durationMs ?? 0) + 1_000;
    expect((await call("GET", "/v1/me/player")).body).toMatchObject({
      device: { name: "Kitchen Speaker" },
      item: { name: tracks[1]?.name },
      progress_ms: 1_000,
    });
    const recent = await call("GET", "/v1/me/player/recently-played");
    expect(at(recent.body, "items.0.track.name")).toBe(tracks[0]?.name);
  });

  it("sets the volume on the page", async () => {
    const { play, tracks, call, page } = await createPlaying();
    await play({ uris: [tracks[0]?.uri] });
    await page.next();
    await call("PUT", "/v1/me/player/volume?volume_percent=20");
    expect(await page.next()).toEqual({ type: "volume", volume: 0.2 });
    expect((await call("PUT", "/v1/me/player/volume?volume_percent=101")).status).toBe(400);
  });
});

describe("a page that may not play", () => {
  it.each([
    ["a Free account", "frida", undefined, 403],
    ["a token without the streaming scope", "ada", "playlist-read-private", 401],
  ])("is refused: %s", async (_, account, scope, status) => {
    expect((await register(await createListener(account, scope))).status).toBe(status);
  });

  it("is refused with a bad token", async () => {
    expect((await register(await createListener(), "nonsense")).status).toBe(401);
  });

  it("hears that nothing is loaded when it commands while another device plays", async () => {
    const { command } = await createPlaying();
    expect(await command({ command: "pause" })).toEqual({
      status: 409,
      body: { error: { status: 409, message: "Cannot perform operation; no list was loaded." } },
    });
  });
});
