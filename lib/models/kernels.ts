// The inner loops of ALS and of the map's neighbours as WebAssembly over one shared memory, so that threads can take
// parts of the work. Every row is worked out by itself: the result does not depend on who does which.

import {
  advance,
  assemble,
  type Code,
  call,
  doWhile,
  F32,
  f32,
  f32x4,
  get,
  I32,
  i32,
  integer,
  type Local,
  set,
  stepTo,
  V128,
  type WasmFunction,
  wasmFunction,
  when,
} from "./wasm";

/** Rows are padded to whole blocks of so many bytes: eight sums in registers. */
export const ROW_BLOCK_BYTES = 128;
/** Rows that one block of `gram` sums in single precision. */
export const GRAM_BLOCK = 256;
/** Rows of scratch that `solve` needs, beside two words for each entry of the longest row. */
export const SCRATCH_ROWS = 5;

/** A row is solved when its residual is this small beside the right side; later passes take the rest. */
const TOLERANCE = 1e-3;
const MAX_STEPS = 20;
const LANES_BYTES = 16;

/** The kernels by name: `from` and `to` bound the part of the work, `work` is the thread's own scratch. */
export const KERNELS = ["solve", "rotate", "gram", "products"] as const;

export type Kernel = (typeof KERNELS)[number];

/** The binary of all kernels for a memory of so many pages. */
export function assembleKernels(pages: number): Uint8Array<ArrayBuffer> {
  return assemble([dots(), weightedSum(), solve(), rotate(), gram(), products()], pages);
}

const DOTS = 0;
const WEIGHTED_SUM = 1;

/** f[e] <- c[e] * (row at addresses[e]) . x, for n > 0 entries. */
function dots(): WasmFunction {
  const parameters = [I32, I32, I32, I32, I32, I32] as const;
  return wasmFunction({ parameters }, ([addresses = 0, n = 0, x = 0, c = 0, f = 0, stride = 0], local) => {
    const [end, a, b, stop] = [local(I32), local(I32), local(I32), local(I32)];
    const sums = [local(V128), local(V128), local(V128), local(V128)];
    const [first = 0, second = 0, third = 0, fourth = 0] = sums;
    return [
      set(end, i32.add(get(addresses), i32.mul(get(n), integer(4)))),
      stepTo(
        addresses,
        4,
        end,
        set(a, i32.load(get(addresses))),
        set(b, get(x)),
        set(stop, i32.add(get(a), get(stride))),
        ...sums.map((sum) => set(sum, f32x4.zero)),
        stepTo(
          a,
          64,
          stop,
          ...sums.map((sum, i) => {
            const product = f32x4.mul(f32x4.load(get(a), 16 * i), f32x4.load(get(b), 16 * i));
            return set(sum, f32x4.add(get(sum), product));
          }),
          advance(b, integer(64)),
        ),
        set(first, f32x4.add(f32x4.add(get(first), get(second)), f32x4.add(get(third), get(fourth)))),
        f32.store(get(f), f32.mul(f32.load(get(c)), f32x4.sum(first))),
        advance(c, integer(4)),
        advance(f, integer(4)),
      ),
    ];
  });
}

/** out <- sum over n > 0 entries of f[e] * (row at addresses[e]), from byte `at` of the row on. */
function weightedSum(): WasmFunction {
  const parameters = [I32, I32, I32, I32, I32, I32] as const;
  return wasmFunction({ parameters }, ([addresses = 0, f = 0, n = 0, out = 0, at = 0, stride = 0], local) => {
    const [end, a, b, y] = [local(I32), local(I32), local(I32), local(I32)];
    const factor = local(V128);
    const sums = Array.from({ length: ROW_BLOCK_BYTES / LANES_BYTES }, () => local(V128));
    return [
      set(end, i32.add(get(addresses), i32.mul(get(n), integer(4)))),
      stepTo(
        at,
        ROW_BLOCK_BYTES,
        stride,
        set(a, get(addresses)),
        set(b, get(f)),
        ...sums.map((sum) => set(sum, f32x4.zero)),
        stepTo(
          a,
          4,
          end,
          set(y, i32.add(i32.load(get(a)), get(at))),
          set(factor, f32x4.loadSplat(get(b))),
          ...sums.map((sum, i) =>
            set(sum, f32x4.add(get(sum), f32x4.mul(f32x4.load(get(y), 16 * i), get(factor)))),
          ),
          advance(b, integer(4)),
        ),
        set(y, i32.add(get(out), get(at))),
        ...sums.map((sum, i) => f32x4.store(get(y), get(sum), 16 * i)),
      ),
    ];
  });
}

/**
 * solve(from, to, work, offsets, indices, values, X, Y, eigenvalues, unobserved, lambda, stride): rows of X as als-solve.ts
 * defines them, by conjugate gradients on (I + B'CB) z = B'c.
 */
