// Keeps what a listener's stations remember, so that another browser of theirs can go on from it.
// A browser sends what it edited and gets what others did since it last asked; the server joins, it decides nothing.

import { z } from "zod";
import { joinRecords, type StationRecord } from "@/lib/core/record";
import type { StampedMap } from "@/lib/core/stamped";
import { AppError } from "@/lib/errors";
import { listenerKey } from "@/lib/store/listener-keys";
import type { KeyValueStore } from "@/lib/store/store";

/** Counted from the last edit; a browser that still has its copy brings it back later. */
export const MEMORY_TTL_MS = 90 * 86_400_000;
/** Settings of one station. */
const KNOB_LIMIT = 400;

type Memory = {
  /** Revision of the first edit: what a browser sent before that is not in here any more. */
  readonly base: number;
  /** Of the last edit; a later one is always greater, also after everything was deleted. */
  readonly revision: number;
  readonly record: StationRecord<unknown>;
};

type MemoryDeps = { readonly store: KeyValueStore; readonly now: () => number; readonly listenerId: string };

const entriesSchema = z.record(
  z.string(),
  z.object({ edited: z.number(), value: z.unknown(), rev: z.number().optional() }),
);
const memorySchema = z.object({
  base: z.number(),
  revision: z.number(),
  record: z.object({ lines: entriesSchema, knobs: entriesSchema }),
});

const NOTHING: Memory = { base: 0, revision: 0, record: { lines: {}, knobs: {} } };

/**
 * What is remembered of a station and was edited after revision `since`. Throws what the store throws.
 * `base` 0 = nothing is.
 */
export async function readMemory(deps: MemoryDeps, stationId: string, since: number): Promise<Memory> {
  return newerThan(since, parseMemory(await deps.store.get(memoryKey(deps, stationId))));
}

/**
 * Joins the edits of one browser with what is remembered, and answers as {@link readMemory}.
 * Throws AppError("too_large") for more than {@link KNOB_LIMIT} settings, and what the store throws.
 */
export async function joinMemory(
  deps: MemoryDeps,
  stationId: string,
  { since, edits }: { readonly since: number; readonly edits: StationRecord<unknown> },
): Promise<Memory> {
  const value = await deps.store.update(memoryKey(deps, stationId), (found) => {
    const before = parseMemory(found);
    const joined = joinRecords(before.record, edits);
    if (joined === before.record) return "keep";
    if (Object.keys(joined.knobs).length > KNOB_LIMIT) {
      throw new AppError("too_large", `A station keeps ${KNOB_LIMIT} settings at most.`);
    }
    const revision = Math.max(deps.now(), before.revision + 1);
    const record = {
      lines: numbered(joined.lines, before.record.lines, revision),
      knobs: numbered(joined.knobs, before.record.knobs, revision),
    };
    return { value: { base: before.base || revision, revision, record }, ttlMs: MEMORY_TTL_MS };
  });
  return newerThan(since, parseMemory(value));
}

/** Under one revision what is not as it was before. */
function numbered(map: StampedMap<unknown>, before: StampedMap<unknown>, rev: number): StampedMap<unknown> {
  return Object.fromEntries(
    Object.entries(map).map(([key, entry]) => [key, before[key] === entry ? entry : { ...entry, rev }]),
  );
}

function newerThan(since: number, memory: Memory): Memory {
  const newer = (map: StampedMap<unknown>): StampedMap<unknown> =>
    Object.fromEntries(Object.entries(map).filter(([, { rev = 0 }]) => rev > since));
  const { lines, knobs } = memory.record;
  return { ...memory, record: { lines: newer(lines), knobs: newer(knobs) } };
}

function parseMemory(value: unknown): Memory {
  const parsed = memorySchema.safeParse(value);
  return parsed.success ? parsed.data : NOTHING;
}

const memoryKey = ({ listenerId }: MemoryDeps, stationId: string) =>
  listenerKey(listenerId, `memory:${stationId}`);
