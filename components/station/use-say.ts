"use client";

import { messages } from "@/components/messages";
import { showToast } from "@/components/ui/toast";
import type { Pick } from "@/lib/api/schemas";
import { useRadio } from "./radio-provider";
import { say } from "./say";
import type { StationStore } from "./station-store";
import { useDislike } from "./use-dislike";
import { whyMessages } from "./why-messages";
import type { Word } from "./words";

/** Says a word on a song's artist, tells so, and offers the way back. */
export function useSay(
  station: StationStore,
): (pick: Pick, word: Word, everywhere?: boolean) => Promise<void> {
  const { radio } = useRadio();
  const { dislike } = useDislike(station);
  return async (pick, word, everywhere = false) => {
    const { current } = station.store.getState();
    const { artist } = pick;
    // Of the song that plays, more and less are its rating; only here, and with a song behind it.
    if (current?.pick.track_id === pick.track_id && !everywhere) {
      if (word === "less") return dislike();
      if (word === "more") {
        station.rate(1);
        return told(whyMessages.said.more(artist, false), () => station.rate(current.rating));
      }
    }
    const ofAll = everywhere && word !== "rest";
    const back = await say(radio, station, { artist, word, everywhere: ofAll });
    told(whyMessages.said[word](artist, ofAll), () => void back());
  };
}

const told = (text: string, undo: () => void) =>
  showToast({ text, action: { label: messages.station.undo, onClick: undo } });
