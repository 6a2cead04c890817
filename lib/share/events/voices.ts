// From the guests of an event to one taste: average without misery (Masthoff, Group Recommender Systems, 2004).
// Each guest is a vector of signed artists of length one at most, so nobody counts more by saying more; what was said fades.

import type { EventState, Guest } from "./event";

export type Voices = {
  /** The mean of the guests, signed, each in [-1, 1]; strongest first. */
  readonly feedback: readonly { readonly name: string; readonly weight: number }[];
  /** Votes on each artist as they stand, faded or not. */
  readonly votes: ReadonlyMap<string, { readonly up: number; readonly down: number }>;
  /** What the votes move an artist by, in [-1, 1]: their faded balance per guest who votes. */
  readonly lift: ReadonlyMap<string, number>;
  /** Artists that too many guests cannot bear: they are not played, however many others want them. */
  readonly unbearable: ReadonlySet<string>;
};

/** Songs after which a love, and a vote, count half. */
const LOVE_HALF_LIFE = 30;
const VOTE_HALF_LIFE = 10;
/** A vote is also a word about the taste, half as loud as a love. */
const VOTE_AS_TASTE = 0.5;
/** Down-votes of one guest that can keep artists away at a time, the newest ones. */
const VETOES = 3;
/** So large a part of the guests, one at least, keeps an artist away. */
const MISERY_SHARE = 0.05;

/** @param event its blocked guests have no voice */
export function sumVoices(event: Pick<EventState, "guests" | "played">): Voices {
  const songs = event.played.length;
  const guests = event.guests.filter(
    ({ blocked, loves, votes }) => !blocked && loves.length + votes.length > 0,
  );
  const taste = new Map<string, number>();
  const votes = new Map<string, { up: number; down: number }>();
  const balance = new Map<string, number>();
  const vetoes = new Map<string, number>();
  let voters = 0;
  for (const guest of guests) {
    for (const [name, weight] of toVector(guest, songs)) add(taste, name, weight / guests.length);
    for (const [name, value, at] of guest.votes) {
      const count = votes.get(name) ?? { up: 0, down: 0 };
      votes.set(name, value > 0 ? { ...count, up: count.up + 1 } : { ...count, down: count.down + 1 });
      add(balance, name, value * fade(songs - at, VOTE_HALF_LIFE));
    }
    for (const name of vetoesOf(guest, songs)) add(vetoes, name, 1);
    voters += Math.max(0, ...guest.votes.map(([, , at]) => fade(songs - at, VOTE_HALF_LIFE)));
  }
  const enough = Math.max(1, Math.ceil(MISERY_SHARE * guests.length));
  return {
    feedback: [...taste]
      .map(([name, weight]) => ({ name, weight: Math.max(-1, Math.min(1, weight)) }))
      .filter(({ weight }) => weight !== 0)
      .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || (a.name < b.name ? -1 : 1)),
    votes,
    // One more than vote, so that a single guest does not turn everything over.
    lift: new Map([...balance].map(([name, sum]) => [name, sum / (voters + 1)])),
    unbearable: new Set([...vetoes].filter(([, count]) => count >= enough).map(([name]) => name)),
  };
}

/** Signed artists of a guest; sizes sum to one at most, and to less as what was said fades. */
function toVector({ loves, votes }: Guest, songs: number): Map<string, number> {
  const vector = new Map<string, number>();
  for (const [name, at] of loves) add(vector, name, fade(songs - at, LOVE_HALF_LIFE));
  for (const [name, value, at] of votes)
    add(vector, name, VOTE_AS_TASTE * value * fade(songs - at, VOTE_HALF_LIFE));
  const size = [...vector.values()].reduce((sum, weight) => sum + Math.abs(weight), 0);
  const scale = Math.max(1, size);
  return new Map([...vector].map(([name, weight]) => [name, weight / scale]));
}

/** A veto holds for one half-life of a vote. */
function vetoesOf({ votes }: Guest, songs: number): string[] {
  return votes
    .filter(([, value, at]) => value < 0 && songs - at < VOTE_HALF_LIFE)
    .slice(-VETOES)
    .map(([name]) => name);
}

const fade = (songs: number, halfLife: number): number => 0.5 ** (Math.max(0, songs) / halfLife);

function add(sums: Map<string, number>, name: string, value: number): void {
  sums.set(name, (sums.get(name) ?? 0) + value);
}
