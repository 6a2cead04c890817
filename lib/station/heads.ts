// The heads of the listener's stations, by one list call: their versions say which of the kept seeds still hold.
// Asked when the list of stations is looked at, and while one plays every few hours; never for a single song.

import { z } from "zod";
import { isAppError } from "@/lib/errors";
import { type Playlist, STATION_PREFIX } from "@/lib/music/service";
import { listenerKey } from "@/lib/store/listener-keys";
import { STYLE_TTL_MS, type StationDeps } from "./deps";
import { forgiveStore } from "./known-artists";

/** While a station plays, its listener is not in the playlist: an edit elsewhere shows when the list is opened, or by then. */
const LISTENING_AGE_MS = 6 * 3_600_000;

const headsSchema = z.object({
  /** When the service was asked, Unix milliseconds. */
  at: z.number(),
  stations: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      version: z.string(),
      owned: z.boolean(),
      trackCount: z.number(),
      url: z.string().optional(),
    }),
  ),
});

/** Is this playlist one of the listener's stations? */
export function isStation(playlist: Pick<Playlist, "name" | "owned">): boolean {
  return playlist.owned && playlist.name.toLowerCase().startsWith(STATION_PREFIX);
}

/** All stations of the listener as they are now, in the service's order. Throws as listPlaylists does. */
export async function listHeads(deps: StationDeps): Promise<readonly Playlist[]> {
  const { store, music, signal, now = Date.now } = deps;
  const stations = (await music.listPlaylists({ ...(signal && { signal }) })).filter(isStation);
  await store.set(headsKey(deps), { at: now(), stations }, { ttlMs: STYLE_TTL_MS });
  return stations;
}

/** The same for who plays: some hours old, or however old where the service cannot be asked. Some may be missing. */
export async function findHeads(deps: StationDeps): Promise<readonly Playlist[]> {
  const { store, now = Date.now } = deps;
  const kept = headsSchema.safeParse(await store.get(headsKey(deps)));
  const stations = kept.success ? kept.data.stations.map(toPlaylist) : [];
  if (kept.success && now() - kept.data.at < LISTENING_AGE_MS) return stations;
  return listHeads(deps).catch((error: unknown) => {
    if (!isAppError(error) || error.code === "not_signed_in") throw error;
    return stations;
  });
}

/** Takes note of a station that was just made, edited or, with `undefined`, deleted here, so that nobody has to ask. */
export async function noteHead(deps: StationDeps, id: string, playlist: Playlist | undefined): Promise<void> {
  const { store, now = Date.now } = deps;
  const noted = store.update(headsKey(deps), (value) => {
    const kept = headsSchema.safeParse(value);
    const { at, stations } = kept.success ? kept.data : { at: now(), stations: [] };
    const isThere = stations.some((station) => station.id === id);
    const changed = stations.flatMap((station) => (station.id === id ? (playlist ?? []) : station));
    const all = playlist && !isThere ? [playlist, ...changed] : changed;
    return { value: { at, stations: all }, ttlMs: STYLE_TTL_MS };
  });
  await noted.catch(forgiveStore);
}

const toPlaylist = ({ url, ...head }: z.infer<typeof headsSchema>["stations"][number]): Playlist => ({
  ...head,
  ...(url !== undefined && { url }),
});

const headsKey = ({ listenerId }: StationDeps) => listenerKey(listenerId, "heads");
