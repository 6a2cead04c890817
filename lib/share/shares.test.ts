import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { previewStation } from "@/lib/station/preview";
import { createDeps } from "@/lib/station/station.fixture";
import { createMemoryStore } from "@/lib/store/memory";
import { isSameModel, makePayload } from "./make-payload";
import { type SharePayload, sharePayloadSchema } from "./payload";
import { toSharedSeed } from "./shared-seed";
import {
  createShare,
  followShare,
  forgetListener,
  isFollowing,
  listFollowed,
  listShares,
  openShare,
  revokeShare,
  SHARE_TTL_MS,
  unfollowShare,
  updateShare,
} from "./shares";

const payload: SharePayload = {
  version: 1,
  name: "Rainy Sunday",
  style: [{ name: "Low", weight: 3 }],
  feedback: [{ name: "Grouper", weight: -1 }],
  weights: { style: 1, likes: 0.6, dislikes: 0.3 },
  seed: 7,
  model: "abc",
};

const mine = { owner: "me", stationId: "playlist", live: true };

function createWorld() {
  let time = 1_000_000;
  const now = () => time;
  return {
    deps: {
      store: createMemoryStore({ now }),
      now,
      randomBytes,
    },
    advance: (ms: number) => {
      time += ms;
    },
  };
}

describe("shares", () => {
  it("open to what was shared until they expire", async () => {
    const { deps, advance } = createWorld();
    const { code, expiresAt } = await createShare(deps, { payload, ...mine });
    expect(await openShare(deps, code)).toEqual({ payload, ...mine, expiresAt, followers: [] });
    advance(SHARE_TTL_MS);
    await expect(openShare(deps, code)).rejects.toMatchObject({ code: "gone" });
  });

  it("are withdrawn by their owner alone, at once", async () => {
    const { deps } = createWorld();
    const { code } = await createShare(deps, { payload, ...mine });
    await expect(revokeShare(deps, code, "somebody")).rejects.toMatchObject({ code: "forbidden" });
    await revokeShare(deps, code, "me");
    await expect(openShare(deps, code)).rejects.toMatchObject({ code: "gone" });
  });

  it("have codes of fourteen letters that are hard to misread", async () => {
    const { deps } = createWorld();
    const codes = await Promise.all(
      Array.from({ length: 50 }, () => createShare(deps, { payload, ...mine })),
    );
    expect(new Set(codes.map(({ code }) => code)).size).toBe(50);
    expect(codes.every(({ code }) => /^[^01ilIoO]{14}$/.test(code))).toBe(true);
  });

  it("refuse any code that is none without asking the store", async () => {
    const asked: string[] = [];
    const store = { ...createMemoryStore(), get: async (key: string) => void asked.push(key) };
    await fc.assert(
      fc.asyncProperty(fc.string(), async (code) => {
        await expect(openShare({ store }, `${code}!`)).rejects.toMatchObject({ code: "gone" });
      }),
    );
    expect(asked).toEqual([]);
  });
});

