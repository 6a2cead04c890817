// Saying something of an artist: more, less, never, not now; on one station or on all. Each comes with its way back.

import type { Radio } from "./radio";
import type { WayBack } from "./station-feedback";
import type { StationStore } from "./station-store";
import { type Word, type WordEntry, wordKey } from "./words";

type Saying = { readonly artist: string; readonly word: Word; readonly everywhere: boolean };

/** Says it, and leaves the song that plays where it is by an artist who is not to play. */
export async function say(
  { book }: Pick<Radio, "book">,
  station: StationStore,
  { artist, word, everywhere }: Saying,
  now = Date.now(),
): Promise<WayBack> {
  const field = wordKey(artist, word);
  const entry: WordEntry = { artist, word, at: now };
  const write = (value: WordEntry | undefined) => {
    if (everywhere) book.write(field, value);
    else station.change({ knobs: { ...station.store.getState().knobs, [field]: value } });
  };
  const before = wordBefore(everywhere ? book.store.getState() : station.store.getState().knobs, field);
  write(entry);
  const isOut = word === "never" || word === "rest";
  if (isOut) dropFromQueue(station, artist);
  const playing = station.store.getState().current?.pick.artist;
  const back = isOut && playing === artist ? await station.passOver() : undefined;
  if (!back) void station.refresh();
  return async () => {
    write(before);
    if (back) await back();
    else void station.refresh();
  };
}

/** Also where the listener has put a song at its place. */
function dropFromQueue({ store }: StationStore, artist: string): void {
  const { queue, held } = store.getState();
  const out = new Set(queue.filter((pick) => pick.artist === artist).map((pick) => pick.track_id));
  store.setState({
    queue: queue.filter((pick) => !out.has(pick.track_id)),
    held: held.filter((id) => !out.has(id)),
  });
}

/** Takes a word back. */
export function unsay(
  radio: Pick<Radio, "book">,
  station: StationStore,
  { artist, word, everywhere }: Saying,
): () => void {
  const field = wordKey(artist, word);
  const { knobs } = station.store.getState();
  const before = wordBefore(everywhere ? radio.book.store.getState() : knobs, field);
  const write = (value: WordEntry | undefined) => {
    if (everywhere) radio.book.write(field, value);
    else {
      station.change({ knobs: { ...station.store.getState().knobs, [field]: value } });
      void station.refresh();
    }
  };
  write(undefined);
  return () => write(before);
}

function wordBefore(fields: object, field: string): WordEntry | undefined {
  return new Map<string, WordEntry | undefined>(Object.entries(fields)).get(field);
}
