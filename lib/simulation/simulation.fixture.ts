// A toy world of four kinds of music with ten artists each, and listeners who like two kinds.

import { createRng } from "@/lib/core/rng";
import { buildWorld, type World } from "./world";

export const KINDS = 4;
export const ARTISTS_PER_KIND = 10;

export const kindOfName = (name: string): number => Number(name.split("/")[0]);

export function createToyWorld(): World {
  const rng = createRng(5);
  const some = (kind: number, count: number) =>
    rng.shuffle(Array.from({ length: ARTISTS_PER_KIND }, (_, i) => `${kind}/${i}`)).slice(0, count);
  const plays = Array.from({ length: 120 }, (_, listener) =>
    [...some(listener % KINDS, 8), ...some((listener + 1 + (listener % 3)) % KINDS, 6)].map((artist) => ({
      document: `listener ${listener}`,
      artist,
    })),
  );
  const tags = Array.from({ length: KINDS }, (_, kind) =>
    some(kind, ARTISTS_PER_KIND).map((artist) => ({ artist, tag: `Kind ${kind}`, weight: 1 })),
  );
  return buildWorld({ plays: plays.flat(), tags: tags.flat() }, 1);
}
