import { describe, expect, it } from "vitest";
import { createRng } from "@/lib/core/rng";
import { rotateToPrincipalAxes } from "./principal-axes";

describe("rotateToPrincipalAxes", () => {
  it("makes columns orthogonal and keeps every inner product", () => {
    const d = 6;
    const rng = createRng(2);
    const before = Float32Array.from({ length: 20 * d }, (_, i) => rng.normal() * (1 + (i % d)));
    const after = before.slice();
    const squares = rotateToPrincipalAxes(after, d);
    const rows = (X: Float32Array, a: number, b: number) =>
      [...Array(d).keys()].reduce((sum, k) => sum + (X[a * d + k] ?? 0) * (X[b * d + k] ?? 0), 0);
    for (let a = 0; a < 20; a++) {
      for (let b = 0; b <= a; b++) expect(rows(after, a, b)).toBeCloseTo(rows(before, a, b), 3);
    }
    for (let i = 0; i < d; i++) {
      for (let j = 0; j <= i; j++) {
        let sum = 0;
        for (let r = 0; r < 20; r++) sum += (after[r * d + i] ?? 0) * (after[r * d + j] ?? 0);
        expect(sum).toBeCloseTo(i === j ? (squares[i] ?? 0) : 0, 2);
      }
    }
  });
});
