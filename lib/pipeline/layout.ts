// Lays the artists out in the plane so that kindred ones lie together: the map of the catalogue.
// UMAP (McInnes, Healy, Melville 2018) over the cosine neighbours, started from the two main axes of the vectors.

import { createRng } from "@/lib/core/rng";
import { findNeighbours, type NeighbourTable, toUnitRows } from "./neighbours";

export type LayoutOptions = {
  readonly count: number;
  readonly dimensions: number;
  readonly seed: number;
  readonly onProgress?: (done: number, total: number) => void;
};

const NEIGHBOURS = 30;
const EPOCHS = 200;
const NEGATIVE_SAMPLES = 5;
/** The curve 1 / (1 + a d^2b) for a minimal distance of 0.3 and a spread of 1: room for names, hardly any threads. */
const A = 0.992;
const B = 1.112;
const MAX_STEP = 4;
/** Share of the points that decides the scale; the others are drawn in from outside. */
const INNER_SHARE = 0.995;
/** How far a coordinate goes from its place (0) to its rank (1). */
const RANK_SHARE = 0.55;

/** count x 2, row-major, each coordinate in [-1, 1]; the same input and seed give the same map. */
export async function layOut(vectors: Float32Array, options: LayoutOptions): Promise<Float32Array> {
  const { count, dimensions, seed } = options;
  if (count < 4) return Float32Array.from({ length: count * 2 }, (_, i) => (i % 2 === 0 ? i / 8 : 0));
  const progress = options.onProgress ?? (() => {});
  const table = await findNeighbours(vectors, {
    count,
    dimensions,
    perItem: Math.min(NEIGHBOURS, count - 1),
    onProgress: (done, total) => progress(done, total * 2),
  });
  const unit = toUnitRows(vectors, count, dimensions);
  const map = mainAxes(unit, { count, dimensions, seed });
  optimise(map, toEdges(table), {
    count,
    seed,
    onEpoch: (epoch) => progress(count + (count * epoch) / EPOCHS, count * 2),
  });
  const isKnown = (row: number) =>
    unit.subarray(row * dimensions, (row + 1) * dimensions).some((value) => value !== 0);
  const rows = Array.from({ length: count }, (_, row) => row);
  const square = toSquare(map, rows.filter(isKnown));
  const strangers = rows.filter((row) => !isKnown(row));
  setAside(square, strangers, seed);
  return square;
}

/** Of whom the model knows nothing, there is no place among the others: they stand along the rim. */
function setAside(square: Float32Array, rows: readonly number[], seed: number): void {
  const rng = createRng(seed + 3);
  for (const row of rows) {
    const angle = 2 * Math.PI * rng.next();
    const radius = 0.94 + 0.06 * rng.next();
    square[2 * row] = radius * Math.cos(angle);
    square[2 * row + 1] = radius * Math.sin(angle);
  }
}

/** A quick map: the two main axes of the vectors, without the clusters. Same shape as `layOut`. */
export function layOutOnAxes(vectors: Float32Array, options: LayoutOptions): Float32Array {
  const { count, dimensions } = options;
  const rows = Array.from({ length: count }, (_, row) => row);
  return toSquare(mainAxes(toUnitRows(vectors, count, dimensions), options), rows);
}

type Edges = { readonly heads: Int32Array; readonly tails: Int32Array; readonly weights: Float32Array };

/** The fuzzy graph: each point's neighbours weighed against its own nearest one, both directions joined. */
function toEdges(table: NeighbourTable): Edges {
  const joined = new Map<number, number>();
  for (let row = 0; row < table.count; row++) {
    const weights = memberships(table, row);
    weights.forEach((weight, n) => {
      const other = table.ids[row * table.perItem + n] ?? -1;
      if (other < 0 || weight <= 0) return;
      const key = Math.min(row, other) * table.count + Math.max(row, other);
      const before = joined.get(key) ?? 0;
      joined.set(key, before + weight - before * weight);
    });
  }
  const keys = Float64Array.from(joined.keys());
  return {
    heads: Int32Array.from(keys, (key) => Math.floor(key / table.count)),
    tails: Int32Array.from(keys, (key) => key % table.count),
    weights: Float32Array.from(joined.values()),
  };
}

/** exp(-(d - nearest) / width) with the width that makes the sum log2(neighbours), found by bisection. */
function memberships(table: NeighbourTable, row: number): number[] {
  const distances = Array.from(
    { length: table.perItem },
    (_, n) => 1 - (table.similarities[row * table.perItem + n] ?? 0),
  );
  const nearest = distances[0] ?? 0;
  const target = Math.log2(table.perItem);
  let low = 1e-5;
  let high = 10;
  for (let step = 0; step < 40; step++) {
    const width = Math.sqrt(low * high);
    const sum = distances.reduce((total, d) => total + Math.exp(-Math.max(0, d - nearest) / width), 0);
    if (sum > target) high = width;
    else low = width;
  }
  return distances.map((d) => Math.exp(-Math.max(0, d - nearest) / low));
}

/** Stochastic descent on the layout's cross-entropy; edges are visited as often as they weigh. */
function optimise(
  map: Float32Array,
  edges: Edges,
  options: { readonly count: number; readonly seed: number; readonly onEpoch: (epoch: number) => void },
): void {
  const rng = createRng(options.seed);
  const heaviest = edges.weights.reduce((most, weight) => Math.max(most, weight), 0);
  const period = edges.weights.map((weight) => heaviest / weight);
  const next = period.slice();
  for (let epoch = 1; epoch <= EPOCHS; epoch++) {
    const rate = 1 - (epoch - 1) / EPOCHS;
    for (let e = 0; e < period.length; e++) {
      if ((next[e] ?? 0) > epoch) continue;
      next[e] = (next[e] ?? 0) + (period[e] ?? 1);
      const head = edges.heads[e] ?? 0;
      attract(map, head, edges.tails[e] ?? 0, rate);
      for (let sample = 0; sample < NEGATIVE_SAMPLES; sample++) {
        const side = sample % 2 === 0 ? head : (edges.tails[e] ?? 0);
        repel(map, side, Math.floor(rng.next() * options.count), rate);
      }
    }
    options.onEpoch(epoch);
  }
}

