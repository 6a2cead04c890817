import { describe, expect, it } from "vitest";
import { isAppError } from "@/lib/errors";
import { describeMusicService, type FakeLibrary } from "@/lib/music/service.contract";
import { FAKE_DEVICES } from "./fake-player.fixture";
import {
  createFakeSpotify,
  FAKE_API_URL,
  FAKE_USER_ID,
  type FakeSpotify,
  fakeId,
  json,
  refusal,
} from "./fake-spotify.fixture";
import { createSpotifyGate } from "./gate";
import { createSpotifyMusic } from "./spotify-music";

function open(fake: FakeSpotify) {
  let time = 1_000_000;
  const sleeps: number[] = [];
  const gate = createSpotifyGate({
    fetch: fake.fetch,
    now: () => time,
    sleep: async (ms) => {
      sleeps.push(ms);
    },
    callsPerWindow: 10_000,
  });
  const listener = (userId = FAKE_USER_ID, accessToken = "token") =>
    createSpotifyMusic({ gate, apiUrl: FAKE_API_URL, clientId: "client", accessToken, userId });
  const advance = (ms: number) => {
    time += ms;
  };
  return { gate, music: listener(), listener, sleeps, advance };
}

for (const tier of ["new", "old"] as const) {
  describeMusicService(`spotify, routes of a ${tier} client id`, (library) => {
    const fake = createFakeSpotify(library, tier);
    return {
      music: open(fake).music,
      calls: () => fake.requests.length,
      fail: (fault) => {
        fake.fault = fault;
      },
      trackId: fakeId,
      artistId: fakeId,
      playlistId: fakeId,
      devices: {
        ids: FAKE_DEVICES,
        uris: [`spotify:track:${fakeId("One")}`, `spotify:track:${fakeId("Two")}`],
      },
      unknown: { track: "0".repeat(22), playlist: "0".repeat(22) },
    };
  });
}

const LIBRARY: FakeLibrary = {
  tracks: [{ title: "One", artists: ["Metallica"], lengthMs: 1, explicit: false }],
  playlists: [
    { name: "radio: a", owned: true, titles: Array.from({ length: 120 }, () => "One") },
    { name: "radio: b", owned: false, titles: [] },
  ],
};

const paths = (fake: FakeSpotify) => fake.requests.map(({ method, path }) => `${method} ${path}`);
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => "fulfilled",
    (error: unknown) => (isAppError(error) ? error.code : error),
  );

describe("createSpotifyMusic: what is asked", () => {
  it("asks only routes that a client id of 2026 has, with its limits and its token", async () => {
    const fake = createFakeSpotify(LIBRARY);
    const { music } = open(fake);
    await music.listPlaylists();
    await music.getPlaylist(fakeId("radio: a"));
    await music.listPlaylistTracks(fakeId("radio: a"));
    await music.findArtistTracks({ name: "Metallica" });
    await music.findTrack(fakeId("One"));
    const id = fakeId("radio: a");
    expect(paths(fake)).toEqual([
      "GET me/playlists?limit=50&offset=0",
      `GET playlists/${id}?fields=id%2Cname%2Csnapshot_id%2Ccollaborative%2Cowner(id)%2Cexternal_urls%2Citems(total)%2Ctracks(total)`,
      `GET playlists/${id}/items?limit=50&offset=0`,
      `GET playlists/${id}/items?limit=50&offset=50`,
      `GET playlists/${id}/items?limit=50&offset=100`,
      "GET search?q=artist%3A%22Metallica%22&type=track&limit=10",
      `GET tracks/${fakeId("One")}`,
    ]);
    expect(fake.requests.every(({ headers }) => headers.authorization === "Bearer token")).toBe(true);
  });

  it("makes private playlists and adds a hundred tracks at a time", async () => {
    const fake = createFakeSpotify(LIBRARY);
    const uri = `spotify:track:${fakeId("One")}`;
    const trackUris = Array.from({ length: 201 }, () => uri);
    const created = await open(fake).music.createPlaylist({ name: "radio: c", description: "d", trackUris });
    expect(created).toMatchObject({ version: "v4", trackCount: 201 });
    expect(fake.requests[0]).toMatchObject({
      method: "POST",
      path: "me/playlists",
      body: { name: "radio: c", description: "d", public: false, collaborative: false },
    });
    expect(fake.requests.slice(1).map(({ body }) => (body as { uris: string[] }).uris.length)).toEqual([
      100, 100, 1,
    ]);
  });

  it("says what is missing when a playlist could not be filled", async () => {
    const fake = createFakeSpotify(LIBRARY);
    const { music } = open(fake);
    const trackUris = Array.from({ length: 150 }, () => `spotify:track:${fakeId("One")}`);
    const ok = () => json(201, { snapshot_id: "s" });
    fake.next.push(
      () => json(201, { id: "new", name: "radio: c", owner: { id: FAKE_USER_ID } }),
      ok,
      () => refusal(502, "Bad gateway"),
    );
    const error = await music
      .createPlaylist({ name: "radio: c", description: "", trackUris })
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: "service_unavailable",
      message: expect.stringContaining("100 of 150"),
      details: { playlistId: "new", added: 100 },
    });
    expect(fake.requests).toHaveLength(3);
  });

  it("shares one call between equal questions, and none between listeners", async () => {
    const fake = createFakeSpotify(LIBRARY);
    const { music, listener } = open(fake);
    const other = listener("other", "another token");
    const [first, second] = await Promise.all([
      music.findArtistTracks({ name: "Metallica" }),
      music.findArtistTracks({ name: "Metallica" }),
      other.findArtistTracks({ name: "Metallica" }),
    ]);
    expect(fake.requests).toHaveLength(2);
    expect(first).toEqual(second);
  });
});

