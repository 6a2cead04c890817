"use client";

import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { usePathname, useRouter } from "next/navigation";
import { messages } from "@/components/messages";
import type { Radio } from "@/components/station/radio";
import { useRadio } from "@/components/station/radio-provider";
import { createSavedStations } from "@/components/station/saved";
import { showToast } from "@/components/ui/toast";
import { stationsOptions } from "@/lib/api/client";
import { deleteStation, editStation, playlistsOptions, restoreStation } from "@/lib/api/making-client";
import type { EditStation, Station } from "@/lib/api/schemas";
import { makingMessages } from "./making-messages";

/** Saving and deleting a station, each with its way back. The way back outlives the dialog it was offered by. */
export function useEdits(station: Station, onDone: () => void) {
  const { radio, info } = useRadio();
  const client = useQueryClient();
  const router = useRouter();
  const isShown = usePathname() === `/station/${encodeURIComponent(station.id)}`;
  const context = { station, radio, client, isShown, listenerId: info.listener.id };

  const save = useMutation({
    mutationFn: (change: EditStation) => editStation(station.id, change),
    onSuccess: ({ station: edited, removed, unknown }, { add = [], name }) => {
      takeIn(context, edited);
      onDone();
      const back: EditStation = {
        ...(name === undefined ? {} : { name: station.name }),
        remove: add.filter((artist) => !unknown.includes(artist)),
        put_back: removed,
      };
      showToast({
        text: unknown.length > 0 ? makingMessages.missing(unknown) : makingMessages.edit.saved(edited.name),
        action: { label: messages.station.undo, onClick: () => void undoEdit(context, back) },
      });
    },
  });

  const remove = useMutation({
    mutationFn: () => deleteStation(station.id),
    onSuccess: () => {
      if (radio.active.getState().id === station.id) void radio.player.pause();
      client.setQueryData(stationsOptions().queryKey, (old) =>
        old ? { ...old, stations: old.stations.filter(({ id }) => id !== station.id) } : undefined,
      );
      if (isShown) router.push("/stations");
      onDone();
      showToast({
        text: makingMessages.edit.removed(station.name),
        action: { label: messages.station.undo, onClick: () => void undoRemoval(context) },
      });
    },
  });

  return { save, remove };
}

type EditContext = {
  readonly station: Station;
  readonly radio: Radio;
  readonly client: QueryClient;
  /** The page is the station's own. */
  readonly isShown: boolean;
  readonly listenerId: string;
};

async function undoEdit(context: EditContext, change: EditStation): Promise<void> {
  try {
    const { station } = await editStation(context.station.id, change);
    takeIn(context, station);
    showToast({ text: makingMessages.edit.undone(station.name) });
  } catch (error) {
    sayFault(error);
  }
}

async function undoRemoval({ station, client, listenerId }: EditContext): Promise<void> {
  try {
    const { station: back } = await restoreStation(station.id);
    moveMemory(listenerId, station.id, back.id);
    await client.invalidateQueries({ queryKey: stationsOptions().queryKey });
    showToast({ text: makingMessages.edit.restored(back.name) });
  } catch (error) {
    sayFault(error);
  }
}

/** Shows the station as it is now, and has it chosen from anew where it is heard or seen. */
function takeIn({ client, radio, isShown }: EditContext, edited: Station): void {
  client.setQueryData(stationsOptions().queryKey, (old) =>
    old
      ? { ...old, stations: old.stations.map((each) => (each.id === edited.id ? edited : each)) }
      : undefined,
  );
  void client.invalidateQueries({ queryKey: playlistsOptions().queryKey });
  if (!isShown && radio.active.getState().id !== edited.id) return;
  const store = radio.station(edited.id);
  // Knobs set to where they stand ask the server anew for songs and scale.
  store.setKnobs({ ...store.store.getState().knobs });
}

/** A service that cannot bring back makes anew: history and knobs follow to the new id. */
function moveMemory(listenerId: string, from: string, to: string): void {
  if (from === to) return;
  const saved = createSavedStations(listenerId, localStorage);
  const memory = saved.load(from);
  if (memory) saved.save(to, memory);
}

function sayFault(error: unknown): void {
  showToast({ text: error instanceof Error ? error.message : String(error) });
}
