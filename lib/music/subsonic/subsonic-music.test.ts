import { describe, expect, it } from "vitest";
import { isAppError } from "@/lib/errors";
import { describeMusicService, type FakeLibrary } from "@/lib/music/service.contract";
import { type SubsonicCredentials, toTokenCredentials } from "./credentials";
import {
  createFakeSubsonic,
  FAKE_API_KEY,
  FAKE_PASSWORD,
  FAKE_URL,
  FAKE_USERNAME,
  type FakeSubsonic,
  failed,
  fakeId,
  ok,
} from "./fake-subsonic.fixture";
import { createSubsonicGate } from "./gate";
import { signInToSubsonic } from "./sign-in";
import { createSubsonicMusic } from "./subsonic-music";

const TOKEN = toTokenCredentials(FAKE_USERNAME, FAKE_PASSWORD, "c19b2d");
const PASSWORD: SubsonicCredentials = { kind: "password", username: FAKE_USERNAME, password: FAKE_PASSWORD };

function open(fake: FakeSubsonic, credentials: SubsonicCredentials = TOKEN, url = FAKE_URL) {
  let time = 1_000_000;
  const sleeps: number[] = [];
  const gate = createSubsonicGate({
    fetch: fake.fetch,
    now: () => time,
    sleep: async (ms) => {
      sleeps.push(ms);
    },
  });
  const coverAddress = (id: string) => `/api/cover/${id}`;
  const music = createSubsonicMusic({ gate, url, credentials, coverAddress });
  const advance = (ms: number) => {
    time += ms;
  };
  return { gate, music, sleeps, advance };
}

const harness = (fake: FakeSubsonic, credentials: SubsonicCredentials, callsPerArtist: number) => ({
  music: open(fake, credentials).music,
  calls: () => fake.requests.length,
  fail: (fault: FakeSubsonic["fault"]) => {
    fake.fault = fault;
  },
  trackId: fakeId,
  artistId: fakeId,
  playlistId: fakeId,
  callsPerArtist,
  unknown: { track: "0".repeat(32), playlist: "0".repeat(32) },
});

describeMusicService(
  "subsonic, a server of today",
  // One to find the artist, one for the top songs.
  (library) => harness(createFakeSubsonic(library), TOKEN, 2),
  { wholeSeconds: true },
);
describeMusicService(
  "subsonic, an old server",
  // One to find the artist, one that tells that there are no top songs, one for the albums, one for each album.
  (library) => harness(createFakeSubsonic(library, "old"), PASSWORD, 4),
  { wholeSeconds: true, plain: true },
);

const LIBRARY: FakeLibrary = {
  tracks: [
    { title: "One", artists: ["Metallica"], lengthMs: 447_000, explicit: false },
    { title: "Guest", artists: ["Lou Reed", "Metallica"], lengthMs: 1_000, explicit: false },
    { title: "Spiderland", artists: ["Slint"], lengthMs: 1_000, explicit: false },
  ],
  playlists: [{ name: "radio: a", owned: true, titles: ["One"] }],
};

const calls = (fake: FakeSubsonic) => fake.requests.map(({ endpoint }) => endpoint);
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => "fulfilled",
    (error: unknown) =>
      isAppError(error)
        ? { code: error.code, message: error.message, retryAfterMs: error.retryAfterMs }
        : error,
  );

