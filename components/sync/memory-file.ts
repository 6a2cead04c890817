// What stations remember as a file, to keep or to take to another installation; and back again, joined, never overwritten.

import type { Radio } from "@/components/station/radio";
import type { StationRecord } from "@/components/station/record";
import { AppError } from "@/lib/api/client";
import { checkRecord, readMemory } from "@/lib/api/memory";
import type { StampedMap } from "@/lib/core/stamped";

const FORMAT = "longwave-stations";
const VERSION = 1;

type FileStation = { readonly id: string; readonly name: string; readonly record: StationRecord };
type Named = { readonly id: string; readonly name: string };

/** As JSON text. Stations that remember nothing are left out. */
export function toMemoryFile(stations: readonly FileStation[], now: number): string {
  return JSON.stringify(
    {
      format: FORMAT,
      version: VERSION,
      exported_at: new Date(now).toISOString(),
      stations: stations
        .filter(({ record }) => Object.keys(record.lines).length + Object.keys(record.knobs).length > 0)
        .map(({ id, name, record: { lines, knobs } }) => ({
          id,
          name,
          lines: withoutRevisions(lines),
          knobs: withoutRevisions(knobs),
        })),
    },
    undefined,
    1,
  );
}

/** Revisions are one server's own. */
const withoutRevisions = <T>(map: StampedMap<T>): StampedMap<T> =>
  Object.fromEntries(Object.entries(map).map(([key, { edited, value }]) => [key, { edited, value }]));

type Check = (record: StationRecord) => Promise<StationRecord>;

/**
 * The stations of a file. Throws AppError("invalid_request") for a file that is none of ours or of a newer form, and
 * what the check of its records throws; then nothing has been taken in.
 */
export async function readMemoryFile(text: string, check: Check = checkRecord): Promise<FileStation[]> {
  const file = parse(text);
  if (file?.format !== FORMAT || !Array.isArray(file.stations)) {
    throw new AppError("invalid_request", "This file holds no stations of Longwave.");
  }
  if (file.version !== VERSION) {
    throw new AppError(
      "invalid_request",
      "This file was written by a newer Longwave. Update this one first.",
    );
  }
  return Promise.all(
    file.stations.map(async ({ id, name, lines, knobs }: Record<string, unknown>) => {
      if (typeof id !== "string" || !/^[\w-]{1,200}$/.test(id)) {
        throw new AppError("invalid_request", "A station in this file has no id.");
      }
      // The server has the schemas; what it refuses is not taken in.
      const record = await check({ lines, knobs } as StationRecord);
      return { id, name: typeof name === "string" ? name : id, record };
    }),
  );
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** Joins a file's stations with what is remembered here. Returns the way back. */
export function takeIn(radio: Pick<Radio, "station">, stations: readonly FileStation[]): () => void {
  const before = stations.map(({ id, record }) => {
    const station = radio.station(id);
    const { history, knobs } = station.store.getState();
    station.merge(record);
    station.save();
    return { station, history, knobs };
  });
  return () => {
    for (const { station, history, knobs } of before) station.change({ history, knobs });
  };
}

/** What each station remembers, here and, where this browser keeps in step, on the server. */
export async function gather(
  radio: Pick<Radio, "station">,
  stations: readonly Named[],
  isSynced: boolean,
): Promise<FileStation[]> {
  return Promise.all(
    stations.map(async ({ id, name }) => {
      const station = radio.station(id);
      if (isSynced) station.merge(await readMemory(id, 0));
      return { id, name, record: station.record() };
    }),
  );
}

/** Hands a file to the browser to keep. */
export function download(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
