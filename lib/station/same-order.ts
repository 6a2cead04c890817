// The same question has the same answer for a day, though more artists are known when it is asked again.
// Without this, the artists that a first answer made known would change the second.

import { createHash } from "node:crypto";
import { z } from "zod";
import { listenerKey } from "@/lib/store/listener-keys";
import type { StationDeps } from "./deps";
import type { Recommendation, RecommendInput } from "./recommend";

type Question = Omit<RecommendInput, "economy">;

const DAY_MS = 86_400_000;
const namesSchema = z.array(z.string());

/** The order that was recommended when this was asked for the first time: now, or within the day. */
export async function keepOrder(
  { store, catalogue, listenerId }: Pick<StationDeps, "store" | "catalogue" | "listenerId">,
  { seed, history, knobs, count, said }: Question,
  { order, pool }: Recommendation,
): Promise<Recommendation["order"]> {
  const text = JSON.stringify([catalogue.model.hash, seed, history, knobs, count, said]);
  const key = listenerKey(listenerId, `order:${createHash("sha256").update(text).digest("base64url")}`);
  const kept = namesSchema.safeParse(await store.get(key));
  if (!kept.success) {
    await store.set(
      key,
      order.map(({ name }) => name),
      { ttlMs: DAY_MS },
    );
    return order;
  }
  const scores = new Map(pool.map(({ artist, score }) => [catalogue.names[artist], { artist, score }]));
  return kept.data.flatMap((name) => {
    const ranked = scores.get(name);
    return ranked ? [{ ...ranked, name }] : [];
  });
}
