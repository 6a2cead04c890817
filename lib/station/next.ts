// The next tracks of a station: recommended artists, each with one of its tracks, with reasons.
// Whatever the service can no longer answer, what is known already keeps the radio playing.

import pLimit from "p-limit";
import { hashString } from "@/lib/core/rng";
import { sampleTrack, TRACK_GAP_MS } from "@/lib/core/sample";
import type { ArtistId, Reason } from "@/lib/core/types";
import { AppError, isAppError } from "@/lib/errors";
import type { Track } from "@/lib/music/service";
import { getArtistTracks, keptArtistTracks, toChoice } from "./artist-tracks";
import { SERVICE_CONCURRENCY, type StationDeps } from "./deps";
import { completeHistory, type History, type PlayedTrack } from "./history";
import { recommend, type StationKnobs } from "./recommend";
import type { Said } from "./said";
import type { StationSeed } from "./style";

/** A track that the radio chose, with the reasons for it. */
export type StationPick = {
  readonly track: Track;
  readonly artist: { readonly id: ArtistId; readonly name: string };
  readonly score: number;
  readonly because: readonly Reason[];
};

export type NextTracks = {
  readonly picks: readonly StationPick[];
  readonly unknown: readonly string[];
  readonly randomSeed: number;
  /** Why there are fewer picks than asked for. */
  readonly fault?: AppError;
};

export type NextInput = {
  readonly seed: StationSeed;
  readonly tracks: readonly PlayedTrack[];
  readonly knobs: StationKnobs;
  readonly count: number;
  readonly said?: readonly Said[] | undefined;
};

/** Artists ordered beyond what is needed, for those of whom the service has no playable track. */
const SPARE_ARTISTS = 10;

/** Throws what the service threw only when not a single track could be found. */
export async function nextTracks(deps: StationDeps, input: NextInput): Promise<NextTracks> {
  const history = await completeHistory(deps, input.tracks);
  const { seed, knobs, count, said } = input;
  const recommendation = recommend(deps, { seed, history, knobs, count: 2 * count + SPARE_ARTISTS, said });
  const { unknown, randomSeed } = recommendation;
  if (!recommendation.hasTaste) return { picks: [], unknown, randomSeed, fault: noStyle(seed) };
  const finder = createTrackFinder(deps);
  const choose = createChooser(history, randomSeed, knobs.noExplicit ?? seed.knobs?.noExplicit ?? false);
  const picks: StationPick[] = [];
  const waiting = [...recommendation.order];
  while (picks.length < count && waiting.length > 0) {
    const batch = waiting.splice(0, count - picks.length);
    const offered = await Promise.all(batch.map(({ name }) => finder.find(name)));
    batch.forEach(({ artist, name, score }, position) => {
      const track = choose(name, offered[position] ?? []);
      if (track) {
        picks.push({ track, artist: { id: artist, name }, score, because: recommendation.explain(artist) });
      }
    });
  }
  const fault = finder.fault();
  if (fault && picks.length === 0) throw fault;
  return {
    picks,
    unknown,
    randomSeed,
    ...(fault && { fault }),
  };
}

/** What is popular everywhere would be no station of anybody's. */
function noStyle(seed: StationSeed): AppError {
  const what = seed.artists.length === 0 ? "has no artist on it yet" : "holds no artist that the radio knows";
  return new AppError("no_style", `The playlist of "${seed.name}" ${what}. Add some, or start from others.`);
}

/** Asks the service until it refuses, then only what is kept. */
function createTrackFinder(deps: StationDeps) {
  const limit = pLimit(SERVICE_CONCURRENCY);
  let fault: AppError | undefined;
  const find = async (artist: string): Promise<readonly Track[]> => {
    if (fault) return (await keptArtistTracks(deps, artist)) ?? [];
    try {
      return await getArtistTracks(deps, artist);
    } catch (error) {
      if (!isAppError(error) || error.code === "not_signed_in") throw error;
      fault ??= error;
      return [];
    }
  };
  return { find: (artist: string) => limit(find, artist), fault: () => fault };
}

/** Chooses one track of each artist, none twice and none that has not rested. */
function createChooser(history: History, randomSeed: number, noExplicit: boolean) {
  const recent = history.timeline.filter(({ at }) => history.now - at < TRACK_GAP_MS);
  const heardIds = new Set(recent.map(({ trackId }) => trackId));
  return (artist: string, tracks: readonly Track[]): Track | undefined => {
    const choices = tracks.map(toChoice);
    const heardSongs = choices.filter(({ id }) => heardIds.has(id)).map(({ songKey }) => songKey);
    const plays = history.timeline.filter(({ name }) => name === artist).length;
    const chosen = sampleTrack(choices, {
      seed: hashString(`${randomSeed}/${artist}/${plays}`),
      noExplicit,
      heard: new Set([...heardIds, ...heardSongs]),
    });
    if (chosen) heardIds.add(chosen.id);
    return chosen?.track;
  };
}
