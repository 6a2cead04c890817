// The sources of a mixture with everything read that they stand for: playlists from the service, words as the catalogue's.

import pLimit from "p-limit";
import { z } from "zod";
import { listenerKey } from "@/lib/store/listener-keys";
import { gatherTracks } from "./artist-tracks";
import { SERVICE_CONCURRENCY, type StationDeps } from "./deps";
import type { ReadSource, Source } from "./mixture";
import { readPhrase } from "./phrase";
import { toSeed } from "./style";

/** While somebody mixes, a playlist is asked for once. */
const ARTISTS_TTL_MS = 600_000;
const artistsSchema = z.array(z.object({ name: z.string(), weight: z.number() }));

/** @returns the sources and the words that the catalogue does not know. Throws as listPlaylistTracks does. */
export async function readSources(
  deps: StationDeps,
  sources: readonly Source[],
): Promise<{ readonly sources: readonly ReadSource[]; readonly unknown: readonly string[] }> {
  const limit = pLimit(SERVICE_CONCURRENCY);
  const unknown: string[] = [];
  const read = await Promise.all(
    sources.map(async (source): Promise<ReadSource | undefined> => {
      if (source.kind === "artist") return source;
      if (source.kind === "playlist") {
        const artists = await limit(() => readArtists(deps, source.id));
        return { kind: "playlist", artists, weight: source.weight };
      }
      const phrases = source.words.map((word) => ({ word, ...readPhrase(deps.catalogue, word) }));
      unknown.push(...phrases.filter(({ words }) => words.length === 0).map(({ word }) => word));
      const words = [...new Set(phrases.flatMap((phrase) => phrase.words))];
      return words.length > 0 ? { ...source, words } : undefined;
    }),
  );
  return { sources: read.flatMap((source) => source ?? []), unknown };
}

async function readArtists(deps: StationDeps, id: string) {
  const key = listenerKey(deps.listenerId, `list-artists:${id}`);
  const kept = artistsSchema.safeParse(await deps.store.get(key));
  if (kept.success) return kept.data;
  const tracks = await deps.music.listPlaylistTracks(id, { signal: deps.signal });
  const { artists } = toSeed({ id, name: "", version: "", owned: true, trackCount: tracks.length }, tracks);
  await Promise.all([deps.store.set(key, artists, { ttlMs: ARTISTS_TTL_MS }), gatherTracks(deps, tracks)]);
  return artists;
}
