"use client";

import { useState } from "react";
import { toast } from "sonner";
import { messages } from "@/components/messages";
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
    toast(messages.station.disliked(artist), {
      duration: 8_000,
      action: {
        label: messages.station.undo,
        onClick: () => {
          void undo().then(() => toast(messages.station.restored(artist)));
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