describe("following", () => {
  const newer = { ...payload, style: [{ name: "Codeine", weight: 1 }] };

  it("follows what the owner changes, and nobody else can change it", async () => {
    const { deps, advance } = createWorld();
    const { code } = await createShare(deps, { payload, ...mine });
    await followShare(deps, code, "ada");
    advance(SHARE_TTL_MS / 2);
    await expect(updateShare(deps, code, { owner: "ada", payload: newer })).rejects.toMatchObject({
      code: "forbidden",
    });
    await updateShare(deps, code, { owner: "me", payload: newer });
    const [followed] = await listFollowed(deps, "ada");
    expect(followed).toMatchObject({ code, share: { payload: newer } });
    // A share that is kept up lives on.
    advance(SHARE_TTL_MS - 1);
    expect((await openShare(deps, code)).payload).toEqual(newer);
    advance(1);
    expect(await listFollowed(deps, "ada")).toEqual([]);
  });

  it("counts every follower once, and tells nobody who they are", async () => {
    const { deps } = createWorld();
    const { code } = await createShare(deps, { payload, ...mine });
    await Promise.all(["ada", "bruno", "ada"].map((listener) => followShare(deps, code, listener)));
    const share = await openShare(deps, code);
    expect(share.followers).toHaveLength(2);
    expect(JSON.stringify(share)).not.toMatch(/ada|bruno/);
    expect([isFollowing(share, code, "ada"), isFollowing(share, code, "carla")]).toEqual([true, false]);
    await unfollowShare(deps, code, "ada");
    await unfollowShare(deps, code, "carla");
    expect((await openShare(deps, code)).followers).toHaveLength(1);
    expect(await listFollowed(deps, "ada")).toEqual([]);
  });

  it("cannot bring back a link that was withdrawn", async () => {
    const { deps } = createWorld();
    const { code } = await createShare(deps, { payload, ...mine });
    await followShare(deps, code, "ada");
    expect((await listShares(deps, "me")).map((listed) => listed.code)).toEqual([code]);
    await revokeShare(deps, code, "me");
    for (const late of [
      updateShare(deps, code, { owner: "me", payload: newer }),
      followShare(deps, code, "bruno"),
    ]) {
      await expect(late).rejects.toMatchObject({ code: "gone" });
    }
    await unfollowShare(deps, code, "ada");
    await expect(openShare(deps, code)).rejects.toMatchObject({ code: "gone" });
    expect(await listShares(deps, "me")).toEqual([]);
  });

  it("forgets a listener altogether", async () => {
    const { deps } = createWorld();
    const own = await createShare(deps, { payload, ...mine });
    const other = await createShare(deps, { payload, ...mine, owner: "ada" });
    await followShare(deps, other.code, "me");
    expect(await forgetListener(deps, "me")).toEqual({ links: 1, followed: 1 });
    await expect(openShare(deps, own.code)).rejects.toMatchObject({ code: "gone" });
    expect((await openShare(deps, other.code)).followers).toEqual([]);
  });
});

describe("toSharedSeed", () => {
  const { catalogue } = createDeps();

  it("brings the knobs and rules along", () => {
    const rules = { new_to_me: true, no_explicit: true };
    expect(toSharedSeed("s-code", { ...payload, variety: 0.5, rules }, catalogue)).toMatchObject({
      id: "s-code",
      artists: payload.style,
      feedback: payload.feedback,
      knobs: { randomSeed: 7, variety: 0.5, newToMe: true, noExplicit: true },
    });
  });

  it("plays the same artists in the same order to every listener, by short link and by long", async () => {
    const taste = {
      ...payload,
      style: [{ name: "Rock 1", weight: 2 }],
      feedback: [{ name: "Jazz 3", weight: 1 }],
    };
    const orders = await Promise.all(
      ["s-code", "s-code", "l-mark"].map(async (id, listener) => {
        const deps = { ...createDeps(), listenerId: `listener ${listener}` };
        const preview = await previewStation(deps, {
          seed: toSharedSeed(id, taste, deps.catalogue),
          tracks: [],
          knobs: {},
          count: 30,
        });
        return preview.order.map(({ name }) => name);
      }),
    );
    expect(orders[0]).toHaveLength(30);
    expect(orders[1]).toEqual(orders[0]);
    expect(orders[2]).toEqual(orders[0]);
  });
});

