"use client";

import { useState } from "react";
import { messages } from "@/components/messages";
import { showToast } from "@/components/ui/toast";
import type { StationStore } from "./station-store";

const TAUGHT_KEY = "longwave:taught-dislike";

export type Dislike = {
  readonly dislike: () => Promise<void>;
  /** The artist of the listener's first dislike, for the explanation that is given once. */
  readonly lesson: string | undefined;
  readonly understood: () => void;
};

/** Less like this: skips at once and offers the way back; the first one explains itself. */
export function useDislike(station: StationStore): Dislike {
  const [lesson, setLesson] = useState<string>();
  const dislike = async () => {
    const artist = station.store.getState().current?.pick.artist;
    const undo = await station.dislike();
    if (!undo || !artist) return;
    if (localStorage.getItem(TAUGHT_KEY) === null) setLesson(artist);
    showToast({
      text: messages.station.disliked(artist),
      action: {
        label: messages.station.undo,
        onClick: () => {
          void undo().then(() => showToast({ text: messages.station.restored(artist) }));
        },
      },
    });
  };
  const understood = () => {
    localStorage.setItem(TAUGHT_KEY, "1");
    setLesson(undefined);
  };
  return { dislike, lesson, understood };
}
