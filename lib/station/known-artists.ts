// Of which artists tracks are known already, as one entry of the store that all listeners share: looking through a pool of
// hundreds costs one reading. Only where asking for new artists is limited; elsewhere nobody needs to know.

import { z } from "zod";
import { isAppError } from "@/lib/errors";
import type { KeyValueStore } from "@/lib/store/store";
import type { StationDeps } from "./deps";
import { TRACKS_TTL_MS } from "./deps";

type KnownDeps = Pick<StationDeps, "store" | "now">;

/** When each stops being known, Unix milliseconds. Thousands, at every request: a record schema would take milliseconds. */
const knownSchema = z.custom<Readonly<Record<string, number>>>(
  (value) =>
    typeof value === "object" &&
    value !== null &&
    Object.values(value).every((until) => typeof until === "number"),
);

const KEY = "known-artists";
/** The newest are kept: some 100 kB of JSON at most. */
const MOST = 3_000;

/** How an artist is spelled in keys. */
export const toArtistKey = (name: string): string => name.normalize("NFKC").toLowerCase();

export type KnownArtists = {
  readonly has: (name: string) => boolean;
  /** As {@link toArtistKey} spells them. */
  readonly keys: ReadonlySet<string>;
};

/** What was read of a store holds for so long: somebody of whom another replica has just learnt may be new here. */
const LOOK_EVERY_MS = 1_000;
const looks = new WeakMap<KeyValueStore, { readonly at: number; readonly known: KnownArtists }>();

/** The artists with known tracks. */
export async function readKnownArtists({ store, now = Date.now }: KnownDeps): Promise<KnownArtists> {
  const time = now();
  const look = looks.get(store);
  if (look && Math.abs(time - look.at) < LOOK_EVERY_MS) return look.known;
  const known = parseKnown(await store.get(KEY));
  const fresh = toKnownArtists(new Set(Object.keys(known).filter((key) => (known[key] ?? 0) > time)));
  looks.set(store, { at: time, known: fresh });
  return fresh;
}

/** Each request asks for hundreds of the same names, and spelling one takes longer than to remember it. */
function toKnownArtists(keys: ReadonlySet<string>): KnownArtists {
  const answers = new Map<string, boolean>();
  const has = (name: string): boolean => {
    const answer = answers.get(name) ?? keys.has(toArtistKey(name));
    answers.set(name, answer);
    return answer;
  };
  return { keys, has };
}

export async function noteKnownArtists(
  { store, now = Date.now }: KnownDeps,
  names: readonly string[],
): Promise<void> {
  if (names.length === 0) return;
  const expiresAt = now() + TRACKS_TTL_MS;
  const noted = store.update(KEY, (value) => {
    const known = new Map(Object.entries(parseKnown(value)).filter(([, until]) => until > now()));
    for (const name of names) {
      known.delete(toArtistKey(name));
      known.set(toArtistKey(name), expiresAt);
    }
    return { value: Object.fromEntries([...known].slice(-MOST)), ttlMs: TRACKS_TTL_MS };
  });
  await noted.catch(forgiveStore);
  looks.delete(store);
}

/** What is only remembered to save calls may as well be forgotten while the store is away. */
export function forgiveStore(error: unknown): void {
  if (!isAppError(error, "store_unavailable") && !isAppError(error, "too_many_requests")) throw error;
}

function parseKnown(value: unknown): z.infer<typeof knownSchema> {
  const parsed = knownSchema.safeParse(value);
  return parsed.success ? parsed.data : {};
}
