// The Web Playback SDK has no event for "the track has ended": this reads it out of the states that come instead.
// The player feeds every state and its own commands; pure, the clock stays outside.

/** What of an SDK state the rule needs. `ids` are all names the track goes by: uid, uri, id, linked id. */
export type Observation = {
  readonly ids: readonly string[];
  readonly previousIds: readonly string[];
  readonly paused: boolean;
  readonly positionMs: number;
  readonly durationMs: number;
};

/** `maybe`: paused at the very end by nobody. If no other state follows soon, call `settle`. */
export type Verdict = "none" | "maybe" | "ended";

export interface EndDetector {
  /** A new track was asked for: states of the old one no longer count, nor of those that are `passed` on the way to it. */
  started(ids: readonly string[], passed?: readonly string[]): void;
  /** Has a state of the asked track arrived yet? */
  arrived(): boolean;
  /** The listener paused: a pause at the end is then just a pause. */
  paused(): void;
  resumed(): void;
  observe(state: Observation): Verdict;
  /** Nothing followed a `maybe`. True = the track has ended. */
  settle(): boolean;
  /** We stop the track at its very end. True = it has ended by that. */
  finish(): boolean;
}

/** The last state before the end may stand this much short of the duration. */
const END_TOLERANCE_MS = 1_500;

export function createEndDetector(): EndDetector {
  let asked: readonly string[] = [];
  let before: readonly string[] = [];
  let bound: readonly string[] = [];
  let armed = false;
  let over = false;
  let pausedByUs = false;
  let pending = false;

  const end = (): Verdict => {
    armed = false;
    over = true;
    pending = false;
    return "ended";
  };
  const bind = (state: Observation) => {
    // A relinked copy goes by other ids: the first track that is not the old one is the one asked for.
    const isNew = overlaps(state.ids, asked) || !overlaps(state.ids, before);
    if (isNew) bound = state.ids;
  };

  return {
    started(ids, passed = []) {
      before = [...(overlaps(bound, ids) ? [] : bound), ...passed];
      asked = ids;
      bound = [];
      armed = false;
      over = false;
      pausedByUs = false;
      pending = false;
    },
    arrived: () => bound.length > 0,
    paused() {
      pausedByUs = true;
      pending = false;
    },
    resumed() {
      pausedByUs = false;
    },
    observe(state) {
      if (bound.length === 0) bind(state);
      if (!armed) {
        // Only a track that has been playing can end; after its end it stays disarmed until the next start.
        armed = !over && !state.paused && overlaps(state.ids, bound);
        return "none";
      }
      if (!overlaps(state.ids, bound)) return overlaps(state.ids, before) ? "none" : end();
      if (!state.paused) {
        pausedByUs = false;
        pending = false;
        return "none";
      }
      if (pausedByUs) return "none";
      if (state.positionMs === 0 && (pending || overlaps(state.previousIds, bound))) return end();
      pending = state.durationMs > 0 && state.positionMs >= state.durationMs - END_TOLERANCE_MS;
      return pending ? "maybe" : "none";
    },
    settle() {
      if (!armed || !pending) return false;
      end();
      return true;
    },
    finish() {
      if (!armed) return false;
      end();
      return true;
    },
  };
}

const overlaps = (a: readonly string[], b: readonly string[]): boolean => a.some((id) => b.includes(id));
