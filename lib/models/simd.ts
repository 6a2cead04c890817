// Two loops over float vectors as WebAssembly with 128-bit lanes: V8 runs them several times faster than the same in JavaScript.
// The trainers by gradient steps (bpr, word2vec, lightfm) keep their factors in this memory. Same bits on every machine.

/** Rows of floats at fixed byte addresses, and the two operations on them. Addresses come from `addressOf`. */
export interface VectorMemory {
  /** Length of a row in bytes: dimensions padded to whole blocks; the padding stays 0 under both operations. */
  readonly stride: number;
  /** Address of row 0 of the block that was asked for at this place; row r lies at + r * stride. */
  readonly addresses: readonly number[];
  /** Inner product of the rows at two addresses. */
  dot(a: number, b: number): number;
  /** y <- keep * y + add * x, for rows at two addresses. */
  combine(y: number, keep: number, x: number, add: number): void;
  /** The floats of the row at an address, without padding; a view, not a copy. */
  row(address: number): Float32Array;
  /** Copies a block of rows out, rows x dimensions, row-major. */
  read(address: number, rows: number): Float32Array;
}

/** Two lanes of 16 bytes a turn, so that one sum need not wait for the other. */
const BLOCK_BYTES = 32;
const PAGE_BYTES = 65_536;

/** Memory for blocks of `rows[i]` vectors, all 0. Throws RangeError when it does not fit 4 GB. */
export function createVectorMemory(dimensions: number, rows: readonly number[]): VectorMemory {
  const stride = Math.ceil((dimensions * 4) / BLOCK_BYTES) * BLOCK_BYTES;
  let end = 0;
  const addresses = rows.map((count) => {
    const start = end;
    end += count * stride;
    return start;
  });
  const memory = new WebAssembly.Memory({ initial: Math.ceil(end / PAGE_BYTES) });
  const instance = new WebAssembly.Instance(compiled(), { env: { memory } });
  // Their types are those written in assemble().
  const { dot, combine } = instance.exports as {
    dot: (a: number, b: number, bytes: number) => number;
    combine: (y: number, keep: number, x: number, add: number, bytes: number) => void;
  };
  const row = (address: number) => new Float32Array(memory.buffer, address, dimensions);
  return {
    stride,
    addresses,
    dot: (a, b) => dot(a, b, stride),
    combine: (y, keep, x, add) => combine(y, keep, x, add, stride),
    row,
    read: (address, count) => {
      const copy = new Float32Array(count * dimensions);
      for (let r = 0; r < count; r++) copy.set(row(address + r * stride), r * dimensions);
      return copy;
    },
  };
}

let module: WebAssembly.Module | undefined;

function compiled(): WebAssembly.Module {
  module ??= new WebAssembly.Module(assemble());
  return module;
}

const I32 = 0x7f;
const F32 = 0x7d;
const V128 = 0x7b;
const ADD_I32 = [0x6a];
const ADD_F32 = [0x92];
const LESS_U32 = [0x49];
const SPLAT = [0xfd, 0x13];
const ADD_4 = [0xfd, 0xe4, 0x01];
const MULTIPLY_4 = [0xfd, 0xe6, 0x01];
const LOOP = [0x03, 0x40];
const REPEAT_IF = [0x0d, 0x00];
const END = [0x0b];
const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const load = (offset: number) => [0xfd, 0x00, 0x04, offset];
const store = (offset: number) => [0xfd, 0x0b, 0x04, offset];
const lane = (index: number) => [0xfd, 0x1f, index];
const advance = (local: number) => [...get(local), 0x41, BLOCK_BYTES, ...ADD_I32, ...set(local)];

/** The binary of a module with both functions (WebAssembly 2.0, chapter 5; every length here is below 128). */
function assemble(): Uint8Array<ArrayBuffer> {
  const section = (id: number, content: number[]) => [id, ...size(content.length), ...content];
  const text = (value: string) => [value.length, ...new TextEncoder().encode(value)];
  const func = (locals: number[], body: number[][]) => {
    const code = [...locals, ...body.flat(), ...END];
    return [...size(code.length), ...code];
  };
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [2, 0x60, 3, I32, I32, I32, 1, F32, 0x60, 5, I32, F32, I32, F32, I32, 0]),
    ...section(2, [1, ...text("env"), ...text("memory"), 0x02, 0x00, 0x00]),
    ...section(3, [2, 0, 1]),
    ...section(7, [2, ...text("dot"), 0x00, 0, ...text("combine"), 0x00, 1]),
    ...section(10, [
      2,
      ...func([2, 2, V128, 1, I32], dotBody()),
      ...func([2, 2, V128, 1, I32], combineBody()),
    ]),
  ]);
}

/** Unsigned LEB128. */
function size(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...size(value >>> 7)];
}

/** Parameters 0 a, 1 b, 2 bytes; locals 3 and 4 the sums, 5 the end of a. */
function dotBody(): number[][] {
  const multiplyAdd = (sum: number, offset: number) => [
    ...get(sum),
    ...get(0),
    ...load(offset),
    ...get(1),
    ...load(offset),
    ...MULTIPLY_4,
    ...ADD_4,
    ...set(sum),
  ];
  const total = [get(3), get(4), ADD_4, set(3), get(3), lane(0), get(3), lane(1), ADD_F32];
  return [
    [...get(0), ...get(2), ...ADD_I32, ...set(5)],
    LOOP,
    multiplyAdd(3, 0),
    multiplyAdd(4, 16),
    advance(1),
    advance(0),
    [...get(0), ...get(5), ...LESS_U32, ...REPEAT_IF],
    END,
    ...total,
    [...get(3), ...lane(2), ...get(3), ...lane(3), ...ADD_F32, ...ADD_F32],
  ];
}

/** Parameters 0 y, 1 keep, 2 x, 3 add, 4 bytes; locals 5 and 6 keep and add in every lane, 7 the end of y. */
function combineBody(): number[][] {
  const mix = (offset: number) => [
    ...get(0),
    ...get(0),
    ...load(offset),
    ...get(5),
    ...MULTIPLY_4,
    ...get(2),
    ...load(offset),
    ...get(6),
    ...MULTIPLY_4,
    ...ADD_4,
    ...store(offset),
  ];
  return [
    [...get(1), ...SPLAT, ...set(5), ...get(3), ...SPLAT, ...set(6)],
    [...get(0), ...get(4), ...ADD_I32, ...set(7)],
    LOOP,
    mix(0),
    mix(16),
    advance(2),
    advance(0),
    [...get(0), ...get(7), ...LESS_U32, ...REPEAT_IF],
    END,
  ];
}
