import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createVectorMemory } from "./simd";

const floats = (length: number) =>
  fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: length, maxLength: length });
const pairs = fc.integer({ min: 1, max: 40 }).chain((d) => fc.tuple(floats(d), floats(d)));

describe("createVectorMemory", () => {
  it("computes inner products and combinations of rows of any length", () => {
    fc.assert(
      fc.property(pairs, ([x, y]) => {
        const memory = createVectorMemory(x.length, [1, 2]);
        const [a = 0, b = 0] = memory.addresses;
        memory.row(a).set(x);
        memory.row(b + memory.stride).set(y);
        expect(memory.dot(a, b + memory.stride)).toBe(
          x.reduce((sum, value, k) => sum + value * (y[k] ?? 0), 0),
        );
        memory.combine(b + memory.stride, 2, a, -0.5);
        expect([...memory.row(b + memory.stride)]).toEqual(
          y.map((value, k) => 2 * value - 0.5 * (x[k] ?? 0)),
        );
        expect([...memory.row(a)]).toEqual(x);
        expect([...memory.row(b)]).toEqual(x.map(() => 0));
      }),
    );
  });

  it("keeps blocks apart and reads them without padding", () => {
    const memory = createVectorMemory(3, [2, 1]);
    expect(memory.stride).toBe(32);
    expect(memory.addresses).toEqual([0, 64]);
    memory.row(32).set([1, 2, 3]);
    expect([...memory.read(0, 2)]).toEqual([0, 0, 0, 1, 2, 3]);
    expect([...memory.read(64, 1)]).toEqual([0, 0, 0]);
  });
});