describe("createSubsonicMusic: what is sent", () => {
  it("proves itself by token and salt and names version, program and format", async () => {
    const fake = createFakeSubsonic(LIBRARY);
    await open(fake).music.listPlaylists();
    const [request] = fake.requests;
    expect(request).toMatchObject({ method: "GET", address: `${FAKE_URL}/rest/getPlaylists.view` });
    expect(Object.fromEntries(request?.parameters ?? [])).toEqual({
      u: FAKE_USERNAME,
      t: TOKEN.kind === "token" ? TOKEN.token : "",
      s: "c19b2d",
      v: "1.16.1",
      c: "longwave",
      f: "json",
    });
  });

  it("sends a password in the body only, where no log of addresses can hold it", async () => {
    const fake = createFakeSubsonic(LIBRARY, "old");
    await open(fake, PASSWORD).music.listPlaylists();
    expect(fake.requests[0]).toMatchObject({ method: "POST", address: `${FAKE_URL}/rest/getPlaylists.view` });
    expect(fake.requests[0]?.parameters.get("p")).toBe(`enc:${Buffer.from(FAKE_PASSWORD).toString("hex")}`);
  });

  it("takes an address with /rest and with slashes at its end", async () => {
    const fake = createFakeSubsonic(LIBRARY);
    await open(fake, TOKEN, `${FAKE_URL}/rest/`).music.listPlaylists();
    expect(fake.requests[0]?.address).toBe(`${FAKE_URL}/rest/getPlaylists.view`);
  });

  it("creates a playlist with its description, the tracks in portions", async () => {
    const fake = createFakeSubsonic(LIBRARY);
    const trackUris = Array.from({ length: 200 }, () => `subsonic:track:${fakeId("One")}`);
    const created = await open(fake).music.createPlaylist({ name: "radio: b", description: "d", trackUris });
    expect(created).toMatchObject({ name: "radio: b", owned: true, trackCount: 200 });
    const sent = fake.requests.map(({ endpoint, parameters }) => [
      endpoint,
      parameters.getAll("songId").length + parameters.getAll("songIdToAdd").length,
    ]);
    expect(sent).toEqual([
      ["getPlaylists", 0],
      ["createPlaylist", 80],
      ["updatePlaylist", 80],
      ["updatePlaylist", 40],
      ["updatePlaylist", 0],
      ["getPlaylist", 0],
    ]);
    expect(fake.requests[4]?.parameters.get("comment")).toBe("d");
  });
});

describe("createSubsonicMusic: tracks of an artist", () => {
  const song = (id: string, over: object = {}) => ({
    id,
    title: id,
    artist: "Low",
    artistId: "low",
    ...over,
  });

  it("asks a server that has no top songs only once an hour for them", async () => {
    const fake = createFakeSubsonic(LIBRARY, "old");
    const { music, advance } = open(fake, PASSWORD);
    await music.findArtistTracks({ name: "Metallica" });
    expect(calls(fake)).toEqual(["search3", "getTopSongs", "getArtist", "getAlbum"]);
    fake.requests.length = 0;
    await music.findArtistTracks({ name: "Slint" });
    expect(calls(fake)).toEqual(["search3", "getArtist", "getAlbum"]);
    advance(3_600_001);
    fake.requests.length = 0;
    await music.findArtistTracks({ name: "Slint" });
    expect(calls(fake)).toContain("getTopSongs");
  });

  it("puts stars, ratings and plays first, then the first songs of each album", async () => {
    const fake = createFakeSubsonic(LIBRARY, "old");
    const { music } = open(fake, PASSWORD);
    const inAlbum = (album: string, track: number, over: object = {}) =>
      song(`${album}${track}`, { track, albumId: album, ...over });
    fake.next.push(
      () => failed(0, "Not implemented", 501),
      () => ok({ artist: { id: "low", name: "Low", album: [{ id: "a" }, { id: "b" }] } }),
      () =>
        ok({
          album: { id: "a", song: [inAlbum("a", 2), inAlbum("a", 1), inAlbum("a", 3, { playCount: 9 })] },
        }),
      () => ok({ album: { id: "b", song: [inAlbum("b", 1), inAlbum("b", 2, { starred: "2026-01-01" })] } }),
    );
    const tracks = await music.findArtistTracks({ id: "low", name: "Low" });
    expect(tracks.map(({ id }) => id)).toEqual(["b2", "a3", "a1", "b1", "a2"]);
  });

  it("finds in the list of artists what the server's search does not, and asks for that list once", async () => {
    const fake = createFakeSubsonic(LIBRARY, "old");
    const { music } = open(fake, PASSWORD);
    for (const name of ["METALLICA", "slint", "the Slint"]) {
      expect(await music.findArtistTracks({ name })).not.toEqual([]);
    }
    expect(calls(fake).filter((endpoint) => endpoint === "getArtists")).toHaveLength(1);
  });

  it("leaves out what is no music, and reads entries as untidy as servers send them", async () => {
    const fake = createFakeSubsonic(LIBRARY);
    fake.next.push(() =>
      ok({
        playlist: {
          id: 7,
          entry: [
            { id: 1, title: 1999, artist: 311, duration: "61", artists: { id: 3, name: 311 } },
            song("podcast", { type: "podcast" }),
            song("video", { isVideo: true }),
            song("folder", { isDir: true }),
            { id: "nameless", title: "?" },
            null,
            "nonsense",
          ],
        },
      }),
    );
    expect(await open(fake).music.listPlaylistTracks("7")).toEqual([
      {
        id: "1",
        uri: "subsonic:track:1",
        title: "1999",
        artists: [{ id: "3", name: "311" }],
        lengthMs: 61_000,
        explicit: false,
        playable: true,
      },
    ]);
  });

  it("passes on how loud a track is", async () => {
    const { music } = open(createFakeSubsonic(LIBRARY));
    expect((await music.findTrack(fakeId("One")))?.loudness).toEqual({ gainDb: -6.5, peak: 0.98 });
  });
});

