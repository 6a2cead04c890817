// From ids and URIs back to the invented things they name.
// Ids are read, not looked up, so they stay good after a restart.
import type { SandboxArtist } from "./catalogue";
import type { SandboxAlbum, TrackRef } from "./discography";
import { decodeId, encodeId, type IdParts, type Kind, parseUri } from "./ids";
import type { World } from "./state";

/** Ids of copies stand this far behind those of the tracks. */
const COPY = 1_000;

export function findArtist(world: World, id: string): SandboxArtist | undefined {
  const parts = decodeAs("artist", id);
  return parts && world.catalogue.findByKey(parts.owner);
}

/** A track by its own id or by that of its copy, which is what relinking leads to. */
export function findTrack(world: World, id: string): TrackRef | undefined {
  const parts = decodeAs("track", id);
  const artist = parts && world.catalogue.findByKey(parts.owner);
  const copy = parts !== undefined && parts.n >= COPY;
  const track = artist && world.discographyOf(artist).tracks[copy ? parts.n - COPY : parts.n];
  return artist && track && { artist, track, ...(copy && { copy }) };
}

/** The id of the same recording in another market. */
export function copyIdOf({ artist, track }: TrackRef): string {
  return encodeId({ kind: "track", owner: artist.key, n: track.n + COPY });
}

export function findAlbum(
  world: World,
  id: string,
): { artist: SandboxArtist; album: SandboxAlbum } | undefined {
  const parts = decodeAs("album", id);
  const artist = parts && world.catalogue.findByKey(parts.owner);
  const album = artist && world.discographyOf(artist).albums[parts.n];
  return artist && album && { artist, album };
}

export function findTrackByUri(world: World, uri: string): TrackRef | undefined {
  const parts = parseUri(uri);
  return parts?.kind === "track" ? findTrack(world, parts.id) : undefined;
}

function decodeAs(kind: Kind, id: string): IdParts | undefined {
  const parts = decodeId(id);
  return parts?.kind === kind ? parts : undefined;
}