function solve(): WasmFunction {
  const parameters = Array<typeof I32>(12).fill(I32);
  return wasmFunction({ name: "solve", parameters }, (given, local) => {
    const [r = 0, to = 0, work = 0, offsets = 0, indices = 0, values = 0] = given;
    const [X = 0, Y = 0, eigenvalues = 0, unobserved = 0, lambda = 0, stride = 0] = given.slice(6);
    const integers = Array.from({ length: 12 }, () => local(I32));
    const [root = 0, residual = 0, direction = 0, input = 0, output = 0, addresses = 0] = integers;
    const [factors = 0, x = 0, n = 0, c = 0, o = 0, step = 0] = integers.slice(6);
    const [square, enough, next] = [local(F32), local(F32), local(F32)];
    const [v, sum, scalar, shift] = [local(V128), local(V128), local(V128), local(V128)];
    const each = (...body: Code[]) => [...set(o, integer(0)), ...stepTo(o, LANES_BYTES, stride, ...body)];
    const at = (row: Local) => i32.add(get(row), get(o));
    const load = (row: Local) => f32x4.load(at(row));
    const scratch = [root, residual, direction, input, output, addresses];
    const row = (array: Local) => i32.add(get(array), i32.mul(get(r), integer(4)));
    const sumRows = (weights: Local) =>
      call(WEIGHTED_SUM, get(addresses), get(weights), get(n), get(output), integer(0), get(stride));

    const prepare = [
      set(scalar, f32x4.loadSplat(row(unobserved))),
      set(shift, f32x4.loadSplat(row(lambda))),
      each(
        set(v, f32x4.add(f32x4.mul(load(eigenvalues), get(scalar)), get(shift))),
        f32x4.store(at(root), f32x4.div(f32x4.splat(f32.of(1)), f32x4.sqrt(get(v)))),
      ),
      // The rows' addresses, counted down from the last entry.
      set(o, i32.mul(get(n), integer(4))),
      doWhile(
        get(o),
        advance(o, integer(-4)),
        i32.store(
          at(addresses),
          i32.add(
            get(Y),
            i32.mul(
              i32.load(i32.add(i32.add(get(indices), i32.mul(i32.load(row(offsets)), integer(4))), get(o))),
              get(stride),
            ),
          ),
        ),
      ),
      set(factors, i32.add(get(addresses), i32.mul(get(n), integer(4)))),
      set(c, i32.add(get(values), i32.mul(i32.load(row(offsets)), integer(4)))),
    ];
    const begin = [
      sumRows(c),
      set(sum, f32x4.zero),
      each(
        set(v, f32x4.mul(load(root), load(output))),
        f32x4.store(at(residual), get(v)),
        f32x4.store(at(direction), get(v)),
        f32x4.store(at(input), f32x4.mul(load(root), get(v))),
        set(sum, f32x4.add(get(sum), f32x4.mul(get(v), get(v)))),
      ),
      set(square, f32x4.sum(sum)),
      set(enough, f32.mul(get(square), f32.of(TOLERANCE * TOLERANCE))),
      set(step, integer(0)),
    ];
    const stepAlong = [
      call(DOTS, get(addresses), get(n), get(input), get(c), get(factors), get(stride)),
      sumRows(factors),
      set(sum, f32x4.zero),
      each(
        set(v, f32x4.add(load(direction), f32x4.mul(load(root), load(output)))),
        f32x4.store(at(output), get(v)),
        set(sum, f32x4.add(get(sum), f32x4.mul(load(direction), get(v)))),
      ),
      set(scalar, f32x4.splat(f32.div(get(square), f32x4.sum(sum)))),
      set(sum, f32x4.zero),
      each(
        f32x4.store(at(x), f32x4.add(load(x), f32x4.mul(get(scalar), load(direction)))),
        set(v, f32x4.sub(load(residual), f32x4.mul(get(scalar), load(output)))),
        f32x4.store(at(residual), get(v)),
        set(sum, f32x4.add(get(sum), f32x4.mul(get(v), get(v)))),
      ),
      set(next, f32x4.sum(sum)),
      set(scalar, f32x4.splat(f32.div(get(next), get(square)))),
      each(
        set(v, f32x4.add(load(residual), f32x4.mul(get(scalar), load(direction)))),
        f32x4.store(at(direction), get(v)),
        f32x4.store(at(input), f32x4.mul(load(root), get(v))),
      ),
      set(square, get(next)),
      advance(step, integer(1)),
    ];
    return [
      ...scratch.map((place, i) => set(place, i32.add(get(work), i32.mul(get(stride), integer(i))))),
      stepTo(
        r,
        1,
        to,
        set(n, i32.sub(i32.load(row(offsets), 4), i32.load(row(offsets)))),
        set(x, i32.add(get(X), i32.mul(get(r), get(stride)))),
        each(f32x4.store(at(x), f32x4.zero)),
        when(
          get(n),
          ...prepare,
          ...begin,
          when(
            f32.greater(get(square), get(enough)),
            doWhile(
              i32.and(f32.greater(get(square), get(enough)), i32.less(get(step), integer(MAX_STEPS))),
              ...stepAlong,
            ),
          ),
          each(f32x4.store(at(x), f32x4.mul(load(x), load(root)))),
        ),
      ),
    ];
  });
}

