// A listener's library in the key-value store, in parts that any store takes. Rows are those of one model.

import { setImmediate as nextTurn } from "node:timers/promises";
import { z } from "zod";
import { listenerKey } from "@/lib/store/listener-keys";
import type { KeyValueStore } from "@/lib/store/store";
import { type Holding, holdingSchema, type Library } from "./holding";

export type KeptLibraryOptions = {
  readonly store: KeyValueStore;
  readonly listenerId: string;
  /** Of the model whose rows the holdings name. */
  readonly modelHash: string;
};

const TTL_MS = 30 * 86_400_000;
const PART_SIZE = 1_000;
const headSchema = z.object({
  modelHash: z.string(),
  readAt: z.number(),
  parts: z.number().int().min(0),
  /** Tells the parts of one writing from those of another. */
  stamp: z.string(),
});
const partSchema = z.object({ stamp: z.string(), holdings: z.array(holdingSchema) });

/** undefined = nothing kept, or of another model, or not whole. */
export async function loadLibrary({
  store,
  listenerId,
  modelHash,
}: KeptLibraryOptions): Promise<Library | undefined> {
  const head = headSchema.safeParse(await store.get(headKey(listenerId)));
  if (!head.success || head.data.modelHash !== modelHash) return undefined;
  const { parts, stamp, readAt } = head.data;
  const holdings: Holding[] = [];
  for (let part = 0; part < parts; part++) {
    // Embedded stores answer without a pause, and parsing takes its time.
    await nextTurn();
    const kept = partSchema.safeParse(await store.get(partKey(listenerId, part)));
    if (!kept.success || kept.data.stamp !== stamp) return undefined;
    holdings.push(...kept.data.holdings);
  }
  return { holdings, readAt };
}

export async function saveLibrary(
  { store, listenerId, modelHash }: KeptLibraryOptions,
  { holdings, readAt }: Library,
): Promise<void> {
  const parts = Math.ceil(holdings.length / PART_SIZE);
  const stamp = `${readAt}/${holdings.length}`;
  for (let part = 0; part < parts; part++) {
    const slice = holdings.slice(part * PART_SIZE, (part + 1) * PART_SIZE);
    await nextTurn();
    await store.set(partKey(listenerId, part), { stamp, holdings: slice }, { ttlMs: TTL_MS });
  }
  await store.set(headKey(listenerId), { modelHash, readAt, parts, stamp }, { ttlMs: TTL_MS });
}

const headKey = (listenerId: string) => listenerKey(listenerId, "library");
const partKey = (listenerId: string, part: number) => listenerKey(listenerId, `library:${part}`);
