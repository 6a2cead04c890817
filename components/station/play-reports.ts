// Tells the music service what is played: at once what plays now, and after half a track or four minutes that it was heard.
// The rule of every scrobbler. What could not be told is told later, with the time when it was.

import type { Playable } from "@/components/player/player";
import type { PlayerStore } from "@/components/player/player-store";
import { reportPlay } from "@/lib/api/client";
import type { ReportPlay } from "@/lib/api/schemas";

const ENOUGH_MS = 240_000;
/** Jingles and the like are nobody's listening. */
const TOO_SHORT_MS = 30_000;
const MOST_WAITING = 50;

type Play = {
  readonly track: Playable;
  readonly startedAt: number;
  /** Heard before, e.g. until the page was loaded anew. */
  readonly beforeMs: number;
  readonly dueMs: number;
  begun: boolean;
  heard: boolean;
};

export type PlayReportOptions = {
  readonly report?: (play: ReportPlay) => Promise<void>;
  readonly now?: () => number;
};

export function connectPlayReports(
  player: PlayerStore,
  { report = reportPlay, now = Date.now }: PlayReportOptions = {},
): void {
  let play: Play | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: readonly ReportPlay[] = [];

  const tell = async ({ track, startedAt }: Play, finished: boolean) => {
    const own = { track_id: track.id, started_at: startedAt, finished };
    const due = finished ? [...waiting, own] : waiting;
    waiting = [];
    // What plays now is only worth telling now: if that fails, it is over.
    if (!finished) await report(own).catch(() => undefined);
    for (const late of due) {
      await report(late).catch(() => {
        waiting = [...waiting, late].slice(-MOST_WAITING);
      });
    }
  };

  /** Looks what is due now, and comes back when something else will be. */
  const check = () => {
    clearTimeout(timer);
    if (!play || play.heard) return;
    const { playback } = player.store.getState();
    if (playback?.trackId !== play.track.id) return;
    const heardMs = play.beforeMs + player.listenedMs();
    const isSounding = !playback.paused && !playback.loading;
    if (!play.begun && isSounding) {
      play.begun = true;
      void tell(play, false);
    }
    if (heardMs >= play.dueMs) {
      play.heard = true;
      void tell(play, true);
    } else if (isSounding) timer = setTimeout(check, play.dueMs - heardMs + 20);
  };

  player.subscribe((signal) => {
    if (signal.type === "ended") return check();
    if (signal.type !== "started") return;
    const { track, positionMs } = signal;
    const dueMs = Math.min(ENOUGH_MS, track.lengthMs / 2);
    const isHeard = positionMs >= dueMs || track.lengthMs < TOO_SHORT_MS;
    play = {
      track,
      startedAt: Math.round(now() - positionMs),
      beforeMs: positionMs,
      dueMs,
      begun: isHeard,
      heard: isHeard,
    };
  });
  player.store.subscribe(check);
}
