// What an event plays next: the host's station, moved by its guests. A pure function of the event and the model, so that
// two replicas that hold the same event hold the same queue.

import { orderArtists } from "@/lib/core/order";
import type { Reason } from "@/lib/core/types";
import type { RecommenderDeps } from "@/lib/station/deps";
import { DEFAULT_VARIETY, recommend } from "@/lib/station/recommend";
import { toSharedSeed } from "../shared-seed";
import type { EventState } from "./event";
import { sumVoices, type Voices } from "./voices";

export type QueuedArtist = {
  readonly name: string;
  readonly pinned: boolean;
  readonly up: number;
  readonly down: number;
  /** Why the station and its guests' taste bring it, in points of the score, with the strongest artists behind each. */
  readonly because: readonly Reason[];
};

export type EventQueue = {
  readonly queue: readonly QueuedArtist[];
  /** Left out because guests cannot bear them. */
  readonly unbearable: readonly { readonly name: string; readonly down: number }[];
};

/** An event and what it plays next. */
export type OpenEvent = { readonly event: EventState; readonly queue: EventQueue };

export const QUEUE_LENGTH = 10;
const REASON_ARTISTS = 3;
const STATION_ID = "event";
/** The guests' taste counts at least so much, against 1 for the style. */
const GUESTS_WEIGHT = 1.2;
/** What the votes of everybody for one artist are worth, against the whole span of the candidates' scores. */
const LIFT_WEIGHT = 1.5;
/** An event's clock: each song counts as long as any other. */
const SONG_MS = 210_000;

/** @param length artists wanted; fewer only when fewer have rested */
export function queueEvent(deps: RecommenderDeps, event: EventState, length = QUEUE_LENGTH): EventQueue {
  const voices = sumVoices(event);
  const recommendation = recommend(deps, {
    seed: {
      ...toSharedSeed(STATION_ID, event.payload, deps.catalogue),
      feedback: mergeFeedback(event, voices),
    },
    history: { plays: [], timeline: [], now: 0, unknown: [] },
    knobs: voices.feedback.length > 0 ? { weights: guestWeights(event) } : {},
    count: 1,
  });
  const nameOf = (artist: number) => deps.catalogue.names[artist] ?? "";
  const out = new Set([...event.dropped, ...voices.unbearable, ...event.pinned]);
  const scores = recommendation.pool.map(({ score }) => score);
  const low = Math.min(...scores);
  const span = Math.max(...scores) - low || 1;
  const candidates = recommendation.pool
    .map(({ artist, score }) => ({ key: nameOf(artist), score: (score - low) / span, home: true }))
    .filter(({ key }) => !out.has(key))
    .map((candidate) => ({
      ...candidate,
      score: candidate.score + LIFT_WEIGHT * (voices.lift.get(candidate.key) ?? 0),
    }));
  const ordered = orderArtists(candidates, {
    count: Math.max(0, length - event.pinned.length),
    variety: event.payload.variety ?? DEFAULT_VARIETY,
    seed: event.payload.seed,
    history: event.played.map(({ artist }, position) => ({
      key: artist,
      at: position * SONG_MS,
      home: true,
    })),
    now: event.played.length * SONG_MS,
  });
  const names = [...event.pinned, ...ordered.map(({ key }) => key)];
  return {
    queue: names.map((name) => {
      const artist = deps.catalogue.find(name);
      return {
        name,
        pinned: event.pinned.includes(name),
        ...(voices.votes.get(name) ?? { up: 0, down: 0 }),
        because: artist === undefined ? [] : recommendation.explain(artist).map(toShortReason),
      };
    }),
    unbearable: [...voices.unbearable]
      .filter((name) => !event.pinned.includes(name) && !event.dropped.includes(name))
      .sort()
      .map((name) => ({ name, down: voices.votes.get(name)?.down ?? 0 })),
  };
}

/** A hall of guests stands behind each term; who counts most is enough to say why. */
const toShortReason = ({ term, share, artists }: Reason): Reason => ({
  term,
  share: round(share),
  artists: artists.slice(0, REASON_ARTISTS).map((part) => ({ ...part, share: round(part.share) })),
});

const round = (value: number): number => Math.round(value * 1_000) / 1_000;

const guestWeights = ({ payload: { weights } }: EventState) => ({
  ...weights,
  likes: Math.max(weights.likes, GUESTS_WEIGHT),
});

/** The link's own feedback stays, half as loud as the guests: it is one voice among them, and the host's. */
function mergeFeedback(event: EventState, { feedback }: Voices): { name: string; weight: number }[] {
  const merged = new Map<string, number>();
  const host = feedback.length > 0 ? 0.5 / Math.max(1, event.payload.feedback.length) : 1;
  for (const { name, weight } of event.payload.feedback) merged.set(name, weight * host);
  for (const { name, weight } of feedback) merged.set(name, (merged.get(name) ?? 0) + weight);
  return [...merged].map(([name, weight]) => ({ name, weight: Math.max(-1, Math.min(1, weight)) }));
}
