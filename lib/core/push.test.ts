import { describe, expect, it } from "vitest";
import { pushOf, toPush } from "./push";
import { randomSpace, spaceOf } from "./space.fixture";
import type { ArtistSpace, Taste } from "./types";
import { dotArtist } from "./vector";

const votes = (...artists: number[]) => artists.map((artist) => ({ artist, weight: 1 }));

/** What the votes of a taste amount to on an artist: the mean of the regression. */
function predict(space: ArtistSpace, taste: Partial<Taste>, artist: number): number {
  const push = toPush(space, { style: [], likes: [], dislikes: [], ...taste });
  return dotArtist(space, push.inFavour, artist) - dotArtist(space, push.against, artist);
}

describe("toPush", () => {
  /** Artists 0 to 2 are alike, 3 has nothing to do with them. */
  const rows = spaceOf([
    [1, 0],
    [1, 0],
    [1, 0],
    [0, 1],
  ]);

  it("is the mean of votes on one direction by their precision, and of the 0 that was thought before", () => {
    const mean = (...given: (readonly [vote: number, variance: number])[]) =>
      given.reduce((sum, [vote, variance]) => sum + vote / variance, 0) /
      given.reduce((sum, [, variance]) => sum + 1 / variance, 1);
    expect(predict(rows, { dislikes: votes(0) }, 2)).toBeCloseTo(mean([-3, 0.3]), 6);
    expect(predict(rows, { dislikes: votes(0, 1) }, 2)).toBeCloseTo(mean([-3, 0.3], [-3, 0.3]), 6);
    expect(predict(rows, { dislikes: votes(0), likes: votes(1) }, 2)).toBeCloseTo(
      mean([-3, 0.3], [0.6, 0.3]),
      6,
    );
    expect(predict(rows, { dislikes: votes(0), style: votes(1), likes: votes(1) }, 2)).toBeCloseTo(
      mean([-3, 0.3], [0.6, 0.3], [0.6, 0.3]),
      6,
    );
    const skip = [{ artist: 0, weight: 0.4 }];
    expect(predict(rows, { dislikes: skip, style: votes(1) }, 2)).toBeCloseTo(
      mean([-1.2, 0.3 / 0.16], [0.6, 0.3]),
      6,
    );
  });

  it("says nothing of other kinds, and nothing at all without a dislike", () => {
    expect(predict(rows, { dislikes: votes(0), likes: votes(3) }, 3)).toBeCloseTo(0.6 / 1.3, 6);
    expect(predict(rows, { style: votes(0), likes: votes(3) }, 0)).toBe(0);
  });

  it("comes to the same whatever the order of the votes, however many they are", () => {
    const space = randomSpace(200, 16, 3);
    const everyone = Array.from({ length: 200 }, (_, artist) => ({
      artist,
      weight: 0.1 + (artist % 9) / 10,
    }));
    const [style, likes, dislikes] = [everyone.slice(0, 60), everyone.slice(60, 130), everyone.slice(130)];
    const there = predict(space, { style, likes, dislikes }, 7);
    const back = predict(
      space,
      { style: style.toReversed(), likes: likes.toReversed(), dislikes: dislikes.toReversed() },
      7,
    );
    expect(back).toBeCloseTo(there, 3);
  });
});

describe("pushOf", () => {
  it("takes nothing where the good company outweighs, and more the more the dislikes do, up to a bound", () => {
    expect(pushOf(0.4, 0.5)).toBe(0);
    expect(pushOf(-1, -2)).toBe(0);
    expect(pushOf(1, 0.5)).toBeLessThan(pushOf(2, 0.5));
    expect(pushOf(1000, 0)).toBeLessThan(2);
  });
});
