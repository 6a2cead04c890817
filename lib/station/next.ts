// The next tracks of a station: recommended artists, each with one of its tracks, with reasons.
// Whatever the service can no longer answer, what is known already keeps the radio playing.

import pLimit from "p-limit";
import { hashString } from "@/lib/core/rng";
import { allowedTracks, sampleTrack, TRACK_GAP_MS } from "@/lib/core/sample";
import type { ArtistId, Reason } from "@/lib/core/types";
import { AppError, isAppError } from "@/lib/errors";
import type { Track } from "@/lib/music/service";
import { findKeptTracks, getArtistTracks, type KeptTracks, toChoice } from "./artist-tracks";
import { SERVICE_CONCURRENCY, type StationDeps } from "./deps";
import { readEconomy } from "./economy";
import { gatherFavourites } from "./favourites";
import { completeHistory, type History, type PlayedTrack } from "./history";
import { type Recommendation, recommend, type StationKnobs } from "./recommend";
import type { Said } from "./said";
import { keepOrder } from "./same-order";
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
/** Questions of one request that may bring nothing to play, where questions are limited and something else is there. */
const MOST_IN_VAIN = 8;

/** Throws what the service threw only when not a single track could be found. */
export async function nextTracks(deps: StationDeps, input: NextInput): Promise<NextTracks> {
  const { seed, knobs, count, said } = input;
  const [history] = await Promise.all([completeHistory(deps, input.tracks), gatherFavourites(deps)]);
  const economy = await readEconomy(deps);
  const question = { seed, history, knobs, count: 2 * count + SPARE_ARTISTS, said };
  const recommendation = recommend(deps, { ...question, economy });
  const { unknown, randomSeed } = recommendation;
  if (!recommendation.hasTaste) return { picks: [], unknown, randomSeed, fault: noStyle(seed) };
  const noExplicit = knobs.noExplicit ?? seed.knobs?.noExplicit ?? false;
  const finder = createTrackFinder(deps, history, { noExplicit, spares: economy?.spares ?? false });
  const picker = createPicker(finder, createChooser(history, randomSeed, noExplicit), count);
  const order = economy ? await keepOrder(deps, question, recommendation) : recommendation.order;
  await picker.take(order, recommendation);
  if (economy && picker.picks.length < count) {
    // Where the service answers no more, whoever is known plays; where nobody else is known, it is asked after all.
    const isOver = finder.fault() !== undefined || (picker.picks.length > 0 && finder.loseHeart());
    const thrift = isOver ? Number.POSITIVE_INFINITY : 0;
    const other = recommend(deps, { ...question, economy: { ...economy, thriftAmong: () => thrift } });
    await picker.take(other.order, other);
  }
  const { picks } = picker;
  const fault = finder.fault();
  if (fault && picks.length === 0) throw fault;
  return {
    picks,
    unknown,
    randomSeed,
    ...(fault && { fault }),
  };
}

/** Goes through artists in order until there are enough picks, each with a track. */
function createPicker(finder: TrackFinder, choose: Chooser, count: number) {
  const picks: StationPick[] = [];
  return {
    picks,
    async take(order: Recommendation["order"], { explain }: Recommendation): Promise<void> {
      const taken = new Set(picks.map((pick) => pick.artist.name));
      const waiting = order.filter(({ name }) => !taken.has(name));
      while (picks.length < count && waiting.length > 0) {
        const batch = waiting.splice(0, count - picks.length);
        const offered = await Promise.all(batch.map(({ name }) => finder.find(name)));
        batch.forEach(({ artist, name, score }, position) => {
          const track = choose(name, offered[position] ?? []);
          if (!track) finder.inVain(name);
          else picks.push({ track, artist: { id: artist, name }, score, because: explain(artist) });
        });
        if (picks.length > 0) finder.loseHeart();
      }
    },
  };
}

/** What is popular everywhere would be no station of anybody's. */
function noStyle(seed: StationSeed): AppError {
  const what = seed.artists.length === 0 ? "has no artist on it yet" : "holds no artist that the radio knows";
  return new AppError("no_style", `The playlist of "${seed.name}" ${what}. Add some, or start from others.`);
}

type TrackFinder = ReturnType<typeof createTrackFinder>;

/** What is kept, as long as it holds a song to play; else what the service says, until it refuses. */
function createTrackFinder(
  deps: StationDeps,
  history: History,
  { noExplicit, spares }: { readonly noExplicit: boolean; readonly spares: boolean },
) {
  const limit = pLimit(SERVICE_CONCURRENCY);
  let fault: AppError | undefined;
  let inVain = 0;
  let hasLostHeart = false;
  const asked = new Set<string>();
  const heard = new Set(history.timeline.map(({ trackId }) => trackId));
  const isEnough = ({ tracks, whole }: KeptTracks) =>
    whole || spares || allowedTracks(tracks.map(toChoice), { noExplicit, heard }).length > 0;
  const find = async (artist: string): Promise<readonly Track[]> => {
    const kept = await findKeptTracks(deps, artist);
    if (fault || hasLostHeart || (kept && isEnough(kept))) return kept?.tracks ?? [];
    asked.add(artist);
    try {
      return await getArtistTracks(deps, artist);
    } catch (error) {
      if (!isAppError(error) || error.code === "not_signed_in") throw error;
      fault ??= error;
      return kept?.tracks ?? [];
    }
  };
  return {
    find: (artist: string) => limit(find, artist),
    fault: () => fault,
    /** Nothing of the artist could be chosen. */
    inVain(artist: string): void {
      if (asked.has(artist)) inVain += 1;
    },
    /** Asks no more if too many answers held nothing to play: the next ones hardly will. True = it asks no more. */
    loseHeart(): boolean {
      hasLostHeart ||= deps.music.allowance !== undefined && inVain >= MOST_IN_VAIN;
      return hasLostHeart;
    },
  };
}

type Chooser = ReturnType<typeof createChooser>;

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
