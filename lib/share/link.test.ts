import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRng } from "@/lib/core/rng";
import { isAppError } from "@/lib/errors";
import { decodeLink, encodeLink, MAX_LINK_CHARS } from "./link";
import { type SharePayload, sharePayloadSchema } from "./payload";

const payload: SharePayload = {
  version: 1,
  name: "Rainy Sunday",
  style: [
    { name: "Low", weight: 3 },
    { name: "Sigur Rós", weight: 1.5 },
  ],
  feedback: [{ name: "椎名林檎", weight: -0.4 }],
  weights: { style: 1, likes: 0.6, dislikes: 0.3 },
  familiarity: 0.02,
  rules: { new_to_me: false, no_explicit: true },
  seed: 4_294_967_295,
  model: "0123456789abcdef",
};

const name = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 60 })
  .filter((text) => text.trim() === text);
const real = (min: number, max: number) => fc.double({ min, max, noNaN: true }).map((value) => value + 0);
const payloads: fc.Arbitrary<SharePayload> = fc
  .record(
    {
      version: fc.constant(1 as const),
      name,
      style: fc.array(fc.record({ name, weight: real(0.01, 100) }), { minLength: 1, maxLength: 60 }),
      feedback: fc.array(fc.record({ name, weight: real(-1, 1) }), { maxLength: 40 }),
      weights: fc.record({ style: real(0, 5), likes: real(0, 5), dislikes: real(0, 5) }),
      familiarity: real(0, 1),
      variety: real(0, 1),
      rules: fc.record({ new_to_me: fc.boolean(), no_explicit: fc.boolean() }),
      lean: fc.record({ x: real(-1, 1), y: real(-1, 1), pull: real(0, 1) }),
      artist_gap: fc.record({
        songs: fc.integer({ min: 5, max: 50 }),
        minutes: fc.integer({ min: 15, max: 720 }),
      }),
      seed: fc.integer({ min: 0, max: 4_294_967_295 }),
      model: fc.stringMatching(/^[0-9a-f]{0,64}$/),
    },
    { requiredKeys: ["version", "name", "style", "feedback", "weights", "seed", "model"] },
  )
  .filter((value) => sharePayloadSchema.safeParse(value).success);

/** A fragment of any JSON, as somebody might forge one. */
const forge = (value: unknown, version = 1) =>
  `${version}.${deflateSync(JSON.stringify(value)).toString("base64url")}`;

async function refusal(fragment: string) {
  const error = await decodeLink(fragment).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return isAppError(error) ? { code: error.code, message: error.message } : error;
}

