import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ARTIST_GAP, type OrderCandidate, type OrderedPlay, orderArtists } from "./order";

const pool = (count: number, homes = 0): OrderCandidate[] =>
  Array.from({ length: count }, (_, i) => ({ key: `artist ${i}`, score: 1 - i / count, home: i < homes }));

const base = { count: 10, variety: 0, seed: 1, history: [], now: 0 };
const minutes = (n: number) => n * 60_000;

describe("orderArtists", () => {
  it("gives the same order for the same seed and another for another", () => {
    const options = { ...base, variety: 0.5 };
    expect(orderArtists(pool(100), options)).toEqual(orderArtists(pool(100), options));
    expect(orderArtists(pool(100), options)).not.toEqual(orderArtists(pool(100), { ...options, seed: 2 }));
  });

  it("lets the known one of two nearly equal ones come first, and with no bound nobody else", () => {
    const pair = (difference: number) => [
      { key: "new", score: 1, home: false },
      { key: "known", score: 1 - difference, home: false, known: true },
      ...pool(9).map((other) => ({ ...other, score: other.score / 2 })),
    ];
    const first = (difference: number, thrift?: number) =>
      orderArtists(pair(difference), { ...base, count: 1, seed: 5, ...(thrift && { thrift }) })[0]?.key;
    // The noise of this seed is the same in all of them.
    expect([first(0.3), first(0.3, 0.1), first(0.3, 0.6)]).toEqual(["new", "new", "known"]);
    const only = orderArtists(pair(0.6), { ...base, thrift: Number.POSITIVE_INFINITY });
    expect(only.map(({ key }) => key)).toEqual(["known"]);
  });

  it("orders the others as before when some are pushed far down", () => {
    const options = {
      ...base,
      count: 20,
      variety: 0.5,
      similarity: (a: string, b: string) => (a < b ? 0.4 : 0),
    };
    const pushed = pool(100).map((one, i) => (i < 70 ? one : { ...one, score: one.score - 3 }));
    expect(orderArtists(pushed, options).map(({ key }) => key)).toEqual(
      orderArtists(pool(100), options).map(({ key }) => key),
    );
  });

  it("keeps to a gap of its own", () => {
    const plays = (gap: { songs: number; ms: number }) =>
      orderArtists(pool(16), { ...base, count: 40, gap }).map(({ key }) => key);
    const short = plays({ songs: 5, ms: minutes(15) });
    expect(short).toHaveLength(40);
    short.forEach((key, i) => {
      expect(short.slice(Math.max(0, i - 5), i)).not.toContain(key);
    });
    expect(plays({ songs: 5, ms: minutes(720) })).toHaveLength(16);
  });

  it("never plays an artist twice within the gaps, however thin the pool", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.nat(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (size, seed, variety) => {
          const plays: OrderedPlay[] = [];
          for (let now = 0; now < minutes(400); now += minutes(3)) {
            const [next] = orderArtists(pool(size, 5), {
              ...base,
              count: 1,
              seed,
              variety,
              history: plays,
              now,
            });
            if (next) plays.push({ key: next.key, at: now, home: next.home });
          }
          plays.forEach((play, i) => {
            const before = plays.findLastIndex((other, j) => j < i && other.key === play.key);
            if (before < 0) return;
            expect(i - before).toBeGreaterThan(ARTIST_GAP.songs);
            expect(play.at - (plays[before]?.at ?? 0)).toBeGreaterThanOrEqual(ARTIST_GAP.ms);
          });
        },
      ),
      { numRuns: 40 },
    );
  });

  it("returns fewer than asked for when the pool has not rested", () => {
    const history = [{ key: "artist 0", at: 0, home: false }];
    const order = orderArtists(pool(3), { ...base, history, now: minutes(4) });
    expect(order.map((artist) => artist.key).sort()).toEqual(["artist 1", "artist 2"]);
  });

  it("plays home artists in about half the slots when steady and in none when varied", () => {
    const homes = (variety: number) =>
      orderArtists(pool(200, 40), { ...base, count: 20, variety }).filter((artist) => artist.home).length;
    expect(Math.abs(homes(0) - 10)).toBeLessThanOrEqual(1);
    expect(homes(1)).toBe(0);
  });

  it("falls back to the other lane when one is empty", () => {
    expect(orderArtists(pool(20, 20), { ...base, variety: 1 })).toHaveLength(10);
    expect(orderArtists(pool(20, 0), base)).toHaveLength(10);
  });

  it("spreads alike artists when varied and a similarity is known", () => {
    const twins = [
      { key: "a1", score: 1, home: false },
      { key: "a2", score: 0.98, home: false },
      { key: "b1", score: 0.9, home: false },
      { key: "c1", score: 0, home: false },
    ];
    const similarity = (a: string, b: string) => (a[0] === b[0] ? 1 : 0);
    const firstTwo = Array.from({ length: 20 }, (_, seed) =>
      orderArtists(twins, { ...base, count: 2, variety: 1, seed, similarity }).map((artist) => artist.key[0]),
    );
    expect(firstTwo.every(([first, second]) => first !== second)).toBe(true);
  });

  it("keeps the rest of the order when its first artist has been played", () => {
    const whole = orderArtists(pool(60, 10), base).map((artist) => artist.key);
    const first = whole[0] ?? "";
    const rest = orderArtists(pool(60, 10), {
      ...base,
      count: 9,
      history: [{ key: first, at: 0, home: true }],
      now: minutes(3.5),
    });
    expect(rest.map((artist) => artist.key)).toEqual(whole.slice(1));
  });
});
