// Playing a station: what is started, what follows it, and the line that each song leaves in the history.

import type { Playable } from "@/components/player/player";
import type { PlayerSignal } from "@/components/player/player-store";
import type { Pick as Choice, PlayedTrack } from "@/lib/api/schemas";
import type { Choosing } from "./choosing";
import { cue, remember, toHeardOf, toPlayed } from "./history";
import type { StationMemory, StationStoreOptions } from "./station-state";

export type StationTransport = {
  play(options?: { readonly takeOver?: boolean }): Promise<void>;
  /** Plays a song once more, now. */
  replay(pick: Choice): Promise<void>;
  skip(): Promise<void>;
  previous(): Promise<void>;
  seek(positionMs: number): Promise<void>;
  onSignal(signal: PlayerSignal): void;
  /** Plays the current song from where it stands. */
  start(takeOver?: boolean): Promise<void>;
  /** Writes the current song into the history; it stays in sight until the next one is there. */
  leave(entry: PlayedTrack): void;
  /** Brings up the first of the queue, or waits for one. False = there is nothing to play. */
  bringUp(skipArtist?: string): Promise<boolean>;
};

const PAST_LIMIT = 60;
const RESTART_AFTER_MS = 4_000;
/** Seeking back by more than this means: once more. */
const SOUGHT_BACK_MS = 10_000;
const UNPLAYABLE_LIMIT = 3;
/** Half of all songs are skipped: a new plan for each, and with it a call to the device, would follow moods that are none. */
const SKIPS_TO_REVIEW = 3;
/** The usual rest of an artist, minutes. */
const REST_MINUTES = 90;

export function createStationTransport(
  memory: StationMemory,
  { player, isActive, activate, now }: Pick<StationStoreOptions, "player" | "isActive" | "activate" | "now">,
  { refresh, review, extend }: Choosing,
): StationTransport {
  const { get, set, change } = memory;
  let unplayable = 0;
  /** Songs skipped in a row since the plan was last made. */
  let skipped = 0;

  /** What follows is made ready while this plays. */
  const preload = () => {
    if (isActive()) player.preload(get().queue.map(toPlayable));
  };
  memory.store.subscribe((state, before) => {
    if (state.queue !== before.queue) preload();
  });

  const start = async (takeOver = false) => {
    memory.settle();
    const { current } = get();
    if (!current) return;
    activate();
    set({ current: { ...current, started: true }, stopped: false });
    const { pick, resumeMs } = current;
    const following = get().queue.map(toPlayable);
    const started = player.play(toPlayable(pick), { positionMs: resumeMs, takeOver, following });
    preload();
    await started;
  };

  const leave = (entry: PlayedTrack) => {
    const { history, past, current } = get();
    change({
      history: remember(history, entry),
      past: current ? [...past, current.pick].slice(-PAST_LIMIT) : past,
      leaving: true,
    });
  };

  const leaveListened = () => {
    const { current, leaving } = get();
    if (current && !leaving) leave(toPlayed(current, memory.listenedMs()));
  };

  /** The later picks of a plan were chosen to rest while the earlier ones play, and these may have been skipped. */
  const hasRested = ({ artist }: Choice) => {
    const { history, knobs } = get();
    const restMs = 60_000 * (knobs.artist_gap?.minutes ?? REST_MINUTES);
    const last = history.findLast((entry) => entry.artist === artist)?.at;
    return typeof last !== "number" || now() - last >= restMs;
  };

  const bringUp = async (skipArtist?: string): Promise<boolean> => {
    if (get().queue.length === 0) await refresh();
    const { queue, held, current, leaving } = get();
    if (current && !leaving) return true;
    const isHeld = ({ track_id }: Choice) => held.includes(track_id);
    const pick =
      queue.find((other) => other.artist !== skipArtist && (hasRested(other) || isHeld(other))) ?? queue[0];
    if (!pick) return false;
    const place = queue.indexOf(pick);
    change({
      current: cue(pick, now()),
      leaving: false,
      // Whoever came up before having rested is chosen again in time.
      queue: queue.filter(
        (other, at) => other !== pick && ((at > place && other.artist !== pick.artist) || isHeld(other)),
      ),
    });
    return true;
  };

  /** Plays what was just brought up, and asks meanwhile what follows it. */
  const startAndChoose = async (choose = refresh) => {
    const started = start();
    void choose();
    await started;
  };

  const moveOn = async (choose = refresh) => {
    if (await bringUp()) await startAndChoose(choose);
  };

  return {
    start,
    leave,
    bringUp,
    async play({ takeOver = false } = {}) {
      unplayable = 0;
      if (takeOver) memory.adopt();
      if ((!get().current || get().leaving) && !(await bringUp())) return;
      await start(takeOver);
    },
    async replay(pick) {
      leaveListened();
      change({ current: { ...cue(pick, now()), wanted: true }, leaving: false });
      await startAndChoose(extend);
    },
    async skip() {
      unplayable = 0;
      leaveListened();
      // A skip says "not this one"; three in a row say "nothing of this kind".
      skipped = (skipped + 1) % SKIPS_TO_REVIEW;
      await moveOn(skipped === 0 ? review : extend);
    },
    async previous() {
      const { past, current, queue } = get();
      const replay = past[past.length - 1];
      if (isActive() && (player.positionMs() > RESTART_AFTER_MS || !replay)) return player.seek(0);
      if (!replay) return;
      change({
        current: { ...cue(replay, now()), wanted: true },
        leaving: false,
        past: past.slice(0, -1),
        queue: current ? [current.pick, ...queue] : queue,
      });
      await startAndChoose();
    },
    async seek(positionMs) {
      const { current } = get();
      if (!current) return;
      if (!isActive()) return set({ current: { ...current, resumeMs: positionMs } });
      if (player.positionMs() - positionMs > SOUGHT_BACK_MS) set({ current: { ...current, wanted: true } });
      await player.seek(positionMs);
    },
    onSignal(signal) {
      const { current, leaving } = get();
      if (signal.type === "started" || !current || leaving) return;
      if (signal.trackId !== undefined && signal.trackId !== current.pick.track_id) return;
      if (signal.type === "ended") {
        unplayable = 0;
        skipped = 0;
        leaveListened();
        void moveOn(extend);
        return;
      }
      unplayable += 1;
      leave(toHeardOf(current));
      if (unplayable >= UNPLAYABLE_LIMIT) {
        set({ stopped: true });
        void bringUp();
      } else void moveOn();
    },
  };
}

const toPlayable = ({ track_id, uri, length_seconds, title, gain_db }: Choice): Playable => ({
  id: track_id,
  uri,
  lengthMs: length_seconds * 1000,
  title,
  gainDb: gain_db,
});
