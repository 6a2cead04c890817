import { describe, expect, it } from "vitest";
import { joinRecords, type StationRecord } from "@/lib/core/record";
import { createMemoryStore } from "@/lib/store/memory";
import { joinMemory, readMemory } from "./memory";

type Edits = StationRecord<unknown>;
const NONE: Edits = { lines: {}, knobs: {} };
const liked = (edited: number): Edits => ({
  lines: { "10:t": { edited, value: { track_id: "t", rating: 1 } } },
  knobs: {},
});
const turned = (variety: number | null, edited: number): Edits => ({
  lines: {},
  knobs: { variety: { edited, value: variety } },
});

function setUp(listenerId = "ada", store = createMemoryStore()) {
  let clock = 100;
  const deps = { store, listenerId, now: () => clock };
  return {
    deps,
    store,
    at: (now: number) => {
      clock = now;
    },
    join: (edits: Edits, since = 0) => joinMemory(deps, "rainy", { since, edits }),
    read: (since = 0) => readMemory(deps, "rainy", since),
  };
}

describe("joinMemory", () => {
  it("keeps what two browsers edited apart, and gives each what it lacks", async () => {
    const { join } = setUp();
    const one = await join(liked(5));
    expect(one).toMatchObject({ base: 100, revision: 100 });
    const two = await join(turned(0.9, 6));
    expect(two).toMatchObject({ base: 100, revision: 101, record: { lines: { "10:t": { rev: 100 } } } });
    const onward = await join(NONE, one.revision);
    expect(onward.record).toEqual({ lines: {}, knobs: { variety: { edited: 6, value: 0.9, rev: 101 } } });
  });

  it("answers a lost answer's repetition without a new revision", async () => {
    const { join } = setUp();
    const first = await join(liked(5));
    expect(await join(liked(5))).toEqual(first);
  });

  it("lets the later edit stand, whichever comes first", async () => {
    const { join, read } = setUp();
    await join(turned(null, 9));
    await join(turned(0.1, 8));
    expect((await read()).record.knobs.variety).toMatchObject({ edited: 9, value: null });
  });

  it("loses nothing of many that write at once", async () => {
    const { join, read } = setUp();
    const edits = Array.from({ length: 20 }, (_, index) => ({
      lines: { [`${index + 1}:t`]: { edited: index, value: { track_id: "t" } } },
      knobs: {},
    }));
    await Promise.all(edits.map((own) => join(own)));
    expect(Object.keys((await read()).record.lines).sort()).toEqual(
      Object.keys(edits.reduce(joinRecords<unknown>, NONE).lines).sort(),
    );
  });

  it("starts above every earlier revision where everything was deleted, and says since when it remembers", async () => {
    const { revision } = await setUp().join(liked(5));
    const fresh = setUp();
    fresh.at(500);
    expect((await fresh.read(revision)).base).toBe(0);
    const answer = await fresh.join(turned(0.2, 7), revision);
    expect(answer).toMatchObject({ base: 500, record: { knobs: { variety: { rev: 500 } } } });
  });

  it("is each listener's own", async () => {
    const { join, store } = setUp();
    await join(liked(5));
    expect((await setUp("bob", store).read()).base).toBe(0);
  });

  it("takes no more settings than a station can have", async () => {
    const { join } = setUp();
    const knobs = Object.fromEntries(
      Array.from({ length: 401 }, (_, n) => [`k${n}`, { edited: 1, value: n }]),
    );
    await expect(join({ lines: {}, knobs })).rejects.toMatchObject({ code: "too_large" });
  });
});
