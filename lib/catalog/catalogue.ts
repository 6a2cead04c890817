// The contract of the catalogue: the artists the model knows, opened read-only from data/models/NAME.

import type { ArtistId, ArtistSpace } from "@/lib/core/types";

export type Tag = { readonly name: string; readonly weight: number };

export type ModelInfo = {
  /** Folder name under data/models. */
  readonly name: string;
  readonly algorithm: string;
  /** SHA-256 over the manifest's file hashes, hex: same hash, same recommendations. */
  readonly hash: string;
};

export interface Catalogue {
  readonly model: ModelInfo;
  readonly space: ArtistSpace;
  /** Display name of each artist, by id. */
  readonly names: readonly string[];
  /** count x 2, row-major, each coordinate in [-1, 1]. */
  readonly map: Float32Array;
  /** The artist a name means (aliases, case, accents, "The", scripts), or undefined. O(1) for exact folds. */
  find(name: string): ArtistId | undefined;
  /** Artists whose name or alias starts with or contains the text, best known first. */
  complete(text: string, limit: number): readonly ArtistId[];
  /** Tags of an artist, strongest first, weight in (0, 1]. */
  tags(artist: ArtistId): readonly Tag[];
  /** Tag names that start with or contain the text, most used first, with how many artists carry them. */
  completeTags(text: string, limit: number): readonly { readonly name: string; readonly artists: number }[];
  /** Artists that carry a tag most strongly, best first; empty for an unknown tag. */
  artistsOfTag(tag: string, limit: number): readonly ArtistId[];
}
