import { describe, expect, it } from "vitest";
import { readAllPages } from "./pages";

describe("readAllPages", () => {
  const read = async (total: number, cap: number, options: { limit: number; most: number }) => {
    const asked: [number, number][] = [];
    const items = await readAllPages(async (offset, limit) => {
      asked.push([offset, limit]);
      const size = Math.min(limit, cap);
      const count = Math.max(0, Math.min(size, total - offset));
      return { items: Array.from({ length: count }, (_, index) => offset + index), total, limit: size };
    }, options);
    return { items, asked };
  };
  const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

  it("reads nothing but the first page of a short list", async () => {
    expect(await read(3, 50, { limit: 50, most: 1_000 })).toEqual({ items: upTo(3), asked: [[0, 50]] });
    expect(await read(50, 50, { limit: 50, most: 1_000 })).toEqual({ items: upTo(50), asked: [[0, 50]] });
    expect(await read(0, 50, { limit: 50, most: 1_000 })).toEqual({ items: [], asked: [[0, 50]] });
  });

  it("reads the rest in order", async () => {
    const { items, asked } = await read(120, 50, { limit: 50, most: 1_000 });
    expect(items).toEqual(upTo(120));
    expect(asked).toEqual([
      [0, 50],
      [50, 50],
      [100, 50],
    ]);
  });

  it("follows a service that gives smaller pages than were asked for", async () => {
    const { items, asked } = await read(25, 10, { limit: 50, most: 1_000 });
    expect(items).toEqual(upTo(25));
    expect(asked).toEqual([
      [0, 50],
      [10, 10],
      [20, 10],
    ]);
  });

  it("stops where the service refuses to go on", async () => {
    expect((await read(500, 50, { limit: 50, most: 100 })).asked).toEqual([
      [0, 50],
      [50, 50],
    ]);
  });
});
