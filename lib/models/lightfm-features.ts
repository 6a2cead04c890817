// The factors of the hybrid model: documents, artists, tags, and each artist's sum of its own and its tags'.
// lightfm.ts chooses what to learn from; this applies it.

import type { Rng } from "@/lib/core/rng";
import type { SparseMatrix } from "./model";
import { createVectorMemory, type VectorMemory } from "./simd";
import { transpose } from "./sparse";

export type FeaturesOptions = {
  readonly d: number;
  readonly documents: number;
  /** Tags x artists. */
  readonly tags: SparseMatrix;
  /** Documents of each artist; one without has no factor of its own, only its tags'. */
  readonly listened: Float64Array;
  readonly regularization: number;
  readonly tagRegularization: number;
  readonly tagShare: number;
  readonly tagsPerArtist: number;
  readonly initialScale: number;
  readonly rng: Rng;
};

export interface Features {
  /** Inner product of a document's factor and an artist's sum. */
  score(row: number, artist: number): number;
  /** One step of this size up the gradient of p.(e_liked - e_other), shrinking what it touches. */
  step(triple: { readonly row: number; readonly liked: number; readonly other: number }, size: number): void;
  /** Recomputes the sums of all artists. */
  refresh(): void;
  /** The sums, freshly computed, artists x d. */
  read(): Float32Array;
}

export function createFeatures(options: FeaturesOptions): Features {
  const { d, documents, tags, listened, rng } = options;
  const weights = artistTags(tags, options.tagsPerArtist, options.tagShare);
  const memory = createVectorMemory(d, [documents, tags.columns, tags.rows, tags.columns, 1]);
  const { stride } = memory;
  const [P = 0, own = 0, Z = 0, sums = 0, spare = 0] = memory.addresses;
  const deviation = options.initialScale / Math.sqrt(d);
  fillNormal(memory, P, documents, deviation, rng);
  fillNormal(memory, own, tags.columns, deviation, rng);
  fillNormal(memory, Z, tags.rows, deviation, rng);
  for (let artist = 0; artist < tags.columns; artist++) {
    if ((listened[artist] ?? 0) === 0) memory.row(own + artist * stride).fill(0);
  }

  /** The artist's own factor, its tags' and its sum move along p. */
  const move = (artist: number, p: number, size: number) => {
    memory.combine(own + artist * stride, 1 - Math.abs(size) * options.regularization, p, size);
    memory.combine(sums + artist * stride, 1, p, size * (1 + options.tagShare ** 2));
    for (let e = weights.offsets[artist] ?? 0; e < (weights.offsets[artist + 1] ?? 0); e++) {
      const z = Z + (weights.indices[e] ?? 0) * stride;
      memory.combine(z, 1 - Math.abs(size) * options.tagRegularization, p, size * (weights.values[e] ?? 0));
    }
  };
  const refresh = () => {
    for (let artist = 0; artist < tags.columns; artist++) {
      const sum = sums + artist * stride;
      memory.combine(sum, 0, own + artist * stride, 1);
      for (let e = weights.offsets[artist] ?? 0; e < (weights.offsets[artist + 1] ?? 0); e++) {
        memory.combine(sum, 1, Z + (weights.indices[e] ?? 0) * stride, weights.values[e] ?? 0);
      }
    }
  };
  return {
    score: (row, artist) => memory.dot(P + row * stride, sums + artist * stride),
    step: ({ row, liked, other }, size) => {
      const p = P + row * stride;
      memory.combine(spare, 0, sums + liked * stride, 1);
      memory.combine(spare, 1, sums + other * stride, -1);
      move(liked, p, size);
      move(other, p, -size);
      memory.combine(p, 1 - size * options.regularization, spare, size);
    },
    refresh,
    read: () => {
      refresh();
      return memory.read(sums, tags.columns);
    },
  };
}

/** Artists x tags: each artist's strongest tags, scaled to this length. */
export function artistTags(tags: SparseMatrix, most: number, length: number): SparseMatrix {
  const carried = transpose(tags);
  const offsets = new Uint32Array(carried.rows + 1);
  const indices: number[] = [];
  const values: number[] = [];
  for (let artist = 0; artist < carried.rows; artist++) {
    const start = carried.offsets[artist] ?? 0;
    const strongest = [...carried.values.subarray(start, carried.offsets[artist + 1])]
      .map((value, e) => ({ tag: carried.indices[start + e] ?? 0, value }))
      .sort((a, b) => b.value - a.value || a.tag - b.tag)
      .slice(0, most);
    const norm = Math.sqrt(strongest.reduce((sum, { value }) => sum + value * value, 0));
    for (const { tag, value } of strongest) {
      indices.push(tag);
      values.push((length * value) / norm);
    }
    offsets[artist + 1] = indices.length;
  }
  return {
    rows: carried.rows,
    columns: carried.columns,
    offsets,
    indices: Uint32Array.from(indices),
    values: Float32Array.from(values),
  };
}

function fillNormal(memory: VectorMemory, start: number, rows: number, deviation: number, rng: Rng): void {
  for (let r = 0; r < rows; r++) {
    const row = memory.row(start + r * memory.stride);
    for (let k = 0; k < row.length; k++) row[k] = rng.normal() * deviation;
  }
}
