import { useCallback, useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import { useRadio } from "@/components/station/radio-provider";
import { showToast } from "@/components/ui/toast";
import { type AppError, isAppError } from "@/lib/api/client";
import { type EventSong, playNext } from "@/lib/api/events";

export type EventPlayer = {
  readonly song: EventSong | undefined;
  readonly isPlaying: boolean;
  readonly isBusy: boolean;
  /** Starts the music, goes on, or pauses. To be called inside a click. */
  toggle(): void;
  skip(): void;
};

/** So many songs in a row that cannot be played mean that the fault is not theirs. */
const UNPLAYABLE_LIMIT = 3;
/** Between two tries to bring a song while nobody answers, unless the answer says how long. */
const AGAIN_MS = 3_000;
/** These pass by themselves; asking again plays no song twice. */
const PASSING: readonly AppError["code"][] = [
  "store_unavailable",
  "service_unavailable",
  "service_limited",
  "too_many_requests",
];

/** Plays an event's songs on the host's account, one after the other. `songs` = how many were played when the page came. */
export function useEventPlayer(code: string, songs: number): EventPlayer {
  const { radio } = useRadio();
  const { player } = radio;
  const [song, setSong] = useState<EventSong>();
  const [isBusy, setBusy] = useState(false);
  /** Songs before the one to ask for; after a reload the last one is asked for again. */
  const after = useRef(Math.max(0, songs - 1));
  const asking = useRef(false);
  const unplayable = useRef(0);

  const again = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isHere = useRef(true);
  const bring = useCallback(async () => {
    if (asking.current) return;
    asking.current = true;
    clearTimeout(again.current);
    setBusy(true);
    try {
      const next = await playNext(code, after.current);
      if (!isHere.current) return;
      after.current += 1;
      setSong(next);
      await player.play({
        id: next.track_id,
        uri: next.uri,
        title: next.title,
        lengthMs: next.length_seconds * 1000,
      });
    } catch (error) {
      if (!isAppError(error)) throw error;
      if (error.code === "not_found") after.current += 1;
      showToast({ text: error.message });
      // The music goes on without a hand on the button.
      if (isHere.current && PASSING.includes(error.code))
        again.current = setTimeout(() => void bring(), error.retryAfterMs ?? AGAIN_MS);
    } finally {
      asking.current = false;
      setBusy(false);
    }
  }, [code, player]);

  const current = useRef<EventSong>(undefined);
  current.current = song;
  useEffect(
    () =>
      player.subscribe((signal) => {
        const mine = current.current?.track_id;
        if (mine === undefined || signal.type === "started") return;
        if (signal.trackId !== undefined && signal.trackId !== mine) return;
        unplayable.current = signal.type === "unplayable" ? unplayable.current + 1 : 0;
        if (unplayable.current < UNPLAYABLE_LIMIT) void bring();
      }),
    [player, bring],
  );
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
      clearTimeout(again.current);
      if (current.current) void player.pause();
    };
  }, [player]);

  const playback = useStore(player.store, (state) => state.playback);
  const isPlaying = song !== undefined && playback?.trackId === song.track_id && !playback.paused;
  return {
    song,
    isPlaying,
    isBusy,
    toggle() {
      player.activate();
      radio.release();
      if (!song) void bring();
      else if (isPlaying) void player.pause();
      else void player.resume();
    },
    skip() {
      player.activate();
      unplayable.current = 0;
      void bring();
    },
  };
}