describe("createSpotifyMusic: routes that moved", () => {
  it("learns the old routes once and keeps to them", async () => {
    const fake = createFakeSpotify(LIBRARY, "old");
    const { music } = open(fake);
    const id = fakeId("radio: a");
    expect(await music.listPlaylistTracks(id)).toHaveLength(120);
    expect(paths(fake)).toEqual([
      `GET playlists/${id}/items?limit=50&offset=0`,
      `GET playlists/${id}/tracks?limit=50&offset=0`,
      `GET playlists/${id}/tracks?limit=50&offset=50`,
      `GET playlists/${id}/tracks?limit=50&offset=100`,
    ]);
    fake.requests.length = 0;
    await music.listPlaylistTracks(id);
    expect(paths(fake)[0]).toBe(`GET playlists/${id}/tracks?limit=50&offset=0`);
    expect(fake.requests).toHaveLength(3);
  });

  it("does not doubt a new route that has worked: a refusal is about the playlist", async () => {
    const fake = createFakeSpotify(LIBRARY);
    const { music } = open(fake);
    await music.listPlaylistTracks(fakeId("radio: a"));
    fake.requests.length = 0;
    expect(await code(music.listPlaylistTracks(fakeId("radio: b")))).toBe("forbidden");
    expect(fake.requests).toHaveLength(1);
  });

  it("finds the new route when the old one has been taken away", async () => {
    const fake = createFakeSpotify(LIBRARY);
    const { music, gate } = open(fake);
    await gate.abilities.remember("playlist items", "old");
    expect(await music.listPlaylistTracks(fakeId("radio: a"))).toHaveLength(120);
    expect(await gate.abilities.find("playlist items")).toBe("new");
  });
});

describe("createSpotifyMusic: playOn", () => {
  const play = { deviceId: FAKE_DEVICES[0], trackUris: ["spotify:track:1"], positionMs: 5 };

  it("names the device, the tracks and the position as Spotify spells them", async () => {
    const fake = createFakeSpotify(LIBRARY);
    await open(fake).music.playOn?.(play);
    expect(fake.requests[0]).toMatchObject({
      method: "PUT",
      path: "me/player/play?device_id=kitchen%2F1",
      body: { uris: ["spotify:track:1"], position_ms: 5 },
    });
  });

  it("waits for a player that Spotify does not know yet", async () => {
    const fake = createFakeSpotify(LIBRARY);
    const { music, sleeps } = open(fake);
    const unknown = () => refusal(404, "Device not found");
    fake.next.push(unknown, unknown, () => json(204, null));
    await music.playOn?.(play);
    expect(fake.requests).toHaveLength(3);
    expect(sleeps).toEqual([300, 600]);
  });

  it("gives up on a device that stays unknown", async () => {
    const fake = createFakeSpotify(LIBRARY);
    const { music, sleeps } = open(fake);
    for (let count = 0; count < 9; count++) fake.next.push(() => refusal(404, "Device not found"));
    const error = await music.playOn?.(play).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "not_found", details: { reason: "DEVICE_NOT_FOUND" } });
    expect(fake.requests).toHaveLength(5);
    expect(sleeps).toEqual([300, 600, 1_200, 2_000]);
  });

  it("tells a listener of missing Premium only when it is said twice", async () => {
    const fake = createFakeSpotify(LIBRARY);
    const { music } = open(fake);
    const refused = () => refusal(403, "Player command failed: Premium required", "PREMIUM_REQUIRED");
    fake.next.push(refused);
    await music.playOn?.(play);
    expect(fake.requests).toHaveLength(2);
    fake.next.push(refused, refused);
    expect(await code(Promise.resolve(music.playOn?.(play)))).toBe("premium_required");
    expect(fake.requests).toHaveLength(4);
  });
});

describe("createSpotifyMusic: limits", () => {
  const quota = () => refusal(429, "Too many requests", "QUOTA_EXCEEDED", { "Retry-After": "7200" });

  it("answers at once while a quota is spent, and leaves other kinds of call alone", async () => {
    const fake = createFakeSpotify(LIBRARY);
    const { music, listener, advance } = open(fake);
    fake.next.push(quota);
    const first = await music.findArtistTracks({ name: "A" }).catch((reason: unknown) => reason);
    expect(first).toMatchObject({
      code: "service_limited",
      retryAfterMs: 7_200_000,
      details: { kind: "quota", bucket: "search" },
    });
    advance(7_000_000);
    const second = await listener("other", "t2")
      .findArtistTracks({ name: "B" })
      .catch((reason: unknown) => reason);
    expect(second).toMatchObject({ code: "service_limited", retryAfterMs: 200_000 });
    expect(fake.requests).toHaveLength(1);
    expect(await music.findTrack(fakeId("One"))).toMatchObject({ title: "One" });
    advance(200_000);
    expect(await music.findArtistTracks({ name: "Metallica" })).toHaveLength(1);
  });

  it("takes a rate limit as a pause for every kind of call", async () => {
    const fake = createFakeSpotify(LIBRARY);
    const { music, advance } = open(fake);
    fake.next.push(() => refusal(429, "API rate limit exceeded", undefined, { "Retry-After": "3" }));
    expect(await code(music.findArtistTracks({ name: "A" }))).toBe("service_limited");
    expect(await code(music.listPlaylists())).toBe("service_limited");
    expect(fake.requests).toHaveLength(1);
    advance(3_000);
    expect(await music.listPlaylists()).toHaveLength(2);
  });
});
