// Keeps one station in step with what the server remembers of it: sends what was edited here, takes what others edited.

import { coalesce } from "@/components/station/coalesce";
import type { StationRecord } from "@/components/station/record";
import type { StationStore } from "@/components/station/station-store";
import type { StampedMap } from "@/lib/core/stamped";

/** What the server answers: its entries since the revision that it was asked for. */
export type MemoryAnswer = StationRecord & { readonly base: number; readonly revision: number };

export type MemoryCalls = {
  readonly read: (stationId: string, since: number) => Promise<MemoryAnswer>;
  readonly join: (
    stationId: string,
    edits: StationRecord & { readonly since: number },
  ) => Promise<MemoryAnswer>;
};

export type StationSync = {
  /** Throws what the calls throw; what could not be sent is sent the next time. */
  exchange(): Promise<void>;
  /** Is there anything that the server has not seen? */
  isBehind(): boolean;
};

/** A look, what was found unsent, and what was edited meanwhile. */
const MAX_ROUNDS = 3;

export function createStationSync(
  station: Pick<StationStore, "id" | "record" | "merge" | "save">,
  { read, join }: MemoryCalls,
  /** Asked before each call: a listener who disconnects must not be written down again by a loop under way. */
  isOn: () => boolean,
): StationSync {
  /** Revision since which the server remembers; undefined = not asked yet. */
  let base: number | undefined;
  const unsent = () => unsentOf(station.record(), base);

  const round = async () => {
    const edits = unsent();
    const since = latestRevision(station.record());
    const answer = isEmpty(edits)
      ? await read(station.id, since)
      : await join(station.id, { since, ...edits });
    if (!isOn()) return;
    base = answer.base;
    const before = station.record();
    station.merge({ lines: answer.lines, knobs: answer.knobs });
    if (station.record() !== before) station.save();
  };

  const exchange = coalesce(
    async () => {
      try {
        for (let count = 0; count < MAX_ROUNDS && isOn(); count++) {
          await round();
          if (isEmpty(unsent())) break;
        }
      } catch (error) {
        return { error };
      }
      return undefined;
    },
    (failed) => {
      if (failed) throw failed.error;
    },
  );
  return { exchange, isBehind: () => !isEmpty(unsent()) };
}

/** What the server has not seen, or has forgotten since: it remembers nothing from before `base`. */
function unsentOf({ lines, knobs }: StationRecord, base: number | undefined): StationRecord {
  const isUnsent = ({ rev }: { readonly rev?: number | undefined }) =>
    rev === undefined || (base !== undefined && (base === 0 || rev < base));
  const only = <T>(map: StampedMap<T>): StampedMap<T> =>
    Object.fromEntries(Object.entries(map).filter(([, entry]) => isUnsent(entry)));
  return { lines: only(lines), knobs: only(knobs) };
}

const latestRevision = ({ lines, knobs }: StationRecord): number =>
  [...Object.values(lines), ...Object.values(knobs)].reduce((most, { rev = 0 }) => Math.max(most, rev), 0);

const isEmpty = ({ lines, knobs }: StationRecord): boolean =>
  Object.keys(lines).length === 0 && Object.keys(knobs).length === 0;
