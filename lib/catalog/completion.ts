// Completes what somebody types to artists of the catalogue: one pass over the folded names, best known first.
// 25,000 names take a millisecond or two, so there is no index to keep.

import { foldName } from "@/lib/names/fold";
import type { ArtistRow } from "./model-folder";

/** Folds are made at the first call, not at start. */
export function createCompletion(artists: readonly ArtistRow[]): {
  complete(text: string, limit: number): readonly number[];
} {
  let entries: { readonly id: number; readonly folds: readonly string[] }[] | undefined;
  return {
    complete(text, limit) {
      const wanted = foldName(text);
      if (wanted === "" || limit < 1) return [];
      entries ??= artists
        .map(({ name, aliases }, id) => ({ id, folds: [name, ...aliases].map(foldName) }))
        .sort((a, b) => (artists[b.id]?.popularity ?? 0) - (artists[a.id]?.popularity ?? 0) || a.id - b.id);
      const tiers: number[][] = [[], [], []];
      for (const { id, folds } of entries) {
        const tier = Math.min(...folds.map((fold) => tierOf(fold, wanted)));
        tiers[tier]?.push(id);
      }
      return tiers.flat().slice(0, limit);
    },
  };
}

/** 0: the very name; 1: a word of it starts so; 2: contains it; 3: not at all. */
export function tierOf(fold: string, wanted: string): 0 | 1 | 2 | 3 {
  if (fold === wanted) return 0;
  if (fold.startsWith(wanted) || fold.includes(` ${wanted}`)) return 1;
  return fold.includes(wanted) ? 2 : 3;
}
