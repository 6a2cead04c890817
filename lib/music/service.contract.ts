// The suite every music service passes. A new service calls it from its own test with a fake backend
// that holds the library below; what only that service does is tested beside it.

import { beforeEach, describe, expect, it } from "vitest";
import type { ErrorCode } from "@/lib/errors";
import { isAppError } from "@/lib/errors";
import { expectCode } from "./expect-code.fixture";
import type { Track } from "./service";
import { type DeviceHarness, itControlsDevices, itPlays } from "./service-devices.contract";

export type FakeTrack = {
  readonly title: string;
  /** Names, main artist first. Equal names are one artist. */
  readonly artists: readonly string[];
  readonly lengthMs: number;
  readonly explicit: boolean;
};

/** What the fake backend holds. Titles and playlist names are unique; the order of tracks is their popularity. */
export type FakeLibrary = {
  readonly tracks: readonly FakeTrack[];
  readonly playlists: readonly {
    readonly name: string;
    readonly owned: boolean;
    readonly titles: readonly string[];
  }[];
};

export type Fault = "signed-out" | "not-allowed" | "limited" | "down";

export type MusicHarness = DeviceHarness & {
  /** From now on the backend refuses every call in this way. */
  fail(fault: Fault): void;
  trackId(title: string): string;
  artistId(name: string): string;
  playlistId(name: string): string;
  /** Calls that the tracks of one artist may cost; default 1. */
  readonly callsPerArtist?: number;
  /** Well-formed ids that the backend does not know. */
  readonly unknown: { readonly track: string; readonly playlist: string };
};

/** What the protocol behind a service cannot say; the library that its backend is given then does not need it. */
export type Limits = {
  /** Lengths come in whole seconds. */
  readonly wholeSeconds?: boolean;
  /** One artist to a track, nothing marked explicit. */
  readonly plain?: boolean;
  /** Playlists come sorted by their names. */
  readonly sorted?: boolean;
};

export function describeMusicService(
  name: string,
  open: (library: FakeLibrary) => MusicHarness | Promise<MusicHarness>,
  limits: Limits = {},
): void {
  describe(`music service: ${name}`, () => {
    const library = toLibrary(limits);
    let harness: MusicHarness;
    beforeEach(async () => {
      harness = await open(library);
    });
    const get = () => harness;
    describe("playlists", () => itReadsPlaylists(get, library));
    describe("createPlaylist", () => itCreatesPlaylists(get));
    describe("editPlaylist", () => itEditsPlaylists(get));
    describe("deletePlaylist", () => itDeletesPlaylists(get));
    describe("findArtistTracks", () => itFindsArtistTracks(get, library));
    describe("findTrack", () => itFindsTracks(get));
    describe("playOn", () => itPlays(get));
    describe("devices", () => itControlsDevices(get));
    describe("faults", () => itSaysWhatIsWrong(get));
  });
}

const LONG_LIST = "radio: long";
const track = (title: string, ...artists: string[]): FakeTrack => ({
  title,
  artists,
  lengthMs: 200_000,
  explicit: false,
});
const series = (count: number, artist: string) =>
  Array.from({ length: count }, (_, index) => track(`${artist} ${index + 1}`, artist));

const toLibrary = ({ wholeSeconds, plain, sorted }: Limits): FakeLibrary => {
  const pressure: FakeTrack = {
    title: "Under Pressure",
    artists: plain ? ["Queen"] : ["Queen", "David Bowie"],
    lengthMs: wholeSeconds ? 248_000 : 248_440,
    explicit: !plain,
  };
  const playlists = sorted ? [...PLAYLISTS].sort((a, b) => (a.name < b.name ? -1 : 1)) : PLAYLISTS;
  return { tracks: [...TRACKS, pressure], playlists };
};

const TRACKS: readonly FakeTrack[] = [
  ...series(130, "Metallica"),
  ...series(4, "The Band Perry"),
  track("The Weight", "The Band"),
  track("Up on Cripple Creek", "The Band"),
  track("Hoppípolla", "Sigur Rós"),
  track("Eat It", '"Weird Al" Yankovic'),
];

const LONG_TITLES = series(130, "Metallica").map(({ title }) => title);

const PLAYLISTS: FakeLibrary["playlists"] = [
  { name: LONG_LIST, owned: true, titles: LONG_TITLES },
  { name: "radio: one", owned: true, titles: ["Under Pressure"] },
  { name: "radio: empty", owned: true, titles: [] },
  { name: "radio: of a friend", owned: false, titles: ["The Weight"] },
  ...Array.from({ length: 120 }, (_, index) => ({ name: `list ${index}`, owned: true, titles: [] })),
];

const titles = (tracks: readonly Track[]) => tracks.map(({ title }) => title);

