// Picks and previews for tests: made-up artists with scores that are easy to reckon.

import type { NextResponse, Pick, PreviewResponse } from "@/lib/api/schemas";

export const pickOf = (name: string): Pick => ({
  track_id: `t-${name}`,
  uri: `spotify:track:t-${name}`,
  title: `${name}'s song`,
  artist: name,
  artists: [{ name }],
  length_seconds: 200,
  explicit: false,
  score: 1,
  because: [{ term: "style", share: 1, artists: [{ name: "Low", share: 1 }] }],
});

export const answerOf = (...names: readonly string[]): NextResponse => ({
  tracks: names.map(pickOf),
  unknown: [],
  seed: 7,
});

type Term = PreviewResponse["pool"][number]["terms"];

export const poolOf = (terms: Readonly<Record<string, Partial<Term>>>): PreviewResponse["pool"] =>
  Object.entries(terms).map(([name, own]) => ({
    name,
    home: false,
    terms: { style: 0, likes: 0, dislikes: 0, familiarity: 0, ...own },
  }));

/** A storage like the browser's, its keys listed by Object.keys as there. */
export function memoryStorage(): Storage {
  const entries = new Map<string, string>();
  // Object.keys of a Storage lists its entries, so the fake is a proxy over a plain object.
  const target = {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
    removeItem: (key: string) => void entries.delete(key),
    clear: () => entries.clear(),
    key: () => null,
    length: 0,
  };
  return new Proxy(target, {
    ownKeys: () => [...entries.keys()],
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
  });
}
