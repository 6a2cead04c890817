import { describe, expect, it } from "vitest";
import { decodeHalfFloats, encodeHalfFloats } from "./half-float";

describe("half floats", () => {
  it("keep what they can hold", () => {
    const exact = Float32Array.from([
      0,
      1,
      -1,
      0.5,
      65_504,
      -65_504,
      2 ** -14,
      2 ** -24,
      1.5 * 2 ** -20,
      1024,
      0.333251953125,
    ]);
    expect(decodeHalfFloats(encodeHalfFloats(exact))).toEqual(exact);
  });

  it("are little-endian IEEE 754", () => {
    expect([...encodeHalfFloats(Float32Array.from([1, -2, 0.099976]))]).toEqual([
      0x00, 0x3c, 0x00, 0xc0, 0x66, 0x2e,
    ]);
  });

  it("round to the nearest, within half a unit of the last of 11 bits", () => {
    const values = Float32Array.from({ length: 5_000 }, (_, i) => Math.sin(i * 1.7) * 4);
    const back = decodeHalfFloats(encodeHalfFloats(values));
    values.forEach((value, i) => {
      expect(Math.abs((back[i] ?? 0) - value)).toBeLessThanOrEqual(
        Math.max(Math.abs(value), 2 ** -14) * 2 ** -11,
      );
    });
  });

  it("refuse what is not finite or too large", () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 70_000]) {
      expect(() => encodeHalfFloats(Float32Array.from([1, value]))).toThrow(/number 1 is/u);
    }
  });

  it("decode infinities and NaN, for the caller to refuse", () => {
    expect([...decodeHalfFloats(Uint8Array.from([0x00, 0x7c, 0x01, 0x7c]))]).toEqual([
      Number.POSITIVE_INFINITY,
      Number.NaN,
    ]);
  });
});
