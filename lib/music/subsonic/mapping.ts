// Wire format to the nouns of lib/music/service.ts. Nothing here asks anybody anything.

import type { LibraryAlbum, Playlist, ServiceArtist, Track } from "@/lib/music/service";
import type { WireAlbum, WirePlaylist, WireSong } from "./responses";

/** Address under which the page finds a cover, by the server's id of it. */
export type CoverAddress = (coverId: string) => string;

const URI_PREFIX = "subsonic:track:";

export const toUri = (id: string): string => `${URI_PREFIX}${id}`;

/** The server's id inside one of our uris; undefined for a foreign one. */
export function fromUri(uri: string): string | undefined {
  return uri.startsWith(URI_PREFIX) ? uri.slice(URI_PREFIX.length) : undefined;
}

/** undefined = not a track of music: a folder, a video, a podcast, or without a named artist. */
export function toTrack(wire: WireSong, coverAddress: CoverAddress): Track | undefined {
  if (wire.isDir || wire.isVideo || (wire.type && wire.type !== "music")) return undefined;
  const artists = toCredits(wire);
  if (artists.length === 0) return undefined;
  const gainDb = wire.replayGain?.trackGain ?? wire.replayGain?.albumGain;
  const peak = wire.replayGain?.trackPeak;
  return {
    id: wire.id,
    uri: toUri(wire.id),
    title: wire.title ?? "",
    artists,
    ...(wire.album && { album: { title: wire.album } }),
    ...(wire.coverArt && { coverUrl: coverAddress(wire.coverArt) }),
    lengthMs: (wire.duration ?? 0) * 1_000,
    explicit: wire.explicitStatus === "explicit",
    playable: true,
    ...(typeof gainDb === "number" && { loudness: { gainDb, ...(peak && { peak }) } }),
  };
}

export function toTracks(wires: readonly WireSong[], coverAddress: CoverAddress): Track[] {
  return wires.flatMap((wire) => toTrack(wire, coverAddress) ?? []);
}

/** Some servers write the owner before the name of a playlist that is not the listener's. */
export function toPlaylist(wire: WirePlaylist, username: string): Playlist {
  const owned = !wire.owner || wire.owner.toLowerCase() === username.toLowerCase();
  const name = wire.name ?? "";
  const prefix = `[${wire.owner}] `;
  const trackCount = wire.songCount ?? 0;
  return {
    id: wire.id,
    name: !owned && name.startsWith(prefix) ? name.slice(prefix.length) : name,
    // Where a server does not say when a playlist changed, its size and length do, as well as they can.
    version: wire.changed ?? `${wire.created ?? ""}/${trackCount}/${wire.duration ?? 0}`,
    owned,
    trackCount,
  };
}

export function toLibraryAlbum(wire: WireAlbum): LibraryAlbum {
  const genres = wire.genres.length > 0 ? wire.genres.map(({ name }) => name) : splitGenres(wire.genre ?? "");
  return { artists: toCredits(wire), genres };
}

function toCredits(wire: Pick<WireSong, "artist" | "artistId" | "artists">): ServiceArtist[] {
  const credited = wire.artists.length > 0 ? wire.artists : [{ id: wire.artistId, name: wire.artist ?? "" }];
  return credited.flatMap(({ id, name }) => (name.trim() === "" ? [] : [{ ...(id && { id }), name }]));
}

function splitGenres(text: string): string[] {
  return text
    .split(/[;,|]/)
    .map((genre) => genre.trim())
    .filter((genre) => genre !== "");
}