describe("makePayload", () => {
  const { catalogue } = createDeps();
  const seed = {
    id: "x",
    name: "Station",
    version: "1",
    artists: [{ name: "Rock 1", weight: 2 }],
    feedback: [
      { name: "Jazz 1", weight: 1 },
      { name: "Jazz 2", weight: 1 },
    ],
  };
  const play = { trackId: "t", playMs: 1_000, lengthMs: 200_000, rating: -1 };

  it("carries the style and signed feedback, the listener's own word first, and passes its own schema", () => {
    const history = {
      plays: [{ ...play, artist: catalogue.find("Jazz 2") ?? 0 }],
      timeline: [],
      now: 0,
      unknown: [],
    };
    const made = makePayload(catalogue, { name: "Mine", seed, history, knobs: {} });
    expect(made.feedback).toEqual([
      { name: "Jazz 2", weight: -1 },
      { name: "Jazz 1", weight: 1 },
    ]);
    expect(sharePayloadSchema.parse(JSON.parse(JSON.stringify(made)))).toEqual(made);
  });

  it("refuses a station without artists", () => {
    const history = { plays: [], timeline: [], now: 0, unknown: [] };
    expect(() =>
      makePayload(catalogue, { name: "Mine", seed: { ...seed, artists: [] }, history, knobs: {} }),
    ).toThrow(/nothing to share/);
  });

  it("lets a ban travel as the strongest dislike and rules as rules", () => {
    const banned = { ...play, rating: 1, banned: true, artist: catalogue.find("Jazz 9") ?? 0 };
    const history = { plays: [banned], timeline: [], now: 0, unknown: [] };
    const made = makePayload(catalogue, { name: "Mine", seed, history, knobs: { noExplicit: true } });
    expect(made.feedback).toContainEqual({ name: "Jazz 9", weight: -1 });
    expect(made.rules).toEqual({ new_to_me: false, no_explicit: true });
  });

  it("carries words on artists as they count, but not who only rests this evening", () => {
    const history = { plays: [], timeline: [], now: 0, unknown: [] };
    const said = [
      { artist: "Jazz 3", word: "more", everywhere: false },
      { artist: "Jazz 4", word: "less", everywhere: true },
      { artist: "Jazz 5", word: "never", everywhere: true },
      { artist: "Jazz 6", word: "rest", everywhere: false },
    ] as const;
    const made = makePayload(catalogue, {
      name: "Mine",
      seed: { ...seed, feedback: [] },
      history,
      knobs: {},
      said,
    });
    expect(made.feedback).toEqual([
      { name: "Jazz 3", weight: 1 },
      { name: "Jazz 5", weight: -1 },
      { name: "Jazz 4", weight: -0.4 },
    ]);
  });

  it("carries lean and artist gap, and leans on the map of its own model alone", () => {
    const history = { plays: [], timeline: [], now: 0, unknown: [] };
    const lean = { x: 0.5, y: -0.25, pull: 0.4 };
    const artistGap = { songs: 20, ms: 3 * 3_600_000 };
    const made = makePayload(catalogue, { name: "Mine", seed, history, knobs: { lean, artistGap } });
    expect(sharePayloadSchema.parse(made)).toMatchObject({ lean, artist_gap: { songs: 20, minutes: 180 } });
    expect(toSharedSeed("s-code", made, catalogue).knobs).toMatchObject({ lean, artistGap });
    const foreign = toSharedSeed("s-code", { ...made, model: "f".repeat(16) }, catalogue).knobs;
    expect(foreign).toMatchObject({ artistGap });
    expect(foreign).not.toHaveProperty("lean");
  });

  it("keeps the knobs of a shared station that is shared on, and knows its model again", () => {
    const history = { plays: [], timeline: [], now: 0, unknown: [] };
    const made = makePayload(catalogue, {
      name: "Mine",
      seed: toSharedSeed(
        "s-code",
        { ...payload, style: [{ name: "Rock 1", weight: 1 }], variety: 0.9 },
        catalogue,
      ),
      history,
      knobs: { familiarity: 0.1 },
    });
    expect(made).toMatchObject({ seed: 7, variety: 0.9, familiarity: 0.1 });
    expect(isSameModel(made, catalogue)).toBe(true);
    expect(isSameModel({ ...made, model: "" }, catalogue)).toBe(false);
    expect(isSameModel(payload, catalogue)).toBe(false);
  });
});
