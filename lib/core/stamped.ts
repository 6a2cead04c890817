// Maps whose entries carry the time of their last edit, so that copies changed apart become one without loss.
// Joining is commutative, associative and idempotent; used by the page for its tabs and by the server for its listeners.

/** One entry of a {@link StampedMap}. */
export type Stamped<T> = {
  /** When it was last edited, Unix milliseconds; later than every edit that its editor knew of. */
  readonly edited: number;
  /** null = taken back; kept, so that no other copy brings it again. */
  readonly value: T | null;
  /** Revision under which the server took it in, Unix milliseconds; absent = the server has not seen it. */
  readonly rev?: number | undefined;
};

/** Entries by key. */
export type StampedMap<T> = Readonly<Record<string, Stamped<T>>>;

/**
 * The entry that stands where two copies differ: the later edit; of two at the same moment, the one whose JSON text is
 * greater, which is arbitrary but the same everywhere; of two alike, the one that the server has seen last.
 */
export function laterOf<T>(a: Stamped<T>, b: Stamped<T>): Stamped<T> {
  if (a.edited !== b.edited) return a.edited > b.edited ? a : b;
  const textOfA = JSON.stringify(a.value);
  const textOfB = JSON.stringify(b.value);
  if (textOfA !== textOfB) return textOfA > textOfB ? a : b;
  return (b.rev ?? 0) > (a.rev ?? 0) ? b : a;
}

/** Both maps as one, a new map; `a` itself where `b` brings nothing new. */
export function joinMaps<T>(a: StampedMap<T>, b: StampedMap<T>): StampedMap<T> {
  let joined: Record<string, Stamped<T>> | undefined;
  for (const [key, entry] of Object.entries(b)) {
    const own = a[key];
    const later = own ? laterOf(own, entry) : entry;
    if (later === own) continue;
    joined ??= { ...a };
    joined[key] = later;
  }
  return joined ?? a;
}

/**
 * The map with its `limit` last keys in `compare`'s order, taken-back entries counted too; itself where it has no more.
 * Because only keys decide, bounding before a join or after it comes to the same.
 */
export function lastKeys<T>(
  map: StampedMap<T>,
  limit: number,
  compare: (a: string, b: string) => number,
): StampedMap<T> {
  const keys = Object.keys(map);
  if (keys.length <= limit) return map;
  const kept = keys.sort(compare).slice(-limit);
  return Object.fromEntries(kept.flatMap((key) => (map[key] ? [[key, map[key]]] : [])));
}

/** The map after an edit at `now`: later than what it replaces, even where that came from a clock ahead of this one. */
export function edit<T>(map: StampedMap<T>, key: string, value: T | null, now: number): StampedMap<T> {
  return { ...map, [key]: { edited: Math.max(now, (map[key]?.edited ?? 0) + 1), value } };
}
