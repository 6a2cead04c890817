// One station while it is heard: what plays, what comes, what was heard, and where the knobs stand.
// Framework-free. Every change of history or knobs asks the server anew; what is queued plays on meanwhile.

import { createStore, type StoreApi } from "zustand/vanilla";
import type { Playable } from "@/components/player/player";
import type { PlayerSignal, PlayerStore } from "@/components/player/player-store";
import { type AppError, isAppError } from "@/lib/api/client";
import type { NextRequest, NextResponse, Pick, PlayedTrack, Taste } from "@/lib/api/schemas";
import { coalesce } from "./coalesce";
import {
  type Current,
  cue,
  forget,
  isProposed,
  type Knobs,
  mergeHistories,
  type Rating,
  remember,
  toHeardOf,
  toPlayed,
  toRequest,
} from "./history";
import type { SavedStation } from "./saved";

export type StationState = {
  readonly status: "loading" | "ready" | "failed";
  /** A new answer is on its way; the old one stands until then. */
  readonly choosing: boolean;
  readonly current: Current | undefined;
  /** `current` is already in the history; it stands until the next song is chosen. */
  readonly leaving: boolean;
  readonly queue: readonly Pick[];
  readonly history: readonly PlayedTrack[];
  readonly past: readonly Pick[];
  readonly knobs: Knobs;
  readonly seed: number | undefined;
  readonly unknown: readonly string[];
  readonly notice: NextResponse["notice"];
  readonly error: AppError | undefined;
  /** Three songs in a row could not be played. */
  readonly stopped: boolean;
  /** Counts what changes the answer: same moment, same picks. */
  readonly moment: number;
};

export interface StationStore {
  readonly id: string;
  /** What the station was made of, where a link held it. */
  readonly taste: Taste | undefined;
  readonly store: StoreApi<StationState>;
  /** Asks for the first picks; harmless when called again. */
  open(): void;
  play(options?: { readonly takeOver?: boolean }): Promise<void>;
  skip(): Promise<void>;
  previous(): Promise<void>;
  seek(positionMs: number): Promise<void>;
  rate(rating: Rating): void;
  /** Rates down, skips, and plays what the new answer puts first. Returns the way back. */
  dislike(): Promise<(() => Promise<void>) | undefined>;
  setKnobs(knobs: Knobs): void;
  refresh(): Promise<void>;
  /** The body of a preview of this very moment. */
  request(): NextRequest;
  onSignal(signal: PlayerSignal): void;
  /** Another station takes the player: the place in the song is kept. */
  suspend(): void;
  save(): void;
}

export type StationStoreOptions = {
  readonly id: string;
  /** What a link brought along; the server does not have it. */
  readonly taste?: Taste | undefined;
  readonly player: PlayerStore;
  /** Is this the station that the player plays? */
  readonly isActive: () => boolean;
  /** Makes it so; the station that played before is left paused. */
  readonly activate: () => void;
  readonly next: (body: NextRequest) => Promise<NextResponse>;
  readonly load: () => SavedStation | undefined;
  readonly save: (station: SavedStation) => void;
  readonly now: () => number;
  /** Told of every rating, and of what it was before. */
  readonly onRate?: ((pick: Pick, rating: Rating, before: Rating) => void) | undefined;
};

/** Five to show and one to play. */
const QUEUE_COUNT = 6;
const PAST_LIMIT = 20;
/** A dislike waits this long for the new answer before the old queue plays on. */
const PATIENCE_MS = 1_500;
const RESTART_AFTER_MS = 4_000;
/** Seeking back by more than this means: once more. */
const SOUGHT_BACK_MS = 10_000;
const UNPLAYABLE_LIMIT = 3;
const KNOB_REST_MS = 300;