function itReadsPlaylists(get: () => MusicHarness, library: FakeLibrary): void {
  it("lists every playlist, all pages, in the service's order", async () => {
    const playlists = await get().music.listPlaylists();
    expect(playlists.map(({ name }) => name)).toEqual(library.playlists.map(({ name }) => name));
    expect(playlists.map(({ owned }) => owned)).toEqual(library.playlists.map(({ owned }) => owned));
    expect(new Set(playlists.map(({ id }) => id)).size).toBe(library.playlists.length);
    const long = playlists.find(({ name }) => name === LONG_LIST);
    expect(long).toMatchObject({ trackCount: 130, version: expect.stringMatching(/./) });
  });

  it("reads one playlist's head as the list shows it", async () => {
    const { music, playlistId } = get();
    const listed = (await music.listPlaylists()).find(({ name }) => name === "radio: one");
    expect(await music.getPlaylist(playlistId("radio: one"))).toEqual(listed);
  });

  it("reads every track of a long playlist in order", async () => {
    const { music, playlistId } = get();
    const tracks = await music.listPlaylistTracks(playlistId(LONG_LIST));
    expect(titles(tracks)).toEqual(LONG_TITLES);
  });

  it("gives what the player and the page need of a track", async () => {
    const { music, playlistId, trackId, artistId } = get();
    const tracks = await music.listPlaylistTracks(playlistId("radio: one"));
    const held = library.tracks.find(({ title }) => title === "Under Pressure");
    expect(tracks).toHaveLength(1);
    expect(tracks[0]).toMatchObject({
      id: trackId("Under Pressure"),
      uri: expect.stringMatching(/./),
      title: "Under Pressure",
      artists: held?.artists.map((name) => ({ id: artistId(name), name })),
      coverUrl: expect.stringMatching(/^https?:|^\//),
      lengthMs: held?.lengthMs,
      explicit: held?.explicit,
      playable: true,
    });
  });

  it("reads an empty playlist as an empty list", async () => {
    const { music, playlistId } = get();
    expect(await music.listPlaylistTracks(playlistId("radio: empty"))).toEqual([]);
  });

  it("throws not_found for a playlist that is not there", async () => {
    const { music, unknown } = get();
    await expectCode(music.getPlaylist(unknown.playlist), "not_found");
  });
}

function itCreatesPlaylists(get: () => MusicHarness): void {
  it("makes one of the listener's own, with more tracks than one call takes, in order", async () => {
    const { music } = get();
    const chosen = await music.listPlaylistTracks(get().playlistId(LONG_LIST));
    const created = await music.createPlaylist({
      name: "radio: nuovo è bello",
      description: "Made by the suite",
      trackUris: chosen.map(({ uri }) => uri),
    });
    expect(created).toMatchObject({ name: "radio: nuovo è bello", owned: true, trackCount: 130 });
    expect(titles(await music.listPlaylistTracks(created.id))).toEqual(titles(chosen));
    expect(await music.listPlaylists()).toContainEqual(created);
  });

  it("makes an empty one", async () => {
    const { music } = get();
    const created = await music.createPlaylist({ name: "radio: later", description: "", trackUris: [] });
    expect(await music.listPlaylistTracks(created.id)).toEqual([]);
  });
}

function itEditsPlaylists(get: () => MusicHarness): void {
  const make = async (count: number) => {
    const { music, playlistId } = get();
    const chosen = (await music.listPlaylistTracks(playlistId(LONG_LIST))).slice(0, count);
    const trackUris = chosen.map(({ uri }) => uri);
    const made = await music.createPlaylist({ name: "radio: draft", description: "", trackUris });
    return { music, made, chosen };
  };

  it("renames, and leaves the tracks alone", async () => {
    const { music, made, chosen } = await make(3);
    const edited = await music.editPlaylist(made.id, { name: "radio: à part" });
    expect(edited).toMatchObject({ id: made.id, name: "radio: à part", owned: true, trackCount: 3 });
    expect(await music.getPlaylist(made.id)).toEqual(edited);
    expect(titles(await music.listPlaylistTracks(made.id))).toEqual(titles(chosen));
  });

  it("takes tracks away and adds others, more than one call takes, and changes the version", async () => {
    const { music, made, chosen } = await make(120);
    const [kept = [], gone = []] = [chosen.slice(0, 3), chosen.slice(3)];
    const [guest] = await music.findArtistTracks({ name: "Sigur Rós" });
    const edited = await music.editPlaylist(made.id, {
      addUris: guest ? [guest.uri] : [],
      removeUris: gone.map(({ uri }) => uri),
    });
    expect(titles(await music.listPlaylistTracks(made.id))).toEqual([...titles(kept), "Hoppípolla"]);
    expect(edited).toMatchObject({ name: "radio: draft", trackCount: 4 });
    expect(edited.version).not.toBe(made.version);
    const back = await music.editPlaylist(made.id, { addUris: gone.map(({ uri }) => uri) });
    expect(back.trackCount).toBe(121);
  });

  it("throws not_found for a playlist that is not there", async () => {
    const { music, unknown } = get();
    await expectCode(music.editPlaylist(unknown.playlist, { name: "x" }), "not_found");
  });
}

function itDeletesPlaylists(get: () => MusicHarness): void {
  it("takes a playlist out of the library, and only that", async () => {
    const { music, playlistId } = get();
    const before = await music.listPlaylists();
    await music.deletePlaylist(playlistId("radio: one"));
    const left = before.filter(({ name }) => name !== "radio: one");
    expect(await music.listPlaylists()).toEqual(left);
  });

  it("brings it back as it was, where that can be", async (context) => {
    const { music, playlistId } = get();
    if (!music.restorePlaylist) return context.skip("what this service deletes is gone");
    const before = await music.listPlaylists();
    await music.deletePlaylist(playlistId("radio: one"));
    await music.restorePlaylist(playlistId("radio: one"));
    expect(await music.listPlaylists()).toEqual(before);
    expect(titles(await music.listPlaylistTracks(playlistId("radio: one")))).toEqual(["Under Pressure"]);
  });
}

function itFindsArtistTracks(get: () => MusicHarness, library: FakeLibrary): void {
  it("gives at most ten, most popular first, by one call or as few as it needs", async () => {
    const { music, calls, callsPerArtist = 1 } = get();
    const before = calls();
    const tracks = await music.findArtistTracks({ name: "Metallica" });
    expect(titles(tracks)).toEqual(series(10, "Metallica").map(({ title }) => title));
    expect(calls() - before).toBeGreaterThan(0);
    expect(calls() - before).toBeLessThanOrEqual(callsPerArtist);
  });

  it.each([
    ["The Band", ["The Weight", "Up on Cripple Creek"]],
    ["the band", ["The Weight", "Up on Cripple Creek"]],
    ["Sigur Ros", ["Hoppípolla"]],
    ['"Weird Al" Yankovic', ["Eat It"]],
    ["Queen", ["Under Pressure"]],
    ["Nobody Of That Name", []],
    ["", []],
  ])("finds by the name %s only that artist's", async (name, expected) => {
    expect(titles(await get().music.findArtistTracks({ name }))).toEqual(expected);
  });

  it("finds a guest's tracks too, where tracks name several artists", async (context) => {
    const isNamed = library.tracks.some(({ artists }) => artists.includes("David Bowie"));
    if (!isNamed) return context.skip("this service names one artist to a track");
    expect(titles(await get().music.findArtistTracks({ name: "David Bowie" }))).toEqual(["Under Pressure"]);
  });

  it("with an id keeps to that id", async () => {
    const { music, artistId } = get();
    const band = { id: artistId("The Band"), name: "The Band" };
    expect(titles(await music.findArtistTracks(band))).toEqual(["The Weight", "Up on Cripple Creek"]);
    const other = { id: artistId("The Band Perry"), name: "The Band" };
    expect(titles(await music.findArtistTracks(other))).not.toContain("The Weight");
  });
}

function itFindsTracks(get: () => MusicHarness): void {
  it("finds a track by its id", async () => {
    const { music, trackId } = get();
    const found = await music.findTrack(trackId("Eat It"));
    expect(found?.title).toBe("Eat It");
    expect(found).toEqual((await music.findArtistTracks({ name: '"Weird Al" Yankovic' }))[0]);
  });

  it("gives undefined for ids that are unknown, empty or nonsense", async () => {
    const { music, unknown } = get();
    for (const id of [unknown.track, "", "no such id!", "../me"]) {
      expect(await music.findTrack(id)).toBeUndefined();
    }
  });
}

function itSaysWhatIsWrong(get: () => MusicHarness): void {
  const faults: [Fault, ErrorCode][] = [
    ["signed-out", "not_signed_in"],
    ["not-allowed", "not_allowed_by_service"],
    ["limited", "service_limited"],
    ["down", "service_unavailable"],
  ];
  it.each(faults)("a service that is %s gives %s from every call", async (fault, code) => {
    const { music, playlistId, trackId, fail } = get();
    fail(fault);
    await expectCode(music.listPlaylists(), code);
    await expectCode(music.getPlaylist(playlistId("radio: one")), code);
    await expectCode(music.listPlaylistTracks(playlistId("radio: one")), code);
    await expectCode(music.findArtistTracks({ name: "Queen" }), code);
    await expectCode(music.findTrack(trackId("Eat It")), code);
    await expectCode(music.createPlaylist({ name: "x", description: "", trackUris: [] }), code);
    await expectCode(music.editPlaylist(playlistId("radio: one"), { name: "x" }), code);
    await expectCode(music.deletePlaylist(playlistId("radio: one")), code);
    if (music.devices) await expectCode(music.devices.listDevices(), code);
  });

  it("says how long a limit lasts", async () => {
    const { music, fail } = get();
    fail("limited");
    const error = await music.findArtistTracks({ name: "Queen" }).catch((reason: unknown) => reason);
    expect(isAppError(error) && error.retryAfterMs).toBeGreaterThan(0);
  });

  it("asks nothing for a caller that has given up", async () => {
    const { music, calls } = get();
    const before = calls();
    const signal = AbortSignal.abort(new Error("gone"));
    await expect(music.listPlaylists({ signal })).rejects.toThrow("gone");
    await expect(music.findArtistTracks({ name: "Queen" }, { signal })).rejects.toThrow("gone");
    expect(calls()).toBe(before);
  });
}
