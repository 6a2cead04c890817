// What `PUT /me/player/play` and `POST /me/player/queue` put on: a list of tracks, or an album, artist or playlist.
// Refusals carry the words of the real service.
import { type Call, isRecord, readBody } from "../call";
import type { TrackRef } from "../discography";
import { parseUri } from "../ids";
import { findAlbum, findArtist, findTrackByUri } from "../lookup";
import { type Player, type QueueEntry, setPlaying, startList } from "../playback";
import { Fault } from "../respond";
import { newSecret } from "../state";

const MAX_URIS = 800;

type Body = Readonly<Record<string, unknown>>;

/** Starts what the body names, or resumes what was on. */
export async function play(call: Call, player: Player): Promise<void> {
  const body = await readBody(call);
  const positionMs = typeof body.position_ms === "number" ? Math.max(0, body.position_ms) : 0;
  if (body.uris === undefined && body.context_uri === undefined) {
    if (!player.current)
      throw new Fault(404, "Player command failed: No list was loaded", "NO_ACTIVE_DEVICE");
    if (player.playing && body.position_ms === undefined) {
      throw new Fault(403, "Player command failed: Restriction violated", "UNKNOWN");
    }
    setPlaying(player, true, call.now);
    if (body.position_ms !== undefined) player.positionMs = positionMs;
    return;
  }
  const list = body.uris === undefined ? contextTracks(call, body) : listedTracks(call, body.uris);
  const index = startIndex(list, body);
  const contextUri = body.uris === undefined ? String(body.context_uri) : null;
  startList(player, { list, index, contextUri, positionMs, now: call.now });
}

export function addToQueue(call: Call, player: Player): void {
  const uri = call.url.searchParams.get("uri");
  if (!uri) throw new Fault(400, "Missing required field: uri");
  player.queue.push(toEntry(call, uri));
}

function listedTracks(call: Call, uris: unknown): QueueEntry[] {
  if (!Array.isArray(uris) || uris.length === 0) throw new Fault(400, "Invalid uris");
  if (uris.length > MAX_URIS) throw new Fault(413, "Request Entity Too Large");
  return uris.map((uri) => toEntry(call, String(uri)));
}

function contextTracks(call: Call, body: Body): QueueEntry[] {
  const uri = String(body.context_uri);
  const parts = parseUri(uri);
  if (parts?.kind === "artist" && body.offset !== undefined) {
    throw new Fault(400, "Can't have offset for context type: ARTIST");
  }
  const refs = parts && tracksOfContext(call, parts.kind, parts.id);
  if (!refs || refs.length === 0) throw new Fault(400, "Invalid context uri");
  return refs.map((ref) => entryOf(call, ref));
}

function tracksOfContext(call: Call, kind: string, id: string): TrackRef[] | undefined {
  if (kind === "playlist") {
    return call.state.playlists
      .get(id)
      ?.entries.flatMap(({ item }) => (item.kind === "track" ? [item.ref] : []));
  }
  if (kind === "artist") {
    const artist = findArtist(call.world, id);
    return (
      artist &&
      call.world
        .discographyOf(artist)
        .top.slice(0, 10)
        .map((track) => ({ artist, track }))
    );
  }
  const found = kind === "album" ? findAlbum(call.world, id) : undefined;
  return found?.album.tracks.map((track) => ({ artist: found.artist, track }));
}

function startIndex(list: readonly QueueEntry[], body: Body): number {
  if (!isRecord(body.offset)) return 0;
  const { position, uri } = body.offset;
  if (uri !== undefined && list.filter((entry) => entry.uri === uri).length > 1) {
    throw new Fault(403, "Player command failed: Restriction violated", "UNKNOWN");
  }
  const index = uri === undefined ? Number(position ?? 0) : list.findIndex((entry) => entry.uri === uri);
  if (!Number.isInteger(index) || index < 0 || index >= list.length) throw new Fault(400, "Invalid offset");
  return index;
}

function toEntry(call: Call, uri: string): QueueEntry {
  const ref = findTrackByUri(call.world, uri);
  if (!ref) throw new Fault(400, `Invalid track uri: ${uri}`);
  return entryOf(call, ref);
}

function entryOf(call: Call, ref: TrackRef): QueueEntry {
  return { uri: `spotify:track:${ref.track.id}`, uid: newSecret(call.state, 20).toLowerCase(), ref };
}
