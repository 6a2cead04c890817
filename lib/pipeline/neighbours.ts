// The nearest neighbours of every artist by cosine: the graph that the map is drawn from.
// Exact: blocks of n * n inner products on all cores (lib/models/kernels.ts), some seconds for the whole catalogue.

import { ROW_BLOCK_BYTES } from "@/lib/models/kernels";
import { allThreads, createTeam, type Team } from "@/lib/models/team";

export type NeighbourTable = {
  readonly count: number;
  readonly perItem: number;
  /** count x perItem, nearest first. */
  readonly ids: Int32Array;
  /** count x perItem, cosine. */
  readonly similarities: Float32Array;
};

/** Others that are compared at a time: a block that stays in the cache, of an odd number of lines so that all of it fits. */
const WIDTH_BYTES = 33 * ROW_BLOCK_BYTES;
const WIDTH = WIDTH_BYTES / 4;
/** Rows whose products with a block are held at a time. */
const CHUNK = 2_048;
/** Rows that a thread takes at a time. */
const PART = 64;
/** Below this, starting threads costs more than it saves. */
const SMALL = 2_000;

export type NeighbourOptions = {
  readonly count: number;
  readonly dimensions: number;
  readonly perItem: number;
  readonly onProgress?: (done: number, total: number) => void;
};

/** Rows of `vectors` (count x dimensions, row-major) against each other; equally near ones by id. */
export async function findNeighbours(
  vectors: Float32Array,
  { count, dimensions, onProgress, ...options }: NeighbourOptions,
): Promise<NeighbourTable> {
  const perItem = Math.min(options.perItem, count - 1);
  const unit = toUnitRows(vectors, count, dimensions);
  const stride = Math.ceil((4 * dimensions) / ROW_BLOCK_BYTES) * ROW_BLOCK_BYTES;
  const team = createTeam({
    blocks: [count * stride, dimensions * WIDTH_BYTES, 4 * dimensions, Math.min(CHUNK, count) * WIDTH_BYTES],
    scratch: 0,
    threads: count < SMALL ? 1 : allThreads(),
  });
  const [rows = 0, others = 0, columns = 0, products = 0] = team.addresses;
  for (let row = 0; row < count; row++) {
    team.floats.set(unit.subarray(row * dimensions, (row + 1) * dimensions), (rows + row * stride) / 4);
  }
  for (let k = 0; k < dimensions; k++) team.words[columns / 4 + k] = others + k * WIDTH_BYTES;
  const table = emptyTable(count, perItem);
  try {
    for (let left = 0; left < count; left += WIDTH) {
      const width = Math.min(WIDTH, count - left);
      writeTransposed(team, unit, { place: others, left, width, dimensions });
      for (let first = 0; first < count; first += CHUNK) {
        const chunk = Math.min(CHUNK, count - first);
        const given = [rows, columns, first, products, dimensions, stride, WIDTH_BYTES];
        await team.run({ kernel: "products", first, count: chunk, part: PART, given });
        for (let row = first; row < first + chunk; row++) {
          insertAll(table, row, team.floats, {
            start: (products + (row - first) * WIDTH_BYTES) / 4,
            left,
            width,
          });
        }
      }
      onProgress?.(left + width, count);
    }
  } finally {
    await team.close();
  }
  return table;
}

function writeTransposed(
  { floats }: Team,
  unit: Float32Array,
  block: {
    readonly place: number;
    readonly left: number;
    readonly width: number;
    readonly dimensions: number;
  },
): void {
  const { place, left, width, dimensions } = block;
  for (let c = 0; c < width; c++) {
    for (let k = 0; k < dimensions; k++) {
      floats[(place + k * WIDTH_BYTES) / 4 + c] = unit[(left + c) * dimensions + k] ?? 0;
    }
  }
}

function insertAll(
  table: NeighbourTable,
  row: number,
  products: Float32Array,
  { start, left, width }: { readonly start: number; readonly left: number; readonly width: number },
): void {
  const last = (row + 1) * table.perItem - 1;
  for (let c = 0; c < width; c++) {
    const similarity = products[start + c] ?? 0;
    if (similarity > (table.similarities[last] ?? 0) && left + c !== row)
      insert(table, row, left + c, similarity);
  }
}

function emptyTable(count: number, perItem: number): NeighbourTable {
  return {
    count,
    perItem,
    ids: new Int32Array(count * perItem).fill(-1),
    similarities: new Float32Array(count * perItem).fill(-2),
  };
}

/** A copy with every row scaled to length 1; zero rows stay zero. */
export function toUnitRows(vectors: Float32Array, count: number, dimensions: number): Float32Array {
  const unit = vectors.slice();
  for (let row = 0; row < count; row++) {
    const at = row * dimensions;
    const length = Math.sqrt(squareOf(unit, at, dimensions));
    if (length > 0) for (let d = 0; d < dimensions; d++) unit[at + d] = (unit[at + d] ?? 0) / length;
  }
  return unit;
}

function squareOf(values: Float32Array, at: number, length: number): number {
  let sum = 0;
  for (let d = at; d < at + length; d++) sum += (values[d] ?? 0) ** 2;
  return sum;
}

function insert(
  { ids, similarities, perItem }: NeighbourTable,
  row: number,
  id: number,
  similarity: number,
): void {
  const first = row * perItem;
  let at = first + perItem - 1;
  for (; at > first && (similarities[at - 1] ?? 0) < similarity; at--) {
    similarities[at] = similarities[at - 1] ?? 0;
    ids[at] = ids[at - 1] ?? 0;
  }
  similarities[at] = similarity;
  ids[at] = id;
}
