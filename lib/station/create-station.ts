// A new station: a playlist `radio: NAME` at the service, filled from artists, from tags or from another playlist.

import pLimit from "p-limit";
import { allowedTracks } from "@/lib/core/sample";
import { AppError } from "@/lib/errors";
import { STATION_PREFIX, type Track } from "@/lib/music/service";
import { getArtistTracks, toChoice } from "./artist-tracks";
import { findArtistsOfTags } from "./artists-of-tags";
import { SERVICE_CONCURRENCY, type StationDeps } from "./deps";
import { keepSeed, type StationSeed, toSeed } from "./style";

export type CreateStationInput = {
  /** With or without the prefix. */
  readonly name: string;
  readonly artists: readonly string[];
  readonly tags: readonly string[];
  readonly playlistId?: string;
};

const TRACKS_PER_ARTIST = 2;
/** As many artists as make a tight station; each costs a call to the service. */
const ARTISTS_OF_TAGS = 8;
const DESCRIPTION = "A Longwave station: the artists in this playlist are its style.";

/**
 * Writes the playlist and returns its seed, with the names of whom the service has no track.
 * Throws AppError("invalid_request") when nothing at all was found to put into it.
 */
export async function createStation(
  deps: StationDeps,
  input: CreateStationInput,
): Promise<{ seed: StationSeed; unknown: string[] }> {
  const artists = [...new Set([...input.artists, ...artistsOfTags(deps, input.tags)])];
  const [copied, found] = await Promise.all([
    input.playlistId ? deps.music.listPlaylistTracks(input.playlistId, { signal: deps.signal }) : [],
    findTracks(deps, artists),
  ]);
  const tracks = [...copied, ...found.flatMap((artist) => artist.tracks)];
  if (tracks.length === 0) {
    throw new AppError(
      "invalid_request",
      "No track was found for any of these artists or tags. Try other names.",
      {
        details: { artists },
      },
    );
  }
  const playlist = await deps.music.createPlaylist(
    {
      name: STATION_PREFIX + stripPrefix(input.name),
      description: DESCRIPTION,
      trackUris: [...new Set(tracks.map((track) => track.uri))],
    },
    { signal: deps.signal },
  );
  const seed = toSeed(playlist, tracks);
  await keepSeed(deps, seed);
  return { seed, unknown: found.filter((artist) => artist.tracks.length === 0).map((artist) => artist.name) };
}

function artistsOfTags({ catalogue }: StationDeps, tags: readonly string[]): string[] {
  return findArtistsOfTags(catalogue, tags, ARTISTS_OF_TAGS).flatMap(
    (artist) => catalogue.names[artist] ?? [],
  );
}

function findTracks(
  deps: StationDeps,
  artists: readonly string[],
): Promise<{ name: string; tracks: Track[] }[]> {
  const limit = pLimit(SERVICE_CONCURRENCY);
  const options = { noExplicit: false, heard: new Set<string>() };
  return Promise.all(
    artists.map((name) =>
      limit(async () => {
        const choices = (await getArtistTracks(deps, name)).map(toChoice);
        const tracks = allowedTracks(choices, options).slice(0, TRACKS_PER_ARTIST);
        return { name, tracks: tracks.map((choice) => choice.track) };
      }),
    ),
  );
}

const stripPrefix = (name: string) =>
  name.toLowerCase().startsWith(STATION_PREFIX) ? name.slice(STATION_PREFIX.length).trim() : name;
