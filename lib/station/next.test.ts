import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { findKeptTracks, gatherTracks } from "./artist-tracks";
import type { StationDeps } from "./deps";
import type { PlayedTrack } from "./history";
import { readKnownArtists } from "./known-artists";
import { type NextInput, nextTracks } from "./next";
import { addPlaylist, createDeps, createTrack } from "./station.fixture";
import { readSeed } from "./style";

const ROCK = Array.from({ length: 6 }, (_, i) => `Rock ${i * 5}`);

async function open(artists: readonly string[] = ROCK) {
  const deps = createDeps();
  addPlaylist(deps.music, { id: "station" }, artists);
  const seed = await readSeed(deps, "station");
  deps.music.calls.length = 0;
  const next = (over: Partial<NextInput> = {}, other: StationDeps = deps) =>
    nextTracks(other, { seed, tracks: [], knobs: {}, count: 10, ...over });
  return { deps, next };
}

const played = (artist: string, over: Partial<PlayedTrack> = {}): PlayedTrack => ({
  trackId: `${artist}#0`,
  playMs: 200_000,
  lengthMs: 200_000,
  artist,
  ...over,
});
const artistsOf = (result: Awaited<ReturnType<typeof nextTracks>>) =>
  result.picks.map((pick) => pick.artist.name);

