"use client";

import { useState } from "react";
import { messages } from "@/components/messages";
import { showToast } from "@/components/ui/toast";
import { useRadio } from "./radio-provider";
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
  const { radio } = useRadio();
  const [lesson, setLesson] = useState<string>();
  const dislike = async () => {
    const artist = station.store.getState().current?.pick.artist;
    const undo = await station.dislike();
    if (!undo || !artist) return;
    if (localStorage.getItem(TAUGHT_KEY) === null) setLesson(artist);
    const { history } = station.store.getState();
    const times = history.filter((line) => line.artist === artist && (line.rating ?? 0) < 0).length;
    showToast({
      text: messages.station.disliked(artist, times),
      also: times > 1 ? { label: messages.station.never, onClick: () => void never(artist) } : undefined,
      action: {
        label: messages.station.undo,
        onClick: () => {
          void undo().then(() => showToast({ text: messages.station.restored(artist) }));
        },
      },
    });
  };
  /** A second dislike of an artist offers it; the words of it come when it is taken. */
  const never = async (artist: string) => {
    const [{ say }, { whyMessages }] = await Promise.all([import("./say"), import("./why-messages")]);
    const back = await say(radio, station, { artist, word: "never", everywhere: false });
    showToast({
      text: whyMessages.said.never(artist, false),
      action: { label: messages.station.undo, onClick: () => void back() },
    });
  };
  const understood = () => {
    localStorage.setItem(TAUGHT_KEY, "1");
    setLesson(undefined);
  };
  return { dislike, lesson, understood };
}