function attract(map: Float32Array, i: number, j: number, rate: number): void {
  const dx = (map[2 * i] ?? 0) - (map[2 * j] ?? 0);
  const dy = (map[2 * i + 1] ?? 0) - (map[2 * j + 1] ?? 0);
  const squared = dx * dx + dy * dy;
  if (squared === 0) return;
  const pull = (-2 * A * B * squared ** (B - 1)) / (1 + A * squared ** B);
  const x = clip(pull * dx) * rate;
  const y = clip(pull * dy) * rate;
  map[2 * i] = (map[2 * i] ?? 0) + x;
  map[2 * i + 1] = (map[2 * i + 1] ?? 0) + y;
  map[2 * j] = (map[2 * j] ?? 0) - x;
  map[2 * j + 1] = (map[2 * j + 1] ?? 0) - y;
}

function repel(map: Float32Array, i: number, j: number, rate: number): void {
  if (i === j) return;
  const dx = (map[2 * i] ?? 0) - (map[2 * j] ?? 0);
  const dy = (map[2 * i + 1] ?? 0) - (map[2 * j + 1] ?? 0);
  const squared = dx * dx + dy * dy;
  const push = (2 * B) / ((0.001 + squared) * (1 + A * squared ** B));
  map[2 * i] = (map[2 * i] ?? 0) + (squared > 0 ? clip(push * dx) : MAX_STEP) * rate;
  map[2 * i + 1] = (map[2 * i + 1] ?? 0) + (squared > 0 ? clip(push * dy) : MAX_STEP) * rate;
}

function clip(step: number): number {
  return Math.max(-MAX_STEP, Math.min(MAX_STEP, step));
}

/** Projection on the two main axes (power iteration), spread over about 20 units with a little noise. */
function mainAxes(
  rows: Float32Array,
  shape: { readonly count: number; readonly dimensions: number; readonly seed: number },
): Float32Array {
  const { count, dimensions } = shape;
  const rng = createRng(shape.seed + 1);
  const mean = new Float64Array(dimensions);
  for (let i = 0; i < rows.length; i++)
    mean[i % dimensions] = (mean[i % dimensions] ?? 0) + (rows[i] ?? 0) / count;
  const axes: Float64Array[] = [];
  for (let a = 0; a < 2; a++) {
    let axis = normalise(
      Float64Array.from({ length: dimensions }, () => rng.normal()),
      axes,
    );
    for (let step = 0; step < 30; step++) {
      const sum = new Float64Array(dimensions);
      for (let row = 0; row < count; row++) {
        const score = projection(rows, row, axis, mean);
        for (let d = 0; d < dimensions; d++) {
          sum[d] = (sum[d] ?? 0) + score * ((rows[row * dimensions + d] ?? 0) - (mean[d] ?? 0));
        }
      }
      axis = normalise(sum, axes);
    }
    axes.push(axis);
  }
  const scores = axes.map((axis) =>
    Float64Array.from({ length: count }, (_, row) => projection(rows, row, axis, mean)),
  );
  const scale = scores.map(
    (list) => 10 / (list.reduce((most, score) => Math.max(most, Math.abs(score)), 0) || 1),
  );
  return Float32Array.from(
    { length: count * 2 },
    (_, i) => (scores[i % 2]?.[i >> 1] ?? 0) * (scale[i % 2] ?? 1) + rng.normal() * 0.01,
  );
}

function projection(rows: Float32Array, row: number, axis: Float64Array, mean: Float64Array): number {
  let sum = 0;
  for (let d = 0; d < axis.length; d++)
    sum += ((rows[row * axis.length + d] ?? 0) - (mean[d] ?? 0)) * (axis[d] ?? 0);
  return sum;
}

/** Length 1 and at right angles to the axes found before. */
function normalise(axis: Float64Array, before: readonly Float64Array[]): Float64Array {
  for (const other of before) {
    const shared = axis.reduce((sum, value, d) => sum + value * (other[d] ?? 0), 0);
    axis.forEach((value, d) => {
      axis[d] = value - shared * (other[d] ?? 0);
    });
  }
  const length = Math.hypot(...axis) || 1;
  return axis.map((value) => value / length);
}

/**
 * Fits the map to the square. Islands far out would leave most of it empty, so each coordinate goes part of the way to
 * its rank; the few points farther out still are drawn in to the edge.
 */
function toSquare(map: Float32Array, rows: readonly number[]): Float32Array {
  const square = new Float32Array(map.length);
  const count = rows.length;
  for (const axis of [0, 1]) {
    const values = Float64Array.from(rows, (row) => map[2 * row + axis] ?? 0);
    const order = Array.from(values.keys()).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b);
    const centre = values[order[count >> 1] ?? 0] ?? 0;
    const radii = values.map((value) => Math.abs(value - centre)).sort();
    const scale = 1 / (radii[Math.floor(INNER_SHARE * (count - 1))] || 1);
    order.forEach((item, at) => {
      const place = Math.max(-1, Math.min(1, ((values[item] ?? 0) - centre) * scale));
      const rank = count > 1 ? (2 * at) / (count - 1) - 1 : 0;
      square[2 * (rows[item] ?? 0) + axis] = 0.98 * ((1 - RANK_SHARE) * place + RANK_SHARE * rank);
    });
  }
  return square;
}
