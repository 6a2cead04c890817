// Wire format to the nouns of lib/music/service.ts. Nothing here asks anybody anything.

import type { Playlist, ServiceArtist, Track } from "@/lib/music/service";
import type { WireImage, WirePlaylist, WirePlaylistEntry, WireTrack } from "./responses";

/** undefined = not a track that can be played here: gone, an episode, a local file, or without a credited artist. */
export function toTrack(wire: WireTrack | null | undefined): Track | undefined {
  if (!wire?.id || wire.is_local || (wire.type && wire.type !== "track")) return undefined;
  const artists = wire.artists.flatMap(toArtist);
  if (artists.length === 0) return undefined;
  const coverUrl = largestImage(wire.album?.images ?? []);
  const url = wire.external_urls?.spotify;
  return {
    id: wire.id,
    uri: wire.uri,
    title: wire.name,
    artists,
    ...(wire.album?.name && { album: toAlbum(wire.album.name, wire.album.external_urls?.spotify) }),
    ...(coverUrl && { coverUrl }),
    lengthMs: wire.duration_ms ?? 0,
    explicit: wire.explicit ?? false,
    playable: wire.is_playable !== false && !wire.restrictions,
    ...(url && { url }),
  };
}

export function toTracks(wires: readonly (WireTrack | null | undefined)[]): Track[] {
  return wires.flatMap((wire) => toTrack(wire) ?? []);
}

/** The track of a playlist entry, from whichever of its two keys holds one. */
export function toEntryTrack(entry: WirePlaylistEntry | null): Track | undefined {
  if (!entry || entry.is_local) return undefined;
  return toTrack(entry.item ?? entry.track);
}

export function toPlaylist(wire: WirePlaylist, userId: string): Playlist {
  const url = wire.external_urls?.spotify;
  return {
    id: wire.id,
    name: wire.name ?? "",
    version: wire.snapshot_id ?? "",
    owned: wire.owner?.id === userId || wire.collaborative === true,
    trackCount: wire.items?.total ?? wire.tracks?.total ?? 0,
    ...(url && { url }),
  };
}

/** Address of the widest image; of images of unknown width the first, as Spotify lists the widest first. */
export function largestImage(images: readonly WireImage[]): string | undefined {
  let largest: WireImage | undefined;
  for (const image of images) {
    if (!largest || (image.width ?? 0) > (largest.width ?? 0)) largest = image;
  }
  return largest?.url;
}

function toArtist(wire: WireTrack["artists"][number]): ServiceArtist[] {
  if (!wire.name) return [];
  const url = wire.external_urls?.spotify;
  return [{ ...(wire.id && { id: wire.id }), name: wire.name, ...(url && { url }) }];
}

function toAlbum(title: string, url: string | null | undefined): NonNullable<Track["album"]> {
  return url ? { title, url } : { title };
}
