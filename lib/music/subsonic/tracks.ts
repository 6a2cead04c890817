// Tracks of a Subsonic library: those of an artist, best first, and one by its id.
// Best is what the server calls the top songs, where it knows; else what was starred, rated and played here.

import { isAppError } from "@/lib/errors";
import { isSameName } from "@/lib/music/fold-name";
import type { CallOptions, ListenerMusic, ServiceArtist, Track } from "@/lib/music/service";
import { findArtists } from "./artists";
import type { SubsonicClient } from "./client";
import { type CoverAddress, toTrack, toTracks } from "./mapping";
import {
  albumAnswer,
  artistAnswer,
  songAnswer,
  topSongsAnswer,
  type WireAlbum,
  type WireArtist,
  type WireSong,
} from "./responses";

const MOST_TRACKS = 10;
/** Albums read for one artist: each costs a call. */
const MOST_ALBUMS = 6;
/** Artists of one name that are read together, where tags are untidy. */
const MOST_NAMESAKES = 3;

type TrackPart = Pick<ListenerMusic, "findArtistTracks" | "findTrack">;

export function createTrackCalls(client: SubsonicClient, coverAddress: CoverAddress): TrackPart {
  return {
    async findArtistTracks(artist, options = {}) {
      options.signal?.throwIfAborted();
      if (artist.name.trim() === "") return [];
      const { id } = artist;
      const meant = id ? [{ id, name: artist.name }] : await findArtists(client, artist.name, options);
      const lists = await Promise.all(
        meant.slice(0, MOST_NAMESAKES).map((one) => readArtistSongs(client, one, options)),
      );
      return interleave(lists.map((songs) => toTracks(songs, coverAddress))).slice(0, MOST_TRACKS);
    },

    async findTrack(id, { signal } = {}) {
      // Ids are letters, digits and a few marks; anything else is known to be unknown without asking.
      if (!/^[\w.:-]+$/.test(id)) return undefined;
      const call = {
        endpoint: "getSong",
        parameters: [["id", id]],
        what: `read the track ${id}`,
        signal,
      } as const;
      try {
        return toTrack((await client.read(call, songAnswer)).song, coverAddress);
      } catch (error) {
        if (isAppError(error, "not_found")) return undefined;
        throw error;
      }
    },
  };
}

async function readArtistSongs(
  client: SubsonicClient,
  artist: WireArtist,
  options: CallOptions,
): Promise<WireSong[]> {
  const top = await readTopSongs(client, artist, options);
  if (top.length >= MOST_TRACKS) return top;
  const own = await readAlbumSongs(client, artist, options);
  const known = new Set(top.map(({ id }) => id));
  return [...top, ...own.filter(({ id }) => !known.has(id))];
}

/** Empty also where the server has no source that knows which songs are on top. */
async function readTopSongs(
  client: SubsonicClient,
  artist: WireArtist,
  { signal }: CallOptions,
): Promise<WireSong[]> {
  const parameters = [
    ["artist", artist.name],
    ["count", MOST_TRACKS],
  ] as const;
  const call = { endpoint: "getTopSongs", parameters, what: `list the top songs of ${artist.name}`, signal };
  const answer = await client.readIfThere(call, topSongsAnswer);
  return (answer?.topSongs.song ?? []).filter((song) => isCredited(song, artist));
}

async function readAlbumSongs(
  client: SubsonicClient,
  artist: WireArtist,
  { signal }: CallOptions,
): Promise<WireSong[]> {
  const parameters = [["id", artist.id]] as const;
  const call = { endpoint: "getArtist", parameters, what: `read the albums of ${artist.name}`, signal };
  const albums = await client.read(call, artistAnswer).then(
    (answer) => answer.artist.album,
    (error: unknown) => {
      if (isAppError(error, "not_found")) return [];
      throw error;
    },
  );
  const chosen = [...albums].sort((a, b) => albumWeight(b) - albumWeight(a)).slice(0, MOST_ALBUMS);
  const lists = await Promise.all(
    chosen.map(async ({ id }) => {
      const what = `read the album ${id}`;
      const { album } = await client.read(
        { endpoint: "getAlbum", parameters: [["id", id]], what, signal },
        albumAnswer,
      );
      return album.song.filter((song) => isCredited(song, artist)).sort(byAlbumOrder);
    }),
  );
  return interleave(lists).sort((a, b) => songWeight(b) - songWeight(a));
}

function isCredited(song: WireSong, artist: WireArtist): boolean {
  const credits: ServiceArtist[] = [
    ...song.artists.map(({ id, name }) => ({ name, ...(id && { id }) })),
    { name: song.artist ?? "", ...(song.artistId && { id: song.artistId }) },
  ];
  return credits.some(({ id, name }) => (id ? id === artist.id : isSameName(name, artist.name)));
}

const albumWeight = ({ userRating, averageRating, playCount }: WireAlbum): number =>
  (userRating ?? averageRating ?? 0) + Math.log1p(playCount ?? 0);

/** A star counts like the best rating; ten plays like one more star of five. */
const songWeight = ({ starred, userRating, averageRating, playCount }: WireSong): number =>
  (starred ? 5 : (userRating ?? averageRating ?? 0)) + Math.log10(1 + (playCount ?? 0));

const byAlbumOrder = (a: WireSong, b: WireSong): number =>
  (a.discNumber ?? 1) - (b.discNumber ?? 1) || (a.track ?? 0) - (b.track ?? 0);

/** The first of each list, then the second of each: no album stands before the others. */
function interleave<Item extends WireSong | Track>(lists: readonly (readonly Item[])[]): Item[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  const rows = Array.from({ length: longest }, (_, row) => lists.flatMap((list) => list[row] ?? []));
  return [...new Map(rows.flat().map((item) => [item.id, item])).values()];
}
