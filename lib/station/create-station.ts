// A new station: a playlist `radio: NAME` at the service, filled from artists, words and other playlists.

import pLimit from "p-limit";
import { allowedTracks } from "@/lib/core/sample";
import { AppError, isAppError } from "@/lib/errors";
import { STATION_PREFIX, type Track } from "@/lib/music/service";
import { findKeptTracks, getArtistTracks, toChoice } from "./artist-tracks";
import { SERVICE_CONCURRENCY, type StationDeps } from "./deps";
import { nobody } from "./draft";
import { mix, type Source, type WeightedName } from "./mixture";
import { readSources } from "./read-sources";
import { noteStation, type StationSeed } from "./style";
import { keepWaiting } from "./waiting";

export type CreateStationInput = {
  /** With or without the prefix. */
  readonly name: string;
  readonly sources: readonly Source[];
};

/** An artist with the tracks found for it, none when the service has no such artist; `later` = it was not asked yet. */
export type FoundTracks = {
  readonly name: string;
  readonly tracks: readonly Track[];
  readonly later?: boolean;
};

/** Questions that one new station may cost where they are limited; the other artists come into it later. */
const MOST_ASKED = 40;
const DESCRIPTION = "A Longwave station: the artists in this playlist are its style.";

/**
 * Writes the playlist and returns its seed, with the names of whom the service has no track and the words nobody knows,
 * and of those whose tracks come into it later, because asking for all at once would cost too much.
 * Throws AppError("invalid_request") when nothing at all was found to put into it.
 */
export async function createStation(
  deps: StationDeps,
  { name, sources }: CreateStationInput,
): Promise<{ seed: StationSeed; unknown: string[]; later: string[] }> {
  const [read, own] = await Promise.all([readSources(deps, sources), readTracks(deps, sources)]);
  const artists = mix(deps, read.sources);
  if (artists.length === 0) throw nobody(read.unknown);
  const [only] = sources;
  const copies = sources.length === 1 && only?.kind === "playlist";
  const found = copies ? [] : await findTracks(askingLittle(deps), artists, own);
  const tracks = copies ? own : found.flatMap((artist) => artist.tracks);
  if (tracks.length === 0) {
    throw new AppError("invalid_request", "No track was found for any of these artists. Try other names.", {
      details: { artists: artists.map((artist) => artist.name) },
    });
  }
  const playlist = await deps.music.createPlaylist(
    {
      name: STATION_PREFIX + stripPrefix(name),
      description: DESCRIPTION,
      trackUris: [...new Set(tracks.map((track) => track.uri))],
    },
    { signal: deps.signal },
  );
  const later = found.filter((artist) => artist.later).map((artist) => artist.name);
  const waiting = artists.filter(({ name: artist }) => later.includes(artist));
  if (waiting.length > 0) await keepWaiting(deps, playlist.id, waiting);
  const seed = await noteStation(deps, playlist, tracks);
  const missing = found.filter((artist) => artist.tracks.length === 0 && !artist.later);
  return { seed, unknown: [...read.unknown, ...missing.map((artist) => artist.name)], later };
}

type Asking = StationDeps & { readonly ask?: (artist: string) => Promise<readonly Track[] | undefined> };

/** Asks as something that is prepared, and no more than a new station may cost; undefined = not now. */
function askingLittle(deps: StationDeps): Asking {
  if (!deps.music.allowance) return deps;
  let asked = 0;
  const ask = async (artist: string) => {
    const kept = await findKeptTracks(deps, artist);
    if (kept && (kept.whole || kept.tracks.length > 1)) return kept.tracks;
    if (asked >= MOST_ASKED) return kept?.tracks;
    asked += 1;
    try {
      return await getArtistTracks(deps, artist, { urgency: "preparing" });
    } catch (error) {
      if (!isAppError(error) || error.code === "not_signed_in") throw error;
      // One refusal is enough to know; whoever is known comes in now.
      asked = MOST_ASKED;
      return kept?.tracks;
    }
  };
  return { ...deps, ask };
}

/** The tracks of the playlists that the mixture has something of. */
async function readTracks(deps: StationDeps, sources: readonly Source[]): Promise<Track[]> {
  const ids = sources.flatMap((source) =>
    source.kind === "playlist" && source.weight > 0 ? [source.id] : [],
  );
  const limit = pLimit(SERVICE_CONCURRENCY);
  const lists = await Promise.all(
    ids.map((id) => limit(() => deps.music.listPlaylistTracks(id, { signal: deps.signal }))),
  );
  return lists.flat();
}

/** As many tracks of each artist as its weight says: those at hand first, then what the service offers. */
export function findTracks(
  deps: Asking,
  artists: readonly WeightedName[],
  own: readonly Track[] = [],
): Promise<FoundTracks[]> {
  const limit = pLimit(SERVICE_CONCURRENCY);
  const atHand = groupByArtist(deps, own);
  const options = { noExplicit: false, heard: new Set<string>() };
  const takeFrom = (tracks: readonly Track[], count: number) =>
    allowedTracks(tracks.map(toChoice), options)
      .slice(0, count)
      .map((choice) => choice.track);
  return Promise.all(
    artists.map(({ name, weight }) =>
      limit(async () => {
        const mine = takeFrom(atHand.get(keyOf(deps, name)) ?? [], weight);
        // A call for one track more is not worth it.
        if (2 * mine.length >= weight) return { name, tracks: mine };
        const offered = await (deps.ask ?? ((artist) => getArtistTracks(deps, artist)))(name);
        if (!offered) return { name, tracks: mine, later: true };
        return { name, tracks: takeFrom([...mine, ...offered], weight) };
      }),
    ),
  );
}

function groupByArtist(deps: StationDeps, tracks: readonly Track[]): Map<string, Track[]> {
  const groups = new Map<string, Track[]>();
  for (const track of tracks) {
    const key = keyOf(deps, track.artists[0]?.name ?? "");
    groups.set(key, [...(groups.get(key) ?? []), track]);
  }
  return groups;
}

/** One key for all spellings of an artist that the catalogue knows. */
const keyOf = ({ catalogue }: StationDeps, name: string): string =>
  String(catalogue.find(name) ?? name.trim().toLowerCase());

/** A station's name as people say it. */
export const stripPrefix = (name: string) =>
  name.toLowerCase().startsWith(STATION_PREFIX) ? name.slice(STATION_PREFIX.length).trim() : name;