describe("nextTracks", () => {
  it("gives a fresh listener ten tracks of ten artists of the style's family", async () => {
    const { next } = await open();
    const result = await next();
    expect(new Set(artistsOf(result)).size).toBe(10);
    expect(artistsOf(result).every((name) => name.startsWith("Rock"))).toBe(true);
  });

  it("gives the same queue for the same station, history, knobs and seed", async () => {
    const { next } = await open();
    const tracks = [played("Rock 9"), played("Jazz 3", { playMs: 2_000 })];
    const knobs = { randomSeed: 5, variety: 0.6 };
    expect(await next({ tracks, knobs })).toEqual(await next({ tracks, knobs }));
    expect(artistsOf(await next({ tracks, knobs }))).not.toEqual(
      artistsOf(await next({ tracks, knobs: { ...knobs, randomSeed: 6 } })),
    );
  });

  it("explains every pick exactly", async () => {
    const { next } = await open();
    const { picks } = await next({
      tracks: [played("Jazz 1", { rating: 1 }), played("Rock 7", { rating: -1 })],
    });
    for (const { because, score } of picks) {
      expect(because.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(score, 6);
    }
  });

  it("leans towards a place of the map, and says so by the artists who stand there", async () => {
    const { next } = await open();
    const lean = { x: 0.5, y: 0.1, pull: 1 };
    const jazz = (names: readonly string[]) => names.filter((name) => name.startsWith("Jazz")).length;
    const leant = await next({ knobs: { lean } });
    expect(jazz(artistsOf(leant))).toBeGreaterThan(jazz(artistsOf(await next())));
    const reason = leant.picks
      .find(({ artist }) => artist.name.startsWith("Jazz"))
      ?.because.find(({ term }) => term === "lean");
    expect(reason?.share).toBeGreaterThan(0);
    expect(reason?.artists.every(({ artist }) => artist >= 80)).toBe(true);
  });

  it("lets nobody who was disliked speak for a place", async () => {
    const { next } = await open();
    const { picks } = await next({
      tracks: [played("Jazz 0", { rating: -1 })],
      knobs: { lean: { x: 0.5, y: 0, pull: 1 } },
    });
    const speakers = picks.flatMap(
      ({ because }) => because.find(({ term }) => term === "lean")?.artists ?? [],
    );
    expect(speakers.length).toBeGreaterThan(0);
    expect(speakers.map(({ artist }) => artist)).not.toContain(80);
  });

  it("ignores track ids that the service does not know, and looks up the others once", async () => {
    const { deps, next } = await open();
    const tracks = [played("Ghost 1"), played("Rock 3")].map(({ artist, ...nameless }) => nameless);
    const first = await next({ tracks });
    expect(first.picks).toHaveLength(10);
    expect(artistsOf(first)).not.toContain("Rock 3");
    await next({ tracks });
    expect(deps.music.calls.filter((call) => call.startsWith("findTrack"))).toEqual([
      "findTrack Ghost 1#0",
      "findTrack Rock 3#0",
    ]);
  });

  it("reports artists the catalogue does not know and plays on", async () => {
    const { next } = await open([...ROCK, "Nobody In Particular"]);
    const result = await next({ tracks: [played("Somebody Else")] });
    expect(result.unknown).toEqual(["Nobody In Particular", "Somebody Else"]);
    expect(result.picks).toHaveLength(10);
  });

  it("calls the service once for each new artist and never again", async () => {
    const { deps, next } = await open();
    const { picks } = await next();
    expect(deps.music.calls.sort()).toEqual(
      picks.map((pick) => `findArtistTracks ${pick.artist.name}`).sort(),
    );
    await next();
    expect(deps.music.calls).toHaveLength(10);
  });

  it("leans towards what was liked and away from what was disliked", async () => {
    const { next } = await open();
    const jazzLikes = [1, 2, 3, 4].map((i) => played(`Jazz ${i}`, { rating: 1 }));
    const share = async (likes: number) =>
      artistsOf(
        await next({ tracks: jazzLikes, knobs: { weights: { style: 1, likes, dislikes: 0.3 } }, count: 20 }),
      ).filter((name) => name.startsWith("Jazz")).length;
    expect(await share(0)).toBe(0);
    expect(await share(3)).toBeGreaterThan(5);
  });

  it("never plays a banned artist, and nothing known when asked for what is new", async () => {
    const { next } = await open();
    const [first] = artistsOf(await next());
    const banned = await next({ tracks: [played(first ?? "", { banned: true })], count: 30 });
    expect(artistsOf(banned)).not.toContain(first);
    const fresh = await next({ tracks: [played("Rock 1")], knobs: { newToMe: true }, count: 30 });
    expect(artistsOf(fresh).filter((name) => [...ROCK, "Rock 1"].includes(name))).toEqual([]);
  });

  it("does not repeat an artist within the gap or a track within a day", async () => {
    const { next } = await open();
    const history: PlayedTrack[] = [];
    for (let i = 0; i < 60; i++) {
      const [pick] = (await next({ tracks: history, count: 1 })).picks;
      if (!pick) throw new Error("the station stopped");
      history.push(played(pick.artist.name, { trackId: pick.track.id }));
    }
    expect(new Set(history.map(({ trackId }) => trackId)).size).toBe(60);
    history.forEach(({ artist }, i) => {
      expect(history.slice(Math.max(0, i - 10), i).map((play) => play.artist)).not.toContain(artist);
    });
  });

  it("keeps the gap also where artists of the order have no song", async () => {
    const { deps, next } = await open();
    const find = deps.music.findArtistTracks;
    deps.music.findArtistTracks = async (artist) =>
      Number(artist.name.split(" ")[1]) % 3 === 0 ? [] : find(artist);
    const history: PlayedTrack[] = [];
    for (let hour = 0; hour < 24; hour++) {
      const at = hour * 2 * 3_600_000;
      const { picks } = await next({ tracks: history, count: 8 });
      picks.forEach(({ artist, track }, n) => {
        const names = history.map((play) => play.artist);
        const since = history.length - 1 - names.lastIndexOf(artist.name);
        if (names.includes(artist.name)) expect(since, artist.name).toBeGreaterThanOrEqual(10);
        history.push(played(artist.name, { trackId: track.id, at: at + n * 200_000 }));
      });
    }
    expect(history.length).toBeGreaterThan(150);
  });

  it("comes back to its own artists after discoveries, however well these were liked", async () => {
    const { next } = await open();
    const discoveries = [1, 2, 3, 4].map((i) => played(`Rock ${i}`, { rating: 1 }));
    const [first] = artistsOf(await next({ tracks: discoveries, count: 1 }));
    expect(ROCK).toContain(first);
  });

  it("plays on from what is kept when the service refuses, and says why", async () => {
    const { deps, next } = await open();
    await next({ count: 6 });
    deps.music.fault = new AppError("service_limited", "Wait.", { retryAfterMs: 60_000 });
    const result = await next({ count: 10 });
    expect(result.picks.length).toBeGreaterThanOrEqual(6);
    expect(result.fault).toMatchObject({ code: "service_limited", retryAfterMs: 60_000 });
  });

  it("throws what the service threw when nothing is kept", async () => {
    const { deps, next } = await open();
    deps.music.fault = new AppError("service_unavailable");
    await expect(next()).rejects.toMatchObject({ code: "service_unavailable" });
  });

  it("plays nothing without a style and says so, until a like gives it something to go by", async () => {
    const { next } = await open([]);
    const empty = await next();
    expect([empty.picks, empty.fault?.code]).toEqual([[], "no_style"]);
    const liked = await next({ tracks: [played("Jazz 5", { rating: 1 })] });
    expect(artistsOf(liked).filter((name) => name.startsWith("Jazz")).length).toBeGreaterThan(7);
  });

  describe("where questions are limited", () => {
    const KNOWN = Array.from({ length: 30 }, (_, i) => `Rock ${i + 40}`);

    /** A service with `left` of its questions, and with tracks of KNOWN gathered beforehand. */
    async function openLimited(left: number, known: readonly string[] = KNOWN) {
      const { deps, next } = await open();
      const allowance = { left };
      const music = { ...deps.music, allowance: async () => allowance.left };
      const limited = { ...deps, music };
      await gatherTracks(
        limited,
        known.flatMap((artist) => [createTrack(artist, 0), createTrack(artist, 1)]),
      );
      const searches = () => deps.music.calls.filter((call) => call.startsWith("findArtistTracks"));
      return {
        deps: limited,
        allowance,
        searches,
        next: (over: Partial<NextInput> = {}) => next(over, limited),
      };
    }

    it("plays what was gathered without a question, each song once before it asks for more", async () => {
      const { next, searches } = await openLimited(0);
      const history: PlayedTrack[] = [];
      for (let n = 0; n < 12; n++) {
        const [pick] = (await next({ tracks: history, count: 1 })).picks;
        if (!pick) throw new Error("the station stopped");
        history.push(played(pick.artist.name, { trackId: pick.track.id }));
      }
      expect(searches()).toEqual([]);
      expect(new Set(history.map(({ artist }) => artist)).size).toBe(12);
    });

    it("takes the known one of two that are nearly equal, and leans the more to them the less is left", async () => {
      const unknown = async (left: number) => {
        const { next, searches } = await openLimited(left, KNOWN.slice(0, 12));
        await next({ count: 10 });
        return searches().length;
      };
      const counts = [await unknown(1), await unknown(0.4), await unknown(0.1)];
      expect(counts).toEqual([...counts].sort((a, b) => b - a));
      expect(counts[0]).toBeGreaterThan(counts[2] ?? 0);
      const { next, searches } = await openLimited(1, []);
      await next({ count: 10 });
      expect(searches().length).toBeGreaterThan(counts[0] ?? 0);
    });

    it("gives the same queue again, though more artists are known by then", async () => {
      const { next, allowance } = await openLimited(0.5);
      const first = await next({ knobs: { randomSeed: 3 } });
      allowance.left = 0.3;
      expect(await next({ knobs: { randomSeed: 3 } })).toEqual(first);
    });

    it("plays on with whoever is known when the service refuses in the middle", async () => {
      const { deps, next } = await openLimited(1);
      deps.music.findArtistTracks = async () => {
        throw new AppError("service_limited", "Wait.", { retryAfterMs: 1 });
      };
      const result = await next({ count: 10 });
      expect(result.picks).toHaveLength(10);
      expect(result.fault?.code).toBe("service_limited");
    });

    it("asks a few times in vain, not through the whole pool, when nothing new can be played", async () => {
      const { deps, next, searches } = await openLimited(1, KNOWN.slice(0, 3));
      const find = deps.music.findArtistTracks;
      deps.music.findArtistTracks = async (artist) =>
        (await find(artist)).map((track) => ({ ...track, playable: false }));
      const artists = artistsOf(await next({ count: 6 }));
      expect(artists.length).toBeGreaterThan(0);
      expect(artists.every((name) => KNOWN.includes(name) || ROCK.includes(name))).toBe(true);
      expect(searches().length).toBeLessThan(16);
      expect((await readKnownArtists(deps)).keys).toEqual(
        new Set(KNOWN.slice(0, 3).map((name) => name.toLowerCase())),
      );
    });

    it("asks with its last questions where a station knows nobody", async () => {
      const { next } = await openLimited(0, []);
      expect((await next({ count: 3 })).picks).toHaveLength(3);
    });

    it("keeps what others an answer held, and the listener's favourites, once a week", async () => {
      const { deps, next } = await openLimited(1, []);
      let asked = 0;
      deps.music.findArtistTracks = async ({ name }, { onOthers } = {}) => {
        onOthers?.([createTrack("Jazz 7", 3)]);
        return [createTrack(name, 0)];
      };
      const favourites = {
        ...deps,
        music: {
          ...deps.music,
          listFavourites: async () => {
            asked += 1;
            return [createTrack("Jazz 8", 1)];
          },
        },
      };
      await next({ count: 1 });
      await nextTracks(favourites, {
        seed: await readSeed(favourites, "station"),
        tracks: [],
        knobs: {},
        count: 1,
      });
      await nextTracks(favourites, {
        seed: await readSeed(favourites, "station"),
        tracks: [],
        knobs: {},
        count: 1,
      });
      expect(asked).toBe(1);
      const known = await readKnownArtists(deps);
      expect(["jazz 7", "jazz 8"].filter((key) => known.has(key))).toEqual(["jazz 7", "jazz 8"]);
      expect(await findKeptTracks(deps, "Jazz 7")).toMatchObject({
        whole: false,
        tracks: [{ id: "Jazz 7#3" }],
      });
    });
  });
});
