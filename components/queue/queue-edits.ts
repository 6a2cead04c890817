// What a listener does with the queue and with what was heard, each with its way back.

import { forget, type Rating, remember } from "@/components/station/history";
import { lineKey } from "@/components/station/record";
import type { StationStore } from "@/components/station/station-store";
import type { Pick as Choice, PlayedTrack } from "@/lib/api/schemas";

type Store = Pick<StationStore, "store" | "change" | "extend" | "refresh">;

/** Puts a song of the queue at another place. It and all before it stay there, whatever is chosen meanwhile. */
export function movePick({ store }: Store, trackId: string, to: number): void {
  const { queue, held } = store.getState();
  const from = queue.findIndex((pick) => pick.track_id === trackId);
  const moved = queue[from];
  if (!moved) return;
  const rest = queue.toSpliced(from, 1);
  const place = Math.min(Math.max(to, 0), rest.length);
  const next = rest.toSpliced(place, 0, moved);
  const last = next.findLastIndex(({ track_id }) => held.includes(track_id));
  store.setState({
    queue: next,
    held: next.slice(0, Math.max(place, from, last) + 1).map(({ track_id }) => track_id),
  });
}

/** Takes a song out of the queue. Its artist rests, nothing is learnt. Returns the way back. */
export function dropPick(station: Store, trackId: string, now: number): () => void {
  const { queue, held } = station.store.getState();
  const pick = queue.find(({ track_id }) => track_id === trackId);
  if (!pick) return () => undefined;
  const { history } = station.store.getState();
  const line = { track_id: trackId, artist: pick.artist, play_seconds: 0, length_seconds: 0, at: now };
  station.change({
    queue: queue.filter((other) => other !== pick),
    held: held.filter((id) => id !== trackId),
    history: remember(history, line),
  });
  void station.extend();
  return () => {
    const { history: later } = station.store.getState();
    station.change({ queue, held, history: forget(later, now) });
  };
}

/** Rates a song that was heard before. Returns the way back. */
export function rateLine(station: Store, line: PlayedTrack, rating: Rating): () => void {
  const key = lineKey(line);
  const put = (to: Rating) => {
    const { history } = station.store.getState();
    station.change({
      history: history.map((own) => (lineKey(own) === key ? withRating(own, to) : own)),
    });
    void station.refresh();
  };
  const before = ratingOf(line);
  put(rating);
  return () => put(before);
}

export const ratingOf = ({ rating = 0 }: PlayedTrack): Rating => (rating > 0 ? 1 : rating < 0 ? -1 : 0);

function withRating({ rating: _, ...line }: PlayedTrack, to: Rating): PlayedTrack {
  return to === 0 ? line : { ...line, rating: to };
}

export type HeardSong = { readonly line: PlayedTrack; readonly pick: Choice | undefined };

/** What was heard since `since`, newest first; a song from another browser has no more than its line. */
export function heardSince(
  history: readonly PlayedTrack[],
  past: readonly Choice[],
  since: number,
): readonly HeardSong[] {
  const picks = new Map(past.map((pick) => [pick.track_id, pick]));
  return history
    .filter(({ at = 0, length_seconds, rating = 0 }) => {
      // Lines without a length were put aside unheard, unless something was said of them.
      return Number(at) >= since && (length_seconds > 0 || rating !== 0);
    })
    .map((line) => ({ line, pick: picks.get(line.track_id) }))
    .reverse();
}
