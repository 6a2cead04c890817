import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useRadio } from "@/components/station/radio-provider";
import { isAppError } from "@/lib/api/client";
import { type Broadcast, fetchBroadcast } from "@/lib/api/sharing";
import { clockOffset, mergeSlots, type Slot, slotAfter, slotAt } from "./air-time";

export type OnAir = {
  readonly broadcast: Broadcast | undefined;
  readonly error: Error | null;
  /** By the server's clock, Unix milliseconds. */
  readonly now: number;
  readonly slot: Slot | undefined;
  readonly next: readonly Slot[];
};

const TICK_MS = 500;
/** So long before the last known song ends, the next hour is asked for. */
const AHEAD_MS = 600_000;
const AGAIN_MS = 15_000;

/** Withdrawn, run out, or no broadcast at all. */
export const isOver = (error: Error): boolean =>
  isAppError(error) && (error.code === "gone" || error.code === "not_found");

/** What is on the air now and next. Asks the server once an hour; in between the clock says it all. */
export function useBroadcast(code: string): OnAir {
  const [offset, setOffset] = useState(0);
  const [slots, setSlots] = useState<readonly Slot[]>([]);
  const [now, setNow] = useState(() => Date.now());
  const last = slots.at(-1);
  const [wanted, setWanted] = useState<number>();
  const { data, error } = useQuery({
    queryKey: ["broadcast", code, wanted],
    queryFn: async ({ signal }) => {
      const askedAt = Date.now();
      const answer = await fetchBroadcast(code, wanted, { signal });
      const arrivedAt = Date.now();
      setOffset(clockOffset(answer.now, askedAt, arrivedAt));
      setSlots((known) => mergeSlots(known, answer.slots, answer.now));
      return answer;
    },
    staleTime: 0,
    // Before the start there is nothing to play yet; and what could not be asked for would end with its hour.
    refetchInterval: ({ state }) =>
      state.data?.slots.length === 0 || (state.error && !isOver(state.error)) ? AGAIN_MS : false,
    placeholderData: (before) => before,
  });
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now() + offset), TICK_MS);
    return () => clearInterval(timer);
  }, [offset]);
  const horizon = last?.ends_at;
  const isNearEnd = horizon !== undefined && now > horizon - AHEAD_MS;
  useEffect(() => {
    if (isNearEnd && horizon !== undefined) setWanted(horizon);
  }, [isNearEnd, horizon]);
  const slot = slotAt(slots, now);
  return {
    broadcast: data,
    error,
    now,
    slot,
    next: slots.filter((each) => each.starts_at > now).slice(0, 5),
  };
}

export type Tuned = {
  /** "live" = with everybody; "ahead" = skipped on; "paused"; "off" = not tuned in yet. */
  readonly mode: "off" | "live" | "ahead" | "paused";
  readonly playing: Slot | undefined;
  /** To be called inside a click. */
  tuneIn(): void;
  pause(): void;
  skip(): void;
};

/** Plays the broadcast on this listener's account: late comers are sought into the song, every song begins on time. */
export function useTuned({ slot, now, next }: OnAir): Tuned {
  const { radio } = useRadio();
  const { player } = radio;
  const [mode, setMode] = useState<Tuned["mode"]>("off");
  const [playing, setPlaying] = useState<Slot>();
  const play = (which: Slot, positionMs: number) => {
    setPlaying(which);
    const { track_id: id, uri, title, length_seconds } = which;
    void player.play(
      { id, uri, title, lengthMs: length_seconds * 1000 },
      { positionMs: Math.max(0, positionMs) },
    );
  };
  const latest = useRef({ slot, now, play });
  latest.current = { slot, now, play };

  // The clock turns to the next song: everybody's player does, at once.
  const startsAt = slot?.starts_at;
  useEffect(() => {
    const { slot: current, now: at, play: start } = latest.current;
    if (mode !== "live" || !current || startsAt === undefined) return;
    start(current, at - current.starts_at);
  }, [mode, startsAt]);

  useEffect(
    () =>
      player.subscribe((signal) => {
        // Who skipped is taken back when the song ends.
        if (signal.type !== "started") setMode((before) => (before === "ahead" ? "live" : before));
      }),
    [player],
  );
  useEffect(() => () => void player.pause(), [player]);

  const ready = () => {
    player.activate();
    radio.release();
  };
  return {
    mode,
    playing,
    tuneIn() {
      ready();
      setMode("live");
    },
    pause() {
      setMode("paused");
      void player.pause();
    },
    skip() {
      ready();
      const after = playing && slotAfter([...(slot ? [slot] : []), ...next], playing);
      if (!after) return;
      setMode("ahead");
      play(after, 0);
    },
  };
}
