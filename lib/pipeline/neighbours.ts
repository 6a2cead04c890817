// The nearest neighbours of every artist by cosine, exactly: the graph that the map is drawn from.
// n * n / 2 inner products; half a minute at 20,000 x 128, once per training.

export type NeighbourTable = {
  readonly count: number;
  readonly perItem: number;
  /** count x perItem, nearest first. */
  readonly ids: Int32Array;
  /** count x perItem, cosine. */
  readonly similarities: Float32Array;
};

/** Rows of `vectors` (count x dimensions, row-major) against each other; zero rows are like nothing. */
export function findNeighbours(
  vectors: Float32Array,
  shape: { readonly count: number; readonly dimensions: number; readonly perItem: number },
  onProgress: (done: number, total: number) => void = () => {},
): NeighbourTable {
  const { count, dimensions } = shape;
  const perItem = Math.min(shape.perItem, count - 1);
  const unit = toUnitRows(vectors, count, dimensions);
  const ids = new Int32Array(count * perItem).fill(-1);
  const similarities = new Float32Array(count * perItem).fill(-2);
  // Blocks keep the rows of both sides in the cache.
  const block = 64;
  for (let top = 0; top < count; top += block) {
    for (let left = top; left < count; left += block) {
      for (let i = top; i < Math.min(top + block, count); i++) {
        for (let j = Math.max(left, i + 1); j < Math.min(left + block, count); j++) {
          const similarity = dot(unit, i * dimensions, j * dimensions, dimensions);
          insert(ids, similarities, { row: i, id: j, similarity, perItem });
          insert(ids, similarities, { row: j, id: i, similarity, perItem });
        }
      }
    }
    onProgress(Math.min(top + block, count), count);
  }
  return { count, perItem, ids, similarities };
}

/** A copy with every row scaled to length 1; zero rows stay zero. */
export function toUnitRows(vectors: Float32Array, count: number, dimensions: number): Float32Array {
  const unit = vectors.slice();
  for (let row = 0; row < count; row++) {
    const at = row * dimensions;
    const length = Math.sqrt(dot(unit, at, at, dimensions));
    if (length > 0) for (let d = 0; d < dimensions; d++) unit[at + d] = (unit[at + d] ?? 0) / length;
  }
  return unit;
}

function dot(values: Float32Array, a: number, b: number, length: number): number {
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  let d = 0;
  for (; d + 3 < length; d += 4) {
    sum0 += (values[a + d] ?? 0) * (values[b + d] ?? 0);
    sum1 += (values[a + d + 1] ?? 0) * (values[b + d + 1] ?? 0);
    sum2 += (values[a + d + 2] ?? 0) * (values[b + d + 2] ?? 0);
    sum3 += (values[a + d + 3] ?? 0) * (values[b + d + 3] ?? 0);
  }
  for (; d < length; d++) sum0 += (values[a + d] ?? 0) * (values[b + d] ?? 0);
  return sum0 + sum1 + sum2 + sum3;
}

function insert(
  ids: Int32Array,
  similarities: Float32Array,
  entry: { readonly row: number; readonly id: number; readonly similarity: number; readonly perItem: number },
): void {
  const first = entry.row * entry.perItem;
  let at = first + entry.perItem - 1;
  if (entry.similarity <= (similarities[at] ?? 0)) return;
  for (; at > first && (similarities[at - 1] ?? 0) < entry.similarity; at--) {
    similarities[at] = similarities[at - 1] ?? 0;
    ids[at] = ids[at - 1] ?? 0;
  }
  similarities[at] = entry.similarity;
  ids[at] = entry.id;
}
