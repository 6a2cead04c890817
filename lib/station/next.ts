// The next tracks of a station: recommended artists, each with one of its tracks, with reasons.
// Whatever the service can no longer answer, what is known already keeps the radio playing.

import pLimit from "p-limit";
import { ARTIST_GAP } from "@/lib/core/order";
import { hashString } from "@/lib/core/rng";
import { allowedTracks, sampleTrack, TRACK_GAP_MS } from "@/lib/core/sample";
import type { ArtistId, Reason } from "@/lib/core/types";
import { AppError, isAppError } from "@/lib/errors";
import type { Track } from "@/lib/music/service";
import { findKeptTracks, getArtistTracks, type KeptTracks, toChoice } from "./artist-tracks";
import { SERVICE_CONCURRENCY, type StationDeps } from "./deps";
import { type Economy, readEconomy } from "./economy";
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
/** How often others are ordered in the place of those without a track. */
const MORE_ROUNDS = 3;
/** Questions of one request that may bring nothing to play, where questions are limited: the next ones hardly will. */
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
  const finder = createTrackFinder(deps, history, { noExplicit, economy });
  const choose = createChooser(history, randomSeed, noExplicit);
  const picker = createPicker({ finder, choose, history, gapSongs: knobs.artistGap?.songs }, count);
  const order = economy ? await keepOrder(deps, question, recommendation) : recommendation.order;
  await picker.take(order, recommendation);
  // Who has nothing to play makes room. Where nobody is asked any more, whoever is known plays; where nobody else is known,
  // the service is asked after all.
  const takeOthers = (thrift: number) => {
    const excluded = picker.inVain;
    const frugal = economy && { ...economy, thriftAmong: () => thrift };
    const other = recommend(deps, { ...question, economy: frugal, excluded });
    return picker.take(other.order, other);
  };
  for (let round = 0, inVain = -1; round < MORE_ROUNDS && picker.picks.length < count; round++) {
    if (picker.inVain.size === inVain || (!economy && picker.inVain.size === 0)) break;
    inVain = picker.inVain.size;
    await takeOthers(finder.isOver() ? Number.POSITIVE_INFINITY : 0);
  }
  if (economy && picker.picks.length === 0 && !finder.fault()) {
    finder.insist();
    await takeOthers(0);
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

type PickerOptions = {
  readonly finder: TrackFinder;
  readonly choose: Chooser;
  readonly history: History;
  /** Songs that an artist rests; absent = as usual. */
  readonly gapSongs: number | undefined;
};

/** Goes through artists in order until there are enough picks, each with a track. */
function createPicker({ finder, choose, history, gapSongs }: PickerOptions, count: number) {
  const picks: StationPick[] = [];
  const inVain = new Set<ArtistId>();
  const rest = gapSongs ?? ARTIST_GAP.songs;
  /**
   * Whoever follows an artist without a track comes up earlier than the order meant: too early, if it has not rested then.
   * `ahead` = songs that are to come between.
   */
  const hasRested = (name: string, meantAfter: number, ahead: number): boolean => {
    const names = [...history.timeline, ...picks.map(({ artist }) => artist)].map((play) => play.name);
    const last = names.lastIndexOf(name);
    if (last === -1) return true;
    const since = names.length - 1 - last;
    return since + ahead >= Math.min(rest, since + meantAfter - picks.length);
  };
  return {
    picks,
    /** Artists of whom nothing could be chosen. */
    inVain,
    async take(order: Recommendation["order"], { explain }: Recommendation): Promise<void> {
      const taken = new Set(picks.map((pick) => pick.artist.name));
      const before = picks.length;
      const places = new Map(order.map(({ name }, place) => [name, before + place]));
      let waiting = order.filter(({ name }) => !taken.has(name));
      for (;;) {
        const batch: (typeof waiting)[number][] = [];
        for (const entry of waiting) {
          if (picks.length + batch.length >= count) break;
          if (hasRested(entry.name, places.get(entry.name) ?? 0, batch.length)) batch.push(entry);
        }
        if (batch.length === 0) return;
        const offered = await Promise.all(batch.map(({ name }) => finder.find(name)));
        const done = new Set<string>();
        batch.forEach(({ artist, name, score }, position) => {
          if (!hasRested(name, places.get(name) ?? 0, 0)) return;
          done.add(name);
          const track = choose(name, offered[position] ?? []);
          if (!track) {
            inVain.add(artist);
            finder.inVain(name);
          } else picks.push({ track, artist: { id: artist, name }, score, because: explain(artist) });
        });
        waiting = waiting.filter(({ name }) => !done.has(name));
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

/** What is kept, as long as it holds a song to play; else what the service says, until it refuses or was asked enough. */
function createTrackFinder(
  deps: StationDeps,
  history: History,
  { noExplicit, economy }: { readonly noExplicit: boolean; readonly economy: Economy | undefined },
) {
  const limit = pLimit(SERVICE_CONCURRENCY);
  let most = economy?.questions ?? Number.POSITIVE_INFINITY;
  let mostInVain = economy ? MOST_IN_VAIN : Number.POSITIVE_INFINITY;
  let inVain = 0;
  let fault: AppError | undefined;
  const asked = new Set<string>();
  const heard = new Set(history.timeline.map(({ trackId }) => trackId));
  const isEnough = ({ tracks, whole }: KeptTracks) =>
    whole || economy?.spares || allowedTracks(tracks.map(toChoice), { noExplicit, heard }).length > 0;
  const isOver = () => fault !== undefined || asked.size >= most || inVain >= mostInVain;
  const find = async (artist: string): Promise<readonly Track[]> => {
    const kept = await findKeptTracks(deps, artist);
    if (isOver() || (kept && isEnough(kept))) return kept?.tracks ?? [];
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
    isOver,
    /** Nothing of the artist could be chosen. */
    inVain(artist: string): void {
      if (asked.has(artist)) inVain += 1;
    },
    /** Asks on, however much was asked: there is nothing else to play. */
    insist(): void {
      most = Number.POSITIVE_INFINITY;
      mostInVain = Number.POSITIVE_INFINITY;
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