describe("createSubsonicMusic: library", () => {
  it("lists artists by one call and albums page by page", async () => {
    const fake = createFakeSubsonic(LIBRARY);
    const { library } = open(fake).music;
    expect((await library?.listArtists())?.map(({ name }) => name)).toEqual([
      "Metallica",
      "Lou Reed",
      "Slint",
    ]);
    const full = Array.from({ length: 500 }, (_, id) => ({
      id,
      artist: "Low",
      genre: "Slowcore; Indie Rock",
    }));
    fake.next.push(() => ok({ albumList2: { album: full } }));
    const pages = [];
    for await (const page of library?.listAlbums() ?? []) pages.push(page);
    expect(pages).toHaveLength(1);
    expect(pages[0]).toHaveLength(500);
    expect(pages[0]?.[0]).toEqual({ artists: [{ name: "Low" }], genres: ["Slowcore", "Indie Rock"] });
    expect(fake.requests.at(-1)?.parameters.get("offset")).toBe("500");
  });
});

describe("createSubsonicMusic: media", () => {
  it("hands on a range of a track and only harmless headers", async () => {
    const fake = createFakeSubsonic(LIBRARY);
    const media = await open(fake).music.media?.openTrack(fakeId("One"), {
      range: "bytes=2-4",
      maxKbps: 192,
    });
    expect(media).toMatchObject({
      status: 206,
      headers: { "content-type": "audio/mpeg", "content-range": "bytes 2-4/10", "content-length": "3" },
    });
    expect(media?.headers).not.toHaveProperty("set-cookie");
    expect(await new Response(media?.body).text()).toBe("234");
    expect(fake.requests[0]?.parameters.get("maxBitRate")).toBe("192");
  });

  it("tells a refusal from sound", async () => {
    const { music } = open(createFakeSubsonic(LIBRARY));
    expect(await failure(Promise.resolve(music.media?.openTrack("nobody's")))).toMatchObject({
      code: "not_found",
    });
  });

  it("reads a cover at the size that is asked for", async () => {
    const fake = createFakeSubsonic(LIBRARY);
    const cover = await open(fake).music.media?.openCover("al-1", { sizePx: 600 });
    expect(cover?.headers["content-type"]).toBe("image/jpeg");
    expect(fake.requests[0]?.parameters.get("size")).toBe("600");
  });
});

describe("createSubsonicMusic: feedback", () => {
  it("reports plays and sets stars, and is content when a star is there already", async () => {
    const fake = createFakeSubsonic(LIBRARY);
    const { music } = open(fake);
    await music.reportPlay?.({ trackId: "t", startedAt: 5, finished: true });
    await music.setStarred?.("t", false);
    fake.next.push(() => failed(0, "Track t already starred"));
    await music.setStarred?.("t", true);
    expect(calls(fake)).toEqual(["scrobble", "unstar", "star"]);
    expect(Object.fromEntries(fake.requests[0]?.parameters ?? [])).toMatchObject({
      id: "t",
      time: "5",
      submission: "true",
    });
  });
});