/** rotate(from, to, work, Y, axes, d, stride): each row y <- sum_k y[k] * (row at axes[k]). */
function rotate(): WasmFunction {
  const parameters = Array<typeof I32>(7).fill(I32);
  return wasmFunction({ name: "rotate", parameters }, (given, local) => {
    const [r = 0, to = 0, work = 0, Y = 0, axes = 0, d = 0, stride = 0] = given;
    const [y, o] = [local(I32), local(I32)];
    return [
      stepTo(
        r,
        1,
        to,
        set(y, i32.add(get(Y), i32.mul(get(r), get(stride)))),
        set(o, integer(0)),
        stepTo(
          o,
          LANES_BYTES,
          stride,
          f32x4.store(i32.add(get(work), get(o)), f32x4.load(i32.add(get(y), get(o)))),
        ),
        call(WEIGHTED_SUM, get(axes), get(work), get(d), get(y), integer(0), get(stride)),
      ),
    ];
  });
}

/**
 * gram(from, to, work, Y, weights, rows, first, out, d, stride): for each block b of GRAM_BLOCK rows the sums w_r y_r y_r', d
 * rows at out + (b - first) * d * stride. Of row k only the columns from the block of k on are written.
 */
function gram(): WasmFunction {
  const parameters = Array<typeof I32>(10).fill(I32);
  return wasmFunction({ name: "gram", parameters }, (given, local) => {
    const [b = 0, to = 0, work = 0, Y = 0, weights = 0] = given;
    const [rows = 0, first = 0, out = 0, d = 0, stride = 0] = given.slice(5);
    const [n, k, e, w, y, place, left] = Array.from({ length: 7 }, () => local(I32)) as [
      Local,
      Local,
      Local,
      Local,
      Local,
      Local,
      Local,
    ];
    const addresses = work;
    const factors = local(I32);
    const start = i32.mul(get(b), integer(GRAM_BLOCK));
    return [
      set(factors, i32.add(get(work), integer(4 * GRAM_BLOCK))),
      stepTo(
        b,
        1,
        to,
        set(n, integer(GRAM_BLOCK)),
        set(left, i32.sub(get(rows), start)),
        when(i32.less(get(left), get(n)), set(n, get(left))),
        set(y, i32.add(get(Y), i32.mul(start, get(stride)))),
        set(e, integer(0)),
        stepTo(
          e,
          1,
          n,
          i32.store(i32.add(get(addresses), i32.mul(get(e), integer(4))), get(y)),
          advance(y, get(stride)),
        ),
        set(place, i32.add(get(out), i32.mul(i32.mul(i32.sub(get(b), get(first)), get(d)), get(stride)))),
        set(k, integer(0)),
        stepTo(
          k,
          1,
          d,
          set(w, i32.add(get(weights), i32.mul(start, integer(4)))),
          set(y, i32.add(i32.add(get(Y), i32.mul(start, get(stride))), i32.mul(get(k), integer(4)))),
          set(e, integer(0)),
          stepTo(
            e,
            1,
            n,
            f32.store(
              i32.add(get(factors), i32.mul(get(e), integer(4))),
              f32.mul(f32.load(get(w)), f32.load(get(y))),
            ),
            advance(w, integer(4)),
            advance(y, get(stride)),
          ),
          call(
            WEIGHTED_SUM,
            get(addresses),
            get(factors),
            get(n),
            get(place),
            i32.and(i32.mul(get(k), integer(4)), integer(-ROW_BLOCK_BYTES)),
            get(stride),
          ),
          advance(place, get(stride)),
        ),
      ),
    ];
  });
}

/**
 * products(from, to, work, Y, columns, first, out, d, stride, width): for each row r of Y its inner products with as many others
 * as fit `width` bytes, at out + (r - first) * width; `columns` = the addresses of the others' transpose, d rows of `width`.
 */
function products(): WasmFunction {
  const parameters = Array<typeof I32>(10).fill(I32);
  return wasmFunction({ name: "products", parameters }, (given) => {
    const [r = 0, to = 0, , Y = 0, columns = 0, first = 0] = given;
    const [out = 0, d = 0, stride = 0, width = 0] = given.slice(6);
    return [
      stepTo(
        r,
        1,
        to,
        call(
          WEIGHTED_SUM,
          get(columns),
          i32.add(get(Y), i32.mul(get(r), get(stride))),
          get(d),
          i32.add(get(out), i32.mul(i32.sub(get(r), get(first)), get(width))),
          integer(0),
          get(width),
        ),
      ),
    ];
  });
}
