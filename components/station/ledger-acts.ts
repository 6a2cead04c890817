// Taking lines of the ledger back, and moving words between one station and all of them.

import type { PlayedTrack } from "@/lib/api/schemas";
import type { LedgerLine } from "./ledger-lines";
import type { Radio } from "./radio";
import { lineKey } from "./record";
import { unsay } from "./say";
import type { StationStore } from "./station-store";
import { type Word, type WordEntry, wordKey } from "./words";

type Book = Pick<Radio, "book">;

/** Takes a line back: a word is unsaid, a song's line silenced; its artist rests as before. Returns the way back. */
export function takeBack(radio: Book, station: StationStore, line: LedgerLine): () => void {
  const { track, kind, artist, everywhere } = line;
  if (!track) return unsay(radio, station, { artist, word: toWord(kind), everywhere });
  const { current } = station.store.getState();
  if (current && lineKey({ at: current.at, track_id: current.pick.track_id }) === lineKey(track)) {
    station.rate(0);
    return () => station.rate(current.rating);
  }
  const { ban: _, ...rest } = track;
  replace(station, track, { ...rest, rating: 0 });
  return () => replace(station, track, track);
}

function replace(station: StationStore, line: PlayedTrack, by: PlayedTrack): void {
  const key = lineKey(line);
  const { history } = station.store.getState();
  station.change({ history: history.map((each) => (lineKey(each) === key ? by : each)) });
  void station.refresh();
}

type Move = { readonly line: LedgerLine; readonly word: Word; readonly everywhere: boolean };

/** Lets a word count on all stations, or on this one alone. What a song's rating says here stays either way. */
export function moveWord(radio: Book, station: StationStore, { line, word, everywhere }: Move): void {
  const { artist, at, track } = line;
  const field = wordKey(artist, word);
  const entry: WordEntry = { artist, word, at };
  radio.book.write(field, everywhere ? entry : undefined);
  if (track) return;
  const { knobs } = station.store.getState();
  station.change({ knobs: { ...knobs, [field]: everywhere ? undefined : entry } });
  void station.refresh();
}

const toWord = (kind: LedgerLine["kind"]): Word =>
  kind === "more" || kind === "less" || kind === "never" || kind === "rest" ? kind : "more";