describe("createSubsonicMusic: faults", () => {
  const systemError = (code: string) =>
    new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) });

  it.each([
    [() => failed(44, "Invalid API key"), "not_signed_in", "API key"],
    [() => failed(41, "Token authentication not supported"), "not_signed_in", "Sign in again"],
    [() => failed(50, "Not authorized"), "forbidden", "list the playlists"],
    [() => failed(60, "Trial over"), "not_allowed_by_service", "license"],
    [() => failed(0, "Disk on fire", 500), "service_unavailable", "Disk on fire"],
    [() => new Response("<html>Sign in</html>"), "service_unavailable", "not a Subsonic server"],
    [
      () => new Response(null, { status: 302, headers: { Location: "https://elsewhere.test/x" } }),
      "service_unavailable",
      "elsewhere.test",
    ],
    [() => ok({ playlists: 7 }), "service_unavailable", "unknown form"],
    [() => Promise.reject(systemError("ECONNREFUSED")), "service_unavailable", "cannot be reached"],
    [
      () => Promise.reject(systemError("CERT_HAS_EXPIRED")),
      "service_unavailable",
      "its certificate has run out",
    ],
    [
      () => Promise.reject(systemError("DEPTH_ZERO_SELF_SIGNED_CERT")),
      "service_unavailable",
      "NODE_EXTRA_CA_CERTS",
    ],
  ])("says what is wrong and what to do (%#)", async (respond, code, words) => {
    const fake = createFakeSubsonic(LIBRARY);
    fake.next.push(respond, respond);
    expect(await failure(open(fake).music.listPlaylists())).toMatchObject({
      code,
      message: expect.stringContaining(words),
    });
  });

  it("repeats once what only reads, and never what writes", async () => {
    const fake = createFakeSubsonic(LIBRARY);
    const { music, sleeps } = open(fake);
    const broken = () => new Response("bad gateway", { status: 502 });
    fake.next.push(broken);
    expect(await music.listPlaylists()).toHaveLength(1);
    expect(sleeps).toHaveLength(1);
    fake.requests.length = 0;
    fake.next.push(broken);
    await failure(Promise.resolve(music.setStarred?.("t", true)));
    expect(calls(fake)).toEqual(["star"]);
  });

  it("speaks an older version to a server that says it is older", async () => {
    const fake = createFakeSubsonic(LIBRARY);
    const { music } = open(fake);
    fake.next.push(() => failed(30, "Server must upgrade", 200, "1.13.0"));
    expect(await music.listPlaylists()).toHaveLength(1);
    expect(fake.requests.map(({ parameters }) => parameters.get("v"))).toEqual(["1.16.1", "1.13.0"]);
  });

  it("never puts a secret into a message", async () => {
    const fake = createFakeSubsonic(LIBRARY);
    fake.fault = "down";
    const { message } = (await failure(open(fake, PASSWORD).music.listPlaylists())) as { message: string };
    expect(message).not.toContain(FAKE_PASSWORD);
    expect(message).toContain("music.test");
  });
});

describe("signInToSubsonic", () => {
  const signIn = (fake: FakeSubsonic, username: string, secret: string) =>
    signInToSubsonic({ gate: open(fake).gate, url: FAKE_URL, username, secret });

  it("keeps a token where the server takes one: no password is sent and none is kept", async () => {
    const fake = createFakeSubsonic(LIBRARY);
    const credentials = await signIn(fake, FAKE_USERNAME, FAKE_PASSWORD);
    expect(credentials).toMatchObject({ kind: "token", username: FAKE_USERNAME });
    expect(JSON.stringify(credentials)).not.toContain(FAKE_PASSWORD);
    expect(fake.requests.map(({ parameters }) => parameters.get("p"))).toEqual([null]);
  });

  it("falls back to a header, and then to a parameter, for a server that knows no tokens", async () => {
    const fake = createFakeSubsonic(LIBRARY, "old");
    expect(await signIn(fake, FAKE_USERNAME, FAKE_PASSWORD)).toEqual(PASSWORD);
    expect(fake.requests[1]?.headers.authorization).toBe(`Basic ${btoa("listener:pÃ¤ssword & more")}`);
    expect(fake.requests.map(({ address }) => address)).toEqual(
      Array.from({ length: 3 }, () => `${FAKE_URL}/rest/ping.view`),
    );
    const reader = createFakeSubsonic(LIBRARY, "old");
    reader.next.push(
      () => failed(10, "A required parameter is missing."),
      () => ok(),
    );
    expect(await signIn(reader, FAKE_USERNAME, FAKE_PASSWORD)).toEqual({ ...PASSWORD, kind: "basic" });
  });

  it("takes an API key where there is no name", async () => {
    expect(await signIn(createFakeSubsonic(LIBRARY), "", FAKE_API_KEY)).toEqual({
      kind: "key",
      username: FAKE_USERNAME,
      apiKey: FAKE_API_KEY,
    });
  });

  it.each(["full", "old"] as const)("refuses a wrong password (%s)", async (kind) => {
    expect(await failure(signIn(createFakeSubsonic(LIBRARY, kind), FAKE_USERNAME, "wrong"))).toMatchObject({
      code: "not_signed_in",
      message: expect.stringContaining("user name and password"),
    });
    expect(await failure(signIn(createFakeSubsonic(LIBRARY, kind), "", "wrong"))).not.toBe("fulfilled");
  });
});
