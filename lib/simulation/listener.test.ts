import { describe, expect, it } from "vitest";
import { createRng } from "@/lib/core/rng";
import {
  BASE_RATES,
  type Kind,
  type Manner,
  RATING_RATES,
  type Reaction,
  react,
  SLIP_RATE,
  skipRate,
} from "./listener";

const PLAYS = 40_000;

function draw(kind: Kind, manner: Manner = "reserved"): Reaction[] {
  const rng = createRng(7);
  return Array.from({ length: PLAYS }, () => react(kind, manner, rng));
}

const share = (reactions: readonly Reaction[], is: (reaction: Reaction) => boolean) =>
  reactions.filter(is).length / reactions.length;
const isSkip = ({ playMs, lengthMs }: Reaction) => playMs < lengthMs;

describe("react", () => {
  it("skips neutral songs at the base rates, by a chi-square over the four stretches", () => {
    const unrated = draw("neutral").filter(({ rating }) => rating === undefined);
    const { within5s, within30s, beforeEnd } = BASE_RATES;
    const expected = [within5s, within30s - within5s, beforeEnd - within30s, 1 - beforeEnd];
    const isIn: ((reaction: Reaction) => boolean)[] = [
      ({ playMs }) => playMs < 5_000,
      ({ playMs }) => playMs >= 5_000 && playMs < 30_000,
      (reaction) => reaction.playMs >= 30_000 && isSkip(reaction),
      (reaction) => !isSkip(reaction),
    ];
    const chiSquare = expected.reduce((sum, rate, stretch) => {
      const seen = unrated.filter(isIn[stretch] ?? isSkip).length;
      return sum + (seen - rate * unrated.length) ** 2 / (rate * unrated.length);
    }, 0);
    expect(chiSquare).toBeLessThan(16.3); // 99.9 % quantile at 3 degrees of freedom
  });

  it.each(["liked", "neutral", "disliked"] as const)("skips and rates %s songs at their rates", (kind) => {
    const reactions = draw(kind);
    const unrated = reactions.filter(({ rating }) => rating === undefined);
    expect(share(unrated, isSkip)).toBeCloseTo(skipRate(kind), 1.9);
    expect(1 - unrated.length / PLAYS).toBeCloseTo(RATING_RATES.reserved[kind], 2);
  });

  it("is noisy: liked songs are skipped too, disliked ones heard out", () => {
    expect(skipRate("liked")).toBeGreaterThan(0.2);
    expect(skipRate("neutral")).toBeCloseTo(BASE_RATES.beforeEnd, 10);
    expect(skipRate("disliked")).toBeLessThan(0.8);
  });

  it("rates by the taste, with slips, and skips what it rates down", () => {
    const rated = draw("disliked").filter(({ rating }) => rating !== undefined);
    expect(share(rated, ({ rating }) => rating === 1)).toBeCloseTo(SLIP_RATE, 1);
    expect(rated.every((reaction) => isSkip(reaction) === (reaction.rating === -1))).toBe(true);
    const ups = draw("liked").filter(({ rating }) => rating !== undefined);
    expect(share(ups, ({ rating }) => rating === 1)).toBeGreaterThan(0.9);
  });

  it("says so of every song it dislikes where it is outspoken", () => {
    const reactions = draw("disliked", "outspoken");
    expect(reactions.every(({ rating }) => rating !== undefined)).toBe(true);
    expect(share(reactions, ({ rating }) => rating === -1)).toBeCloseTo(1 - SLIP_RATE, 1);
  });

  it("draws equally many numbers whatever the kind is", () => {
    const numberAfter = (kind: Kind) => {
      const rng = createRng(3);
      react(kind, "reserved", rng);
      return rng.next();
    };
    expect(numberAfter("liked")).toBe(numberAfter("disliked"));
  });
});
