// The remote control of lib/music/spotify against the sandbox: what the contract suite asks of it, over its real routes.

import { describe, expect, it } from "vitest";
import { createSpotifyGate } from "@/lib/music/spotify/gate";
import { createSpotifyMusic } from "@/lib/music/spotify/spotify-music";
import { at, createListener, listAt } from "./sandbox.fixture";

async function open(scope?: string) {
  const { sandbox, tokens, call } = await createListener("ada");
  const gate = createSpotifyGate({
    fetch: (url, init) => sandbox.fetch(new Request(url, init)),
    now: () => sandbox.clock.now,
    sleep: async () => {},
  });
  const { devices, playOn } = createSpotifyMusic({
    gate,
    apiUrl: "http://127.0.0.1:4010",
    clientId: "longwave",
    accessToken: tokens.access_token,
    userId: "ada",
    ...(scope !== undefined && { scope }),
  });
  if (!devices || !playOn) throw new Error("Spotify has devices");
  const found = await call("GET", "/v1/search?q=artist:low&type=track&limit=2");
  const uris = listAt(found.body, "tracks.items").map((track) => String(at(track, "uri")));
  return { sandbox, devices, playOn, uris };
}

describe("the sandbox's devices, by remote control", () => {
  it("play, pause, move, tell how far they are and go on to the next track by themselves", async () => {
    const { sandbox, devices, playOn, uris } = await open();
    const [speaker] = await devices.listDevices();
    if (!speaker) throw new Error("ada has a speaker");
    expect(speaker).toMatchObject({ type: "Speaker", active: false, controllable: true });
    expect(await devices.findPlayback()).toBeUndefined();
    await playOn({ deviceId: speaker.id, trackUris: uris });
    sandbox.clock.now += 10_000;
    const first = await devices.findPlayback();
    expect(first).toMatchObject({ deviceId: speaker.id, positionMs: 10_000, paused: false });
    expect(`spotify:track:${first?.trackIds[0]}`).toBe(uris[0]);
    await devices.pause(speaker.id);
    await devices.pause(speaker.id);
    sandbox.clock.now += 60_000;
    await devices.seek(speaker.id, 20_000);
    expect(await devices.findPlayback()).toMatchObject({ positionMs: 20_000, paused: true });
    await devices.resume(speaker.id);
    await devices.resume(speaker.id);
    await devices.setVolume(speaker.id, 0.3);
    sandbox.clock.now += (first?.lengthMs ?? 0) - 20_000 + 1_500;
    const second = await devices.findPlayback();
    expect(`spotify:track:${second?.trackIds[0]}`).toBe(uris[1]);
    expect(second).toMatchObject({ positionMs: 1_500, paused: false });
    await expect(devices.transferTo({ deviceId: "switched-off", play: true })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("are not asked for where the listener has not allowed it, and no call is spent on that", async () => {
    const { sandbox, devices } = await open("streaming user-modify-playback-state");
    const before = sandbox.clock.now;
    await expect(devices.listDevices()).rejects.toMatchObject({
      code: "not_signed_in",
      details: { grant: "user-read-playback-state" },
    });
    expect(sandbox.clock.now).toBe(before);
  });
});
