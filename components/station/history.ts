// A station's memory in the browser: what was heard, in the words of the API.

import type { LeanBody, NextRequest, Pick, PlayedTrack, WeightsBody } from "@/lib/api/schemas";
import type { ArtistGapBody, DriftBody, SaidBody } from "@/lib/api/tuning-schemas";
import { pickWords, type WordFields } from "./words";

export type Rating = -1 | 0 | 1;

/** The track that is cued or plays, with what has happened to it so far. */
export type Current = {
  readonly pick: Pick;
  /** When it came up, Unix milliseconds; also its key in the history. */
  readonly at: number;
  readonly rating: Rating;
  /** Sound was asked for. Until then it is only proposed, and a new answer may propose another. */
  readonly started: boolean;
  /** Replayed or sought back: the listener wanted it again. */
  readonly wanted: boolean;
  /** Sound heard before the page was loaded anew, milliseconds. */
  readonly carriedMs: number;
  /** Where it goes on after a reload, milliseconds. */
  readonly resumeMs: number;
};

/** Knobs that the listener has moved; the others stand where the server puts them. */
export type Knobs = WordFields & {
  readonly weights?: WeightsBody | undefined;
  readonly familiarity?: number | undefined;
  readonly variety?: number | undefined;
  /** Where on the map the station leans to. */
  readonly lean?: LeanBody | undefined;
  /** Leave out the station's own artists and those heard on it. */
  readonly new_to_me?: boolean | undefined;
  readonly no_explicit?: boolean | undefined;
  readonly artist_gap?: ArtistGapBody | undefined;
  /** On the way to another station, by the clock. */
  readonly drift?: DriftBody | undefined;
  /** A model of the installation; absent = its default. */
  readonly model?: string | undefined;
};

export const HISTORY_LIMIT = 500;

export const cue = (pick: Pick, at: number, resumeMs = 0): Current => ({
  pick,
  at,
  rating: 0,
  started: false,
  wanted: false,
  carriedMs: 0,
  resumeMs,
});

export const isProposed = (current: Current): boolean => !current.started && current.rating === 0;

/** The line that a finished track leaves in the history. */
export function toPlayed(current: Current, listenedMs: number): PlayedTrack {
  return {
    track_id: current.pick.track_id,
    artist: current.pick.artist,
    play_seconds: toSeconds(listenedMs + current.carriedMs),
    length_seconds: current.pick.length_seconds,
    at: current.at,
    ...(current.rating === 0 ? {} : { rating: current.rating }),
    ...(current.wanted ? { saved: true } : {}),
  };
}

/** A line without weight: the artist rests, but nothing is learnt. For what still plays or could not be played. */
export function toHeardOf(current: Current): PlayedTrack {
  return {
    track_id: current.pick.track_id,
    artist: current.pick.artist,
    play_seconds: 0,
    length_seconds: 0,
    at: current.at,
    ...(current.rating === 0 ? {} : { rating: current.rating }),
  };
}

export const remember = (history: readonly PlayedTrack[], entry: PlayedTrack): PlayedTrack[] =>
  [...history, entry].slice(-HISTORY_LIMIT);

export const forget = (history: readonly PlayedTrack[], at: number): PlayedTrack[] =>
  history.filter((entry) => entry.at !== at);

/** `upcoming` = what is announced and will have been played when the answer comes up. */
export function toRequest(
  state: {
    readonly history: readonly PlayedTrack[];
    readonly current: Current | undefined;
    readonly leaving: boolean;
    readonly knobs: Knobs;
  },
  count?: number,
  upcoming: readonly Pick[] = [],
  said: readonly SaidBody[] = [],
): NextRequest {
  const { current } = state;
  const counts = current && !state.leaving && !isProposed(current);
  const tracks = counts ? [...state.history, toHeardOf(current)] : [...state.history];
  // As if all of it were skipped: however early its turn comes, who follows has rested.
  upcoming.forEach((pick, place) => {
    tracks.push(toHeardOf(cue(pick, (current?.at ?? 0) + 1 + place)));
  });
  return {
    tracks,
    ...pickWords(state.knobs, false),
    ...(said.length > 0 && { said: [...said] }),
    ...(count === undefined ? {} : { count }),
  };
}

const toSeconds = (ms: number): number => Math.round(ms / 100) / 10;
