"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRadio } from "@/components/station/radio-provider";
import { say } from "@/components/station/say";
import type { StationStore } from "@/components/station/station-store";
import type { StationHead } from "@/components/station/use-station-head";
import { showToast } from "@/components/ui/toast";
import { stationsOptions } from "@/lib/api/client";
import { editStation } from "@/lib/api/making-client";
import type { LeanBody, Station } from "@/lib/api/schemas";
import { mapMessages } from "./map-messages";

const words = mapMessages.card;

/** What the listener does to the station from the map; each with its way back. */
export function useMapActions(station: StationStore, head: StationHead | undefined) {
  const client = useQueryClient();
  const { radio } = useRadio();
  const knobs = () => station.store.getState().knobs;

  const sayWord = async (artist: string, word: "more" | "less" | "never") => {
    const back = await say(radio, station, { artist, word, everywhere: false });
    showToast({
      text: words.said[word](artist),
      action: { label: words.undo, onClick: () => void back() },
    });
  };

  const lean = (to: LeanBody | undefined, text: string) => {
    const { lean: before } = knobs();
    station.setKnobs({ ...knobs(), lean: to });
    showToast({
      text,
      action: { label: words.undo, onClick: () => station.setKnobs({ ...knobs(), lean: before }) },
    });
  };

  const takeIn = (edited: Station) => {
    client.setQueryData(stationsOptions().queryKey, (old) =>
      old
        ? { ...old, stations: old.stations.map((each) => (each.id === edited.id ? edited : each)) }
        : undefined,
    );
    // Knobs set to where they stand ask the server anew.
    station.setKnobs({ ...knobs() });
  };
  const sayFault = (error: Error) => showToast({ text: error.message });
  const remove = useMutation({
    mutationFn: (artist: string) => editStation(station.id, { remove: [artist] }),
    onSuccess: ({ station: edited }, artist) => {
      takeIn(edited);
      showToast({ text: words.removed(artist) });
    },
    onError: sayFault,
  });
  const add = useMutation({
    mutationFn: (artist: string) => editStation(station.id, { add: [artist] }),
    onSuccess: ({ station: edited, unknown }, artist) => {
      takeIn(edited);
      if (unknown.length > 0) return showToast({ text: words.notAdded(artist) });
      showToast({
        text: words.added(artist),
        action: { label: words.undo, onClick: () => remove.mutate(artist) },
      });
    },
    onError: sayFault,
  });

  return { sayWord, lean, add, canAdd: head?.own !== undefined };
}