describe("links", () => {
  it("give back the taste they were made of", async () => {
    const fragment = await encodeLink(payload);
    expect(fragment).toMatch(/^1\.[\w-]+$/);
    expect(await decodeLink(`#${fragment}`)).toEqual(payload);
  });

  it("give back any taste that the schema allows", async () => {
    await fc.assert(
      fc.asyncProperty(payloads, async (taste) => {
        const opened = await decodeLink(await encodeLink(taste));
        expect(opened).toEqual(sharePayloadSchema.parse(taste));
      }),
      { numRuns: 200 },
    );
  });

  it("say in the second form where the station leans and how long artists rest, and in the first nothing new", async () => {
    const leaning = { ...payload, lean: { x: 0.5, y: -0.25, pull: 0.4 } };
    const resting = { ...payload, artist_gap: { songs: 20, minutes: 180 } };
    for (const taste of [leaning, resting]) {
      const fragment = await encodeLink(taste);
      expect(fragment).toMatch(/^2\.[\w-]+$/);
      expect(await decodeLink(fragment)).toEqual(taste);
    }
    const places = ["Blue hour", ["Low", 1], [], [1, 0.6, 0.3], [null, null], null, 7, ""];
    expect(await decodeLink(forge(places))).toMatchObject({ name: "Blue hour" });
    expect(await refusal(forge(places, 2))).toMatchObject({ code: "invalid_request" });
    expect(await refusal(forge([...places, [2, 0, 0], null], 2))).toMatchObject({ code: "invalid_request" });
    expect(await refusal(forge([...places, null, [4, 15]], 2))).toMatchObject({ code: "invalid_request" });
  });

  it("of a hundred artists and as much feedback are short enough for a messenger", async () => {
    const pairs = Array.from({ length: 100 }, (_, i) => ({ name: `Artist ${(i * 7919) % 9973}`, weight: 1 }));
    const fragment = await encodeLink({ ...payload, style: pairs, feedback: pairs });
    expect(fragment.length).toBeLessThan(2_000);
  });

  it("are refused when they are too large, whole or inflated", async () => {
    expect(await refusal(`1.${"A".repeat(MAX_LINK_CHARS)}`)).toMatchObject({ code: "too_large" });
    // Ten megabytes of one letter deflate to some ten kilobytes: within the size of a link, and a bomb.
    const bomb = forge("a".repeat(10_000_000));
    expect(bomb.length).toBeLessThan(MAX_LINK_CHARS);
    expect(await refusal(bomb)).toMatchObject({ code: "too_large" });
    const random = Array.from({ length: 200 }, (_, i) => ({ name: `${i}-${noise(i)}`, weight: 1 }));
    await expect(encodeLink({ ...payload, style: random, feedback: random })).rejects.toMatchObject({
      code: "too_large",
    });
  });

  it("say whether they come from an older or a newer Longwave", async () => {
    expect(await refusal(forge([], 0))).toMatchObject({ message: expect.stringContaining("older") });
    expect(await refusal(forge([], 3))).toMatchObject({ message: expect.stringContaining("newer") });
  });

  it("never open to another taste when a letter was changed or the end is missing", async () => {
    const fragment = await encodeLink(payload);
    expect(await refusal(fragment.slice(0, -20))).toMatchObject({ code: "invalid_request" });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: fragment.length - 2 }), async (at) => {
        const letter = fragment[at] === "A" ? "B" : "A";
        const tampered = fragment.slice(0, at) + letter + fragment.slice(at + 1);
        for (const broken of [tampered, fragment.slice(0, at)]) {
          // The last letters hold the checksum's end and spare bits: without them the taste is still whole.
          const opened = await decodeLink(broken).catch((error: unknown) => error);
          if (isAppError(opened)) expect(opened.code).toBe("invalid_request");
          else expect(opened).toEqual(payload);
        }
      }),
    );
  });

  it.each(["", "#", "1.", "1.%00", "x.AAAA", "1.AAAA.BBBB", "1.<script>", "99999999.AAAA"])(
    "are refused when they are no link at all: %j",
    async (fragment) => {
      expect(await refusal(fragment)).toMatchObject({ message: expect.stringContaining("damaged") });
    },
  );

  it("hold what the schema allows or nothing, whatever somebody forges", async () => {
    const compact = fc.tuple(
      fc.oneof(fc.string(), fc.jsonValue()),
      fc.oneof(fc.array(fc.oneof(fc.string(), fc.double())), fc.jsonValue()),
      fc.oneof(fc.array(fc.oneof(fc.string(), fc.double())), fc.jsonValue()),
      fc.oneof(fc.constant([1, 1, 1]), fc.array(fc.double()), fc.jsonValue()),
      fc.oneof(fc.constant([null, 2]), fc.constant([0.1, null]), fc.jsonValue()),
      fc.oneof(fc.constant(null), fc.constant([true, false]), fc.jsonValue()),
      fc.oneof(fc.integer(), fc.double(), fc.jsonValue()),
      fc.oneof(fc.string(), fc.jsonValue()),
    );
    const second = fc
      .tuple(
        compact,
        fc.oneof(fc.constant([0, 0, 1]), fc.jsonValue()),
        fc.oneof(fc.constant([9, 20]), fc.jsonValue()),
      )
      .map(([first, ...more]) => [...first, ...more]);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(compact, second, fc.jsonValue()),
        fc.constantFrom(1, 2),
        async (value, version) => {
          const opened = await decodeLink(forge(value, version)).catch((error: unknown) => error);
          if (isAppError(opened)) expect(["invalid_request", "too_large"]).toContain(opened.code);
          else expect(sharePayloadSchema.safeParse(opened).success).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

/** Text that hardly deflates. */
function noise(seed: number): string {
  const rng = createRng(seed);
  return Array.from({ length: 200 }, () => String.fromCharCode(33 + rng.int(90))).join("");
}
