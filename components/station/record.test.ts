import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PlayedTrack } from "@/lib/api/schemas";
import { HISTORY_LIMIT, remember } from "./history";
import { absorb, EMPTY_RECORD, joinRecords, type RecordView, type StationRecord, viewOf } from "./record";

const line = (at: number, rating?: number): PlayedTrack => ({
  track_id: `t${at}`,
  play_seconds: 1,
  length_seconds: 2,
  at,
  ...(rating === undefined ? {} : { rating }),
});

type Act =
  | { readonly type: "hear"; readonly at: number }
  | { readonly type: "rate"; readonly at: number; readonly rating: number }
  | { readonly type: "forget"; readonly at: number }
  | { readonly type: "turn"; readonly to: number | undefined };

const at = fc.integer({ min: 1, max: 6 });
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ type: fc.constant("hear" as const), at }),
  fc.record({ type: fc.constant("rate" as const), at, rating: fc.constantFrom(-1, 1) }),
  fc.record({ type: fc.constant("forget" as const), at }),
  fc.record({ type: fc.constant("turn" as const), to: fc.constantFrom(undefined, 0.1, 0.9) }),
);

function after({ history, knobs }: RecordView, done: Act): RecordView {
  switch (done.type) {
    case "hear":
      return { history: [...history.filter((own) => own.at !== done.at), line(done.at)], knobs };
    case "rate":
      return {
        history: history.map((own) => (own.at === done.at ? line(done.at, done.rating) : own)),
        knobs,
      };
    case "forget":
      return { history: history.filter((own) => own.at !== done.at), knobs };
    case "turn":
      return { history, knobs: { ...knobs, variety: done.to } };
  }
}

/** A device's record after a number of acts, one a tick of its own clock. */
const lived = (acts: readonly Act[], from = EMPTY_RECORD, clock = 0): StationRecord =>
  acts.reduce((record, done, tick) => absorb(record, after(viewOf(record), done), clock + tick), from);

const acts = fc.array(act, { maxLength: 12 });

describe("two devices", () => {
  test("come to the same, whoever hears of whom first", () => {
    fc.assert(
      fc.property(acts, acts, acts, (a, b, c) => {
        const [one, two, three] = [lived(a), lived(b), lived(c)];
        const there = joinRecords(joinRecords(one, two), three);
        const back = joinRecords(three, joinRecords(two, one));
        expect(viewOf(there)).toEqual(viewOf(back));
        expect(joinRecords(there, two)).toBe(there);
      }),
    );
  });

  test("lose nothing that either did since they met", () => {
    fc.assert(
      fc.property(acts, at, at, (before, liked, forgotten) => {
        fc.pre(liked !== forgotten);
        const met = lived([...before, { type: "hear", at: liked }, { type: "hear", at: forgotten }]);
        const one = lived([{ type: "rate", at: liked, rating: 1 }], met, 50);
        const two = lived(
          [
            { type: "forget", at: forgotten },
            { type: "turn", to: 0.9 },
          ],
          met,
          50,
        );
        const { history, knobs } = viewOf(joinRecords(one, two));
        expect(history.find((own) => own.at === liked)).toEqual(line(liked, 1));
        expect(history.map((own) => own.at)).not.toContain(forgotten);
        expect(knobs).toEqual({ variety: 0.9 });
      }),
    );
  });
});

describe("absorb", () => {
  test("returns the very record where nothing was edited", () => {
    const record = lived([
      { type: "hear", at: 1 },
      { type: "turn", to: 0.1 },
    ]);
    expect(absorb(record, viewOf(record), 99)).toBe(record);
  });

  test("a full history lets its oldest line go without taking it back", () => {
    const history = Array.from({ length: HISTORY_LIMIT }, (_, index) => line(index + 1));
    const full = absorb(EMPTY_RECORD, { history, knobs: {} }, 1_000);
    const later = absorb(full, { history: remember(history, line(9_999)), knobs: {} }, 1_001);
    expect(later.lines["1:t1"]?.value).toEqual(line(1));
    expect(viewOf(later).history[0]).toEqual(line(2));
    expect(viewOf(later).history).toHaveLength(HISTORY_LIMIT);
  });

  test("a line taken back out of a full history leaves room for an older one, and does not return", () => {
    const history = Array.from({ length: HISTORY_LIMIT + 1 }, (_, index) => line(index + 1));
    const full = absorb(EMPTY_RECORD, { history, knobs: {} }, 1_000);
    const shown = viewOf(full).history;
    const taken = absorb(full, { history: shown.filter((own) => own.at !== 300), knobs: {} }, 1_001);
    expect(viewOf(joinRecords(taken, full)).history.map((own) => own.at)).toEqual(
      history.map((own) => own.at).filter((moment) => moment !== 300),
    );
  });
});