export function createStationStore(options: StationStoreOptions): StationStore {
  const { id, player, now, isActive } = options;
  const saved = options.load();
  const store = createStore<StationState>(() => ({
    status: "loading",
    choosing: false,
    current: saved?.current,
    leaving: false,
    queue: [],
    history: saved?.history ?? [],
    past: saved?.past ?? [],
    knobs: saved?.knobs ?? {},
    seed: undefined,
    unknown: [],
    notice: undefined,
    error: undefined,
    stopped: false,
    moment: 0,
  }));
  const { getState: get, setState: set } = store;
  /** Lines that were taken back: another tab's copy must not bring them again. */
  const forgotten = new Set<PlayedTrack["at"]>();
  let unplayable = 0;
  let knobTimer: ReturnType<typeof setTimeout> | undefined;

  const request = (count?: number): NextRequest => ({
    ...toRequest(get(), count),
    ...(options.taste && { taste: options.taste }),
  });

  const listenedMs = () => (isActive() ? player.listenedMs() : 0);

  /** Writes the station down, together with what another tab has written meanwhile. */
  const save = () => {
    const { knobs, past, leaving } = get();
    const stored = options.load();
    const history = mergeHistories(get().history, stored?.history ?? [], forgotten);
    set({ history });
    const current = leaving ? undefined : placed(get().current);
    options.save({ version: 1, history, knobs, past, ...(current ? { current } : {}) });
  };

  /** Takes a change that the next answer depends on. */
  const change = (patch: Partial<StationState>) => {
    set({ ...patch, moment: get().moment + 1 });
    save();
  };

  const accept = (answer: NextResponse) => {
    const { current, queue, leaving } = get();
    // A service in trouble may have nothing: what is queued keeps playing.
    const fresh = answer.tracks.length > 0 ? answer.tracks : queue;
    const keep = current && isProposed(current) && !leaving ? undefined : current;
    const rest = fresh.filter((pick) => pick.track_id !== keep?.pick.track_id);
    set({
      status: "ready",
      error: undefined,
      current: keep ?? (rest[0] ? cue(rest[0], now()) : undefined),
      queue: keep ? rest : rest.slice(1),
      seed: answer.seed,
      unknown: answer.unknown,
      notice: answer.notice,
    });
  };

  const ask = () => options.next(request(QUEUE_COUNT));

  /** A model may be taken from the installation after it was chosen here: its default then goes on. */
  const askWithoutModel = (error: unknown) => {
    const { model, ...knobs } = get().knobs;
    if (model === undefined || !isAppError(error, "invalid_request")) throw error;
    change({ knobs });
    return ask();
  };

  const refresh = coalesce(
    async () => {
      set({ choosing: true });
      return ask()
        .catch(askWithoutModel)
        .then((answer) => ({ answer }))
        .catch((error: unknown) => {
          if (isAppError(error)) return { error };
          throw error;
        });
    },
    (result) => {
      if ("answer" in result) accept(result.answer);
      else set({ error: result.error, status: get().current ? "ready" : "failed" });
      set({ choosing: false });
    },
  );

  /** With what the player knows of it, so that it can go on later from there. */
  const placed = (current: Current | undefined): Current | undefined =>
    current && isActive() && player.store.getState().playback?.trackId === current.pick.track_id
      ? { ...current, carriedMs: current.carriedMs + player.listenedMs(), resumeMs: player.positionMs() }
      : current;

  const settle = () => set({ current: placed(get().current) });

  /** What follows is made ready while this plays. */
  const preload = () => {
    const [following] = get().queue;
    if (following && isActive()) player.preload(toPlayable(following));
  };
  store.subscribe((state, before) => {
    if (state.queue[0] !== before.queue[0]) preload();
  });

  const start = async (takeOver = false) => {
    settle();
    const { current } = get();
    if (!current) return;
    options.activate();
    set({ current: { ...current, started: true } });
    const { pick, resumeMs } = current;
    const started = player.play(toPlayable(pick), { positionMs: resumeMs, takeOver });
    preload();
    await started;
  };

  /** Writes the current track into the history; it stays in sight until the next one is there. */
  const leave = (entry: PlayedTrack) => {
    const { history, past, current } = get();
    change({
      history: remember(history, entry),
      past: current ? [...past, current.pick].slice(-PAST_LIMIT) : past,
      leaving: true,
    });
  };

  /** Brings up the first of the queue, or waits for one. False = there is nothing to play. */
  const bringUp = async (skipArtist?: string): Promise<boolean> => {
    if (get().queue.length === 0) await refresh();
    const { queue, current, leaving } = get();
    if (current && !leaving) return true;
    const pick = queue.find((candidate) => candidate.artist !== skipArtist) ?? queue[0];
    if (!pick) return false;
    change({
      current: cue(pick, now()),
      leaving: false,
      queue: queue.filter((other) => other !== pick && other.artist !== pick.artist),
    });
    return true;
  };

  const moveOn = async () => {
    if (!(await bringUp())) return;
    const started = start();
    void refresh();
    await started;
  };

  /** Goes on where the tab stopped from which the player was taken. */
  const adopt = () => {
    const stored = options.load();
    if (stored) set({ history: stored.history, past: stored.past, current: stored.current ?? get().current });
  };

  const leaveListened = () => {
    const { current } = get();
    if (current && !get().leaving) leave(toPlayed(current, listenedMs()));
  };

  return {
    id,
    taste: options.taste,
    store,
    refresh,
    save,
    suspend() {
      settle();
      save();
    },
    open() {
      if (get().status !== "ready") void refresh();
    },
    async play({ takeOver = false } = {}) {
      unplayable = 0;
      set({ stopped: false });
      if (takeOver) adopt();
      if ((!get().current || get().leaving) && !(await bringUp())) return;
      await start(takeOver);
    },
    async skip() {
      unplayable = 0;
      leaveListened();
      await moveOn();
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
      const started = start();
      void refresh();
      await started;
    },
    async seek(positionMs) {
      const { current } = get();
      if (!current) return;
      if (!isActive()) return set({ current: { ...current, resumeMs: positionMs } });
      if (player.positionMs() - positionMs > SOUGHT_BACK_MS) set({ current: { ...current, wanted: true } });
      await player.seek(positionMs);
    },
    rate(rating) {
      const { current, leaving } = get();
      if (!current || leaving) return;
      change({ current: { ...current, rating } });
      options.onRate?.(current.pick, rating, current.rating);
      void refresh();
    },
    async dislike() {
      const { current, past, queue: queued, leaving } = get();
      if (!current || leaving) return undefined;
      const wasActive = isActive();
      const positionMs = wasActive ? player.positionMs() : current.resumeMs;
      leave(toPlayed({ ...current, rating: -1 }, listenedMs()));
      options.onRate?.(current.pick, -1, current.rating);
      if (wasActive) void player.pause();
      await Promise.race([refresh(), wait(PATIENCE_MS)]);
      if ((await bringUp(current.pick.artist)) && wasActive) await start();
      void refresh();
      return async () => {
        forgotten.add(current.at);
        options.onRate?.(current.pick, current.rating, -1);
        change({
          history: forget(get().history, current.at),
          past,
          current: { ...current, resumeMs: positionMs },
          leaving: false,
          queue: queued,
        });
        const started = wasActive ? start() : undefined;
        void refresh();
        await started;
      };
    },
    setKnobs(knobs) {
      set({ knobs });
      clearTimeout(knobTimer);
      knobTimer = setTimeout(() => {
        change({});
        void refresh();
      }, KNOB_REST_MS);
    },
    request: () => request(),
    onSignal(signal) {
      const { current } = get();
      if (
        signal.type === "started" ||
        !current ||
        get().leaving ||
        (signal.trackId !== undefined && signal.trackId !== current.pick.track_id)
      )
        return;
      if (signal.type === "ended") {
        unplayable = 0;
        leaveListened();
        void moveOn();
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

const toPlayable = ({ track_id, uri, length_seconds, title, gain_db }: Pick): Playable => ({
  id: track_id,
  uri,
  lengthMs: length_seconds * 1000,
  title,
  gainDb: gain_db,
});

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
