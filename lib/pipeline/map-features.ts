// What the map is drawn by: an artist's vector, and beside it the genre words of the artist and of its neighbours.
// By the vectors alone an old and a new scene of one genre lie far apart, for few listeners have heard both.

import type { TagRow } from "@/lib/catalog/model-folder";
import { createRng } from "@/lib/core/rng";
import { type LayoutOptions, layOut } from "./layout";
import { findNeighbours, type NeighbourTable, toUnitRows } from "./neighbours";

type FeatureShape = Pick<LayoutOptions, "count" | "dimensions" | "seed">;

type MapFeatures = { readonly rows: Float32Array; readonly dimensions: number };

/** Columns that the words are folded into: a seeded random projection keeps their angles to about a tenth. */
const WORD_DIMENSIONS = 96;
/** Length of the words' part beside the vector's of 1. */
const WORD_LENGTH = 0.9;
/** Words travel this often from neighbour to neighbour; the third step reaches nearly everybody without any. */
const ROUNDS = 3;
/** Of an artist's own words, what its neighbours' take over at each step. */
const NEIGHBOURS_SHARE = 0.35;
const NEIGHBOURS = 15;

/** The map of a model: count x 2, row-major, each coordinate in [-1, 1]; the same input and seed give the same map. */
export async function drawMap(
  vectors: Float32Array,
  tags: readonly TagRow[],
  options: LayoutOptions,
): Promise<Float32Array> {
  const { rows, dimensions } = await toMapFeatures(vectors, tags, options);
  return layOut(rows, { ...options, dimensions });
}

/**
 * count x (dimensions + 96), row-major: a unit vector and its words beside it. Without tags the vectors alone.
 * Rare words say more: each counts its weight times log(artists / carriers).
 */
export async function toMapFeatures(
  vectors: Float32Array,
  tags: readonly TagRow[],
  { count, dimensions, seed }: FeatureShape,
): Promise<MapFeatures> {
  if (tags.length === 0 || count <= NEIGHBOURS) return { rows: vectors, dimensions };
  const unit = toUnitRows(vectors, count, dimensions);
  const table = await findNeighbours(vectors, { count, dimensions, perItem: NEIGHBOURS });
  let words = toUnitRows(foldWords(tags, count, seed), count, WORD_DIMENSIONS);
  for (let round = 0; round < ROUNDS; round++) {
    words = toUnitRows(spread(words, table), count, WORD_DIMENSIONS);
  }
  const width = dimensions + WORD_DIMENSIONS;
  const rows = new Float32Array(count * width);
  for (let row = 0; row < count; row++) {
    rows.set(unit.subarray(row * dimensions, (row + 1) * dimensions), row * width);
    for (let d = 0; d < WORD_DIMENSIONS; d++) {
      rows[row * width + dimensions + d] = WORD_LENGTH * (words[row * WORD_DIMENSIONS + d] ?? 0);
    }
  }
  return { rows, dimensions: width };
}

/** Each word a random direction; an artist the sum of its words'. */
function foldWords(tags: readonly TagRow[], count: number, seed: number): Float32Array {
  const carriers = new Map<string, number>();
  for (const { tag } of tags) carriers.set(tag, (carriers.get(tag) ?? 0) + 1);
  const rng = createRng(seed + 2);
  const directions = new Map(
    [...carriers.keys()]
      .sort()
      .map((tag) => [tag, Array.from({ length: WORD_DIMENSIONS }, () => rng.normal())]),
  );
  const folded = new Float32Array(count * WORD_DIMENSIONS);
  for (const { artist, tag, weight } of tags) {
    const says = weight * Math.log(count / (carriers.get(tag) ?? 1));
    directions.get(tag)?.forEach((value, d) => {
      const at = artist * WORD_DIMENSIONS + d;
      folded[at] = (folded[at] ?? 0) + says * value;
    });
  }
  return folded;
}

/** Everybody's words with a share of their neighbours', who count by how near they are. */
function spread(words: Float32Array, { count, perItem, ids, similarities }: NeighbourTable): Float32Array {
  const result = words.map((value) => (1 - NEIGHBOURS_SHARE) * value);
  for (let row = 0; row < count; row++) {
    let total = 0;
    for (let n = 0; n < perItem; n++) total += Math.max(0, similarities[row * perItem + n] ?? 0);
    for (let n = 0; n < perItem && total > 0; n++) {
      const other = ids[row * perItem + n] ?? -1;
      const share = (NEIGHBOURS_SHARE * Math.max(0, similarities[row * perItem + n] ?? 0)) / total;
      if (other < 0 || share === 0) continue;
      for (let d = 0; d < WORD_DIMENSIONS; d++) {
        const at = row * WORD_DIMENSIONS + d;
        result[at] = (result[at] ?? 0) + share * (words[other * WORD_DIMENSIONS + d] ?? 0);
      }
    }
  }
  return result;
}
