import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRng, hashString } from "./rng";

describe("createRng", () => {
  it("gives the same numbers for the same seed and others for another", () => {
    const draw = (seed: number) => {
      const rng = createRng(seed);
      return Array.from({ length: 8 }, () => rng.int(1_000_000));
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it("stays in [0, 1) and in [0, n)", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 1000 }), (seed, n) => {
        const rng = createRng(seed);
        const value = rng.next();
        const whole = rng.int(n);
        return value >= 0 && value < 1 && Number.isInteger(whole) && whole >= 0 && whole < n;
      }),
    );
  });

  it("is uniform by a chi-square over 20 cells", () => {
    const rng = createRng(42);
    const counts = new Array<number>(20).fill(0);
    for (let i = 0; i < 20_000; i++) {
      const cell = rng.int(20);
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
    const chiSquare = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(chiSquare).toBeLessThan(43.8); // 99.9 % quantile at 19 degrees of freedom
  });

  it("draws normals with mean 0 and variance 1", () => {
    const rng = createRng(3);
    const draws = Array.from({ length: 20_000 }, () => rng.normal());
    const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length;
    const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length;
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(variance - 1)).toBeLessThan(0.04);
  });

  it("shuffles in place without loss", () => {
    const items = Array.from({ length: 50 }, (_, i) => i);
    const shuffled = createRng(1).shuffle(items);
    expect(shuffled).toBe(items);
    expect([...items].sort((x, y) => x - y)).toEqual(Array.from({ length: 50 }, (_, i) => i));
    expect(items).not.toEqual(Array.from({ length: 50 }, (_, i) => i));
  });

  it("refuses a seed or a bound that is no number", () => {
    expect(() => createRng(Number.NaN)).toThrow(RangeError);
    expect(() => createRng(1).int(0)).toThrow(RangeError);
    expect(() => createRng(1).int(1.5)).toThrow(RangeError);
  });
});

describe("hashString", () => {
  it("is stable, 32-bit and sensitive to one letter", () => {
    expect(hashString("")).toBe(hashString(""));
    expect(hashString("radio: rock")).not.toBe(hashString("radio: rocl"));
    fc.assert(
      fc.property(fc.string(), (text) => {
        const hash = hashString(text);
        return Number.isInteger(hash) && hash >= 0 && hash < 2 ** 32;
      }),
    );
  });

  it("keeps its values for ever, since queues depend on them", () => {
    expect([hashString("a"), hashString("longwave")]).toMatchInlineSnapshot(`
      [
        2448022055,
        3298575761,
      ]
    `);
  });
});
