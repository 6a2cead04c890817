// Which of two routes to the same thing this client id has: Spotify moved several in 2026, by client id.
// Learnt from the first success, remembered in the store for all replicas, and doubted sparingly.

import { z } from "zod";
import type { KeyValueStore } from "@/lib/store/store";

export type Route = "new" | "old";

export interface Abilities {
  /** The route that worked last; undefined = none has, or it was an old one and too long ago. */
  find(ability: string): Promise<Route | undefined>;
  remember(ability: string, route: Route): Promise<void>;
}

export type AbilitiesOptions = {
  readonly now: () => number;
  /** Absent = this process remembers alone. */
  readonly store?: Pick<KeyValueStore, "get" | "update"> | undefined;
  readonly clientId: string;
};

const DAY_MS = 86_400_000;
/** After this long an old route is checked against the new one again: by one call that may be refused. */
const DOUBT_AFTER_MS = 7 * DAY_MS;
const KEPT_MS = 30 * DAY_MS;

const learntSchema = z.record(z.string(), z.object({ route: z.enum(["new", "old"]), at: z.number() }));
type Learnt = z.infer<typeof learntSchema>;

export function createAbilities({ now, store, clientId }: AbilitiesOptions): Abilities {
  const key = `spotify-abilities:${clientId}`;
  let learnt: Learnt = {};
  let reading: Promise<void> | undefined;

  const read = async (): Promise<void> => {
    // A store that is away costs a refused call or two, no more.
    const kept = await store?.get(key).catch(() => undefined);
    learnt = { ...parseLearnt(kept), ...learnt };
  };

  return {
    async find(ability) {
      reading ??= read();
      await reading;
      const known = learnt[ability];
      if (known?.route === "old" && now() - known.at > DOUBT_AFTER_MS) return undefined;
      return known?.route;
    },
    async remember(ability, route) {
      const known = learnt[ability];
      const isFresh = known !== undefined && now() - known.at <= DOUBT_AFTER_MS;
      if (known?.route === route && isFresh) return;
      const entry = { route, at: now() };
      learnt = { ...learnt, [ability]: entry };
      await store
        ?.update(key, (value) => ({ value: { ...parseLearnt(value), [ability]: entry }, ttlMs: KEPT_MS }))
        .catch(() => undefined);
    },
  };
}

function parseLearnt(value: unknown): Learnt {
  const parsed = learntSchema.safeParse(value);
  return parsed.success ? parsed.data : {};
}
