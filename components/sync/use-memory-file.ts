"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRadio } from "@/components/station/radio-provider";
import { showToast } from "@/components/ui/toast";
import { isAppError, stationsOptions } from "@/lib/api/client";
import { download, gather, readMemoryFile, takeIn, toMemoryFile } from "./memory-file";
import { memoryFileMessages } from "./memory-file-messages";
import { isSyncOn } from "./sync-setting";

type Named = { readonly id: string; readonly name: string };

/** Export and import of what stations remember, with a word on how it went. */
export function useMemoryFile() {
  const { radio, info } = useRadio();
  const client = useQueryClient();

  const told = async (act: () => Promise<void>) => {
    try {
      await act();
    } catch (error) {
      if (!isAppError(error)) throw error;
      showToast({ text: error.message });
    }
  };

  const exportStations = (stations: readonly Named[], what: string) =>
    told(async () => {
      const found = await gather(radio, stations, isSyncOn(info.listener.id, localStorage));
      const now = Date.now();
      const date = new Date(now).toISOString().slice(0, 10);
      download(toMemoryFile(found, now), memoryFileMessages.fileName(what, date));
    });

  return {
    exportOne: (station: Named) => exportStations([station], station.name),
    exportAll: () =>
      told(async () => {
        const { stations } = await client.fetchQuery(stationsOptions());
        await exportStations(stations, memoryFileMessages.all);
      }),
    importFile: (file: File) =>
      told(async () => {
        const [found, { stations }] = await Promise.all([
          file.text().then((text) => readMemoryFile(text)),
          client.fetchQuery(stationsOptions()),
        ]);
        const own = new Set(stations.map(({ id }) => id));
        const mine = found.filter(({ id }) => own.has(id));
        const undo = takeIn(radio, mine);
        const rest = found.length - mine.length;
        showToast({
          text: memoryFileMessages.imported(mine.length) + (rest > 0 ? memoryFileMessages.skipped(rest) : ""),
          action: {
            label: memoryFileMessages.undo,
            onClick: () => {
              undo();
              showToast({ text: memoryFileMessages.undone });
            },
          },
        });
      }),
  };
}
