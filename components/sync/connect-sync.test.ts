import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createFakeLock, createFakePlayer } from "@/components/player/player.fixture";
import { createPlayerStore } from "@/components/player/player-store";
import { createRadio } from "@/components/station/radio";
import { EMPTY_RECORD, joinRecords, type StationRecord } from "@/components/station/record";
import { createSavedStations } from "@/components/station/saved";
import { answerOf, memoryStorage } from "@/components/station/station.fixture";
import { AppError } from "@/lib/api/client";
import { connectSync } from "./connect-sync";
import type { MemoryAnswer, MemoryCalls } from "./station-sync";
import { setSyncOn } from "./sync-setting";

/** The server in a few lines: joins, numbers what changed, answers what is newer. */
function createServer() {
  let record: StationRecord = EMPTY_RECORD;
  let revision = 0;
  let base = 0;
  const state = { isAway: false, calls: 0 };
  const answer = (since: number): MemoryAnswer => {
    const newer = (map: StationRecord["lines"]) =>
      Object.fromEntries(Object.entries(map).filter(([, { rev = 0 }]) => rev > since));
    return {
      base,
      revision,
      lines: newer(record.lines),
      knobs: Object.fromEntries(Object.entries(record.knobs).filter(([, { rev = 0 }]) => rev > since)),
    };
  };
  const ask = <T>(reply: () => T): Promise<T> => {
    state.calls += 1;
    return state.isAway
      ? Promise.reject(new AppError("service_unavailable", "Longwave cannot be reached."))
      : Promise.resolve(structuredClone(reply()));
  };
  const calls: MemoryCalls = {
    read: (_, since) => ask(() => answer(since)),
    join: (_, { since, ...edits }) =>
      ask(() => {
        const before = record;
        const joined = joinRecords(before, edits);
        revision += 1;
        base ||= revision;
        const number = <T extends { rev?: number | undefined }>(
          map: Readonly<Record<string, T>>,
          old: Readonly<Record<string, T>>,
        ) =>
          Object.fromEntries(
            Object.entries(map).map(([key, entry]) => [
              key,
              old[key] === entry ? entry : { ...entry, rev: revision },
            ]),
          );
        record = { lines: number(joined.lines, before.lines), knobs: number(joined.knobs, before.knobs) };
        return answer(since);
      }),
  };
  const forget = () => {
    record = EMPTY_RECORD;
    base = 0;
  };
  return { calls, state, forget, record: () => record };
}

const stops: (() => void)[] = [];

function openBrowser(server: ReturnType<typeof createServer>, storage = memoryStorage()) {
  const player = createFakePlayer();
  const now = () => Date.now();
  const radio = createRadio({
    player: createPlayerStore({ player, lock: createFakeLock(), now }),
    saved: createSavedStations("ada", storage),
    next: async (_, { tracks }) => {
      const played = tracks.map((entry) => entry.artist);
      return answerOf(...["A", "B", "C", "D"].filter((name) => !played.includes(name)));
    },
    now,
  });
  const page = { visible: true };
  const returns: (() => void)[] = [];
  stops.push(
    connectSync(radio, {
      listenerId: "ada",
      storage,
      calls: server.calls,
      page: {
        isVisible: () => page.visible,
        isShown: () => true,
        onReturn: (listener) => returns.push(listener),
        onStored: () => undefined,
      },
    }),
  );
  const station = radio.station("rainy");
  station.open();
  return {
    radio,
    storage,
    station,
    page,
    comeBack: () => {
      for (const listener of returns) listener();
    },
    ratings: () => station.request().tracks.map(({ artist, rating }) => ({ artist, rating })),
    knobs: () => station.store.getState().knobs,
  };
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_000 });
});
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  vi.useRealTimers();
});

const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe("two browsers of one listener", () => {
  test("a like in one is in the other within five seconds", async () => {
    const server = createServer();
    const one = openBrowser(server);
    await wait(10);
    const two = openBrowser(server);
    await wait(10);
    await one.station.play();
    one.station.rate(1);
    await wait(4_000);
    expect(two.ratings()).toEqual([{ artist: "A", rating: 1 }]);
    one.station.rate(0);
    await wait(4_000);
    expect(two.ratings()).toEqual([]);
  });

  test("what both did offline survives, in both", async () => {
    const server = createServer();
    const one = openBrowser(server);
    await wait(10);
    const two = openBrowser(server);
    await wait(1_000);
    server.state.isAway = true;
    await one.station.play();
    one.station.rate(1);
    await wait(500);
    await one.station.skip();
    two.station.setKnobs({ variety: 0.9 });
    await two.station.dislike();
    await wait(20_000);
    server.state.isAway = false;
    one.comeBack();
    two.comeBack();
    await wait(4_000);
    expect(one.ratings().map(({ rating }) => rating)).toEqual(expect.arrayContaining([1, -1]));
    expect(one.knobs()).toEqual({ variety: 0.9 });
    const lines = (browser: typeof one) => browser.station.store.getState().history.map(({ at }) => at);
    expect(lines(one)).toEqual(lines(two));
    expect(two.knobs()).toEqual({ variety: 0.9 });
  });

  test("what is taken back stays away, whoever comes back late", async () => {
    const server = createServer();
    const one = openBrowser(server);
    await wait(10);
    const undo = await one.station.dislike();
    await wait(1_000);
    const two = openBrowser(server);
    await wait(1_000);
    two.page.visible = false;
    await undo?.();
    await wait(1_000);
    two.station.setKnobs({ variety: 0.1 });
    await wait(1_000);
    expect(two.ratings()).toEqual([]);
    expect(one.ratings()).toEqual([]);
  });

  test("a store that forgot is filled again from a browser's copy", async () => {
    const server = createServer();
    const one = openBrowser(server);
    await wait(10);
    await one.station.dislike();
    await wait(1_000);
    server.forget();
    await wait(4_000);
    expect(Object.keys(server.record().lines)).toHaveLength(1);
  });
});

describe("a browser", () => {
  test("asks nothing while nobody looks, nor when the listener wants it to keep to itself", async () => {
    const server = createServer();
    const one = openBrowser(server);
    await wait(10);
    one.page.visible = false;
    const before = server.state.calls;
    await wait(60_000);
    expect(server.state.calls).toBe(before);
    one.page.visible = true;
    setSyncOn("ada", one.storage, false);
    await one.station.dislike();
    await wait(60_000);
    expect(server.state.calls).toBe(before);
  });

  test("asks less and less often while it is offline", async () => {
    const server = createServer();
    openBrowser(server);
    await wait(10);
    server.state.isAway = true;
    const before = server.state.calls;
    await wait(300_000);
    expect(server.state.calls - before).toBeLessThan(24);
  });

  test("sends nothing of a listener it has forgotten", async () => {
    const server = createServer();
    const one = openBrowser(server);
    await wait(10);
    await one.station.dislike();
    await wait(1_000);
    one.radio.forget();
    server.forget();
    const before = server.state.calls;
    await one.station.skip();
    await wait(60_000);
    expect(server.state.calls).toBe(before);
  });
});
