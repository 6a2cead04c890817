// Spotify's JSON shapes, made from the sandbox's own data; the old tiers carry the fields that development mode lost in 2026.
// Field by field after the official description of the Web API.

import type { SandboxArtist } from "./catalogue";
import type { SandboxAlbum, TrackRef } from "./discography";
import { decodeId, encodeId } from "./ids";
import { copyIdOf } from "./lookup";
import type { World } from "./state";
import {
  accountOf,
  type EntryItem,
  type PlaylistEntry,
  type PlaylistState,
  type SandboxState,
  snapshotOf,
} from "./state";

export type WireContext = { readonly origin: string; readonly state: SandboxState; readonly world: World };

const IMAGE_SIZES = [640, 300, 64] as const;
const MARKETS = ["BR", "DE", "GB", "MX", "NO", "SE", "US"];

export function createWire({ origin, state, world }: WireContext) {
  const api = `${origin}/v1`;
  const isLegacy = state.switches.tier !== "dev-new";
  /** Fields that only the old tiers still answer. */
  const legacy = <T extends object>(fields: T): T | Record<string, never> => (isLegacy ? fields : {});
  const link = (kind: string, id: string, plural = `${kind}s`) => ({
    external_urls: { spotify: `${origin}/open/${kind}/${id}` },
    href: `${api}/${plural}/${id}`,
    id,
  });
  const images = (id: string) =>
    IMAGE_SIZES.map((size) => ({ url: `${origin}/images/${id}-${size}`, height: size, width: size }));

  const simpleArtist = (artist: SandboxArtist) => {
    const id = artistId(artist);
    return { ...link("artist", id), name: artist.name, type: "artist", uri: `spotify:artist:${id}` };
  };

  const artist = (of: SandboxArtist) => ({
    ...simpleArtist(of),
    images: images(artistId(of)),
    ...legacy({
      followers: { href: null, total: of.popularity ** 3 },
      genres: [],
      popularity: of.popularity,
    }),
  });

  const simpleAlbum = (of: SandboxArtist, album: SandboxAlbum) => ({
    ...link("album", album.id),
    album_type: album.type,
    artists: [simpleArtist(of)],
    images: state.switches.coverless ? [] : images(album.id),
    name: album.title,
    release_date: album.releaseDate,
    release_date_precision: "day",
    total_tracks: album.tracks.length,
    type: "album",
    uri: `spotify:album:${album.id}`,
    ...legacy({ available_markets: MARKETS }),
  });

  const trackLink = (id: string) => ({
    ...link("track", id),
    type: "track",
    uri: `spotify:track:${id}`,
  });

  /** Relinked, a track goes by the id of its copy; only the old tiers say which one was asked for. */
  const idsOf = (ref: TrackRef) => {
    const isRelinked = isLegacy && isListed(state.switches.relinked, ref.track.id);
    if (!isRelinked && !ref.copy) return trackLink(ref.track.id);
    return {
      ...trackLink(copyIdOf(ref)),
      ...(isRelinked && !ref.copy && { linked_from: trackLink(ref.track.id) }),
    };
  };

  const simpleTrack = (ref: TrackRef) => {
    const { artist: of, track } = ref;
    const isPlayable = !isListed(state.switches.unplayable, track.id);
    return {
      ...idsOf(ref),
      artists: [simpleArtist(of)],
      disc_number: 1,
      duration_ms: track.durationMs,
      explicit: track.explicit,
      is_local: false,
      is_playable: isPlayable,
      ...(!isPlayable && { restrictions: { reason: "market" } }),
      name: track.title,
      preview_url: null,
      track_number: track.trackNumber,
      ...legacy({ available_markets: MARKETS }),
    };
  };

  const track = (ref: TrackRef) => {
    const album = world.discographyOf(ref.artist).albums[ref.track.album];
    return {
      ...simpleTrack(ref),
      ...(album && { album: simpleAlbum(ref.artist, album) }),
      external_ids: { isrc: ref.track.isrc },
      ...legacy({ popularity: ref.track.popularity }),
    };
  };

  const user = (id: string) => ({
    external_urls: { spotify: `${origin}/open/user/${id}` },
    href: `${api}/users/${id}`,
    id,
    type: "user",
    uri: `spotify:user:${id}`,
  });

  const entry = ({ addedAt, addedBy, item }: PlaylistEntry) => {
    const value = entryItem(item);
    return {
      added_at: new Date(addedAt).toISOString().replace(/\.\d+Z$/, "Z"),
      added_by: user(addedBy),
      is_local: item.kind === "local",
      primary_color: null,
      item: value,
      // The old tiers answer both names, as some clients still see today.
      ...legacy({ track: value }),
      video_thumbnail: { url: null },
    };
  };

  const entryItem = (item: EntryItem) => {
    if (item.kind === "track") return track(item.ref);
    if (item.kind === "gone") return null;
    return item.kind === "local" ? localTrack(item) : episode(item);
  };

  const episode = (item: Extract<EntryItem, { kind: "episode" }>) => {
    const id = item.uri.split(":")[2] ?? "";
    const showId = encodeId({ kind: "show", owner: decodeId(id)?.owner ?? 0n, n: 0 });
    const about = `An invented episode of ${item.show}.`;
    const common = {
      description: about,
      html_description: about,
      explicit: false,
      languages: ["en"],
      images: images(id),
    };
    return {
      ...link("episode", id),
      ...common,
      audio_preview_url: null,
      duration_ms: 1_860_000,
      is_externally_hosted: false,
      is_playable: true,
      name: item.title,
      release_date: "2026-03-01",
      release_date_precision: "day",
      show: {
        ...link("show", showId),
        ...common,
        copyrights: [],
        is_externally_hosted: false,
        media_type: "audio",
        ...legacy({ available_markets: MARKETS, publisher: "Longwave sandbox" }),
        name: item.show,
        total_episodes: 20,
        type: "show",
        uri: `spotify:show:${showId}`,
      },
      type: "episode",
      uri: item.uri,
    };
  };

  const playlistHead = (playlist: PlaylistState) => {
    const first = playlist.entries.find((candidate) => candidate.item.kind === "track")?.item;
    const cover =
      first?.kind === "track"
        ? world.discographyOf(first.ref.artist).albums[first.ref.track.album]
        : undefined;
    return {
      ...link("playlist", playlist.id),
      collaborative: playlist.collaborative,
      description: playlist.description,
      images: cover ? images(cover.id) : [],
      name: playlist.name,
      owner: { ...user(playlist.owner), display_name: state.displayNames.get(playlist.owner) ?? null },
      primary_color: null,
      public: playlist.public,
      snapshot_id: snapshotOf(playlist),
      type: "playlist",
      uri: `spotify:playlist:${playlist.id}`,
    };
  };

  const simplePlaylist = (playlist: PlaylistState, account: string) => {
    const total = playlist.entries.length;
    const items = { href: `${api}/playlists/${playlist.id}/items`, total };
    const tracks = { href: `${api}/playlists/${playlist.id}/tracks`, total };
    return { ...playlistHead(playlist), ...(mayRead(playlist, account) && { items }), ...legacy({ tracks }) };
  };

  const profile = (id: string) => {
    const account = accountOf(state, id);
    return {
      account_id: account?.accountId,
      display_name: account?.displayName ?? null,
      ...user(id),
      images: [],
      ...legacy({
        country: account?.country,
        email: `${id}@sandbox.invalid`,
        explicit_content: { filter_enabled: false, filter_locked: false },
        followers: { href: null, total: 0 },
        product: account?.product,
      }),
    };
  };

  /** What the player page is told: it plays the copy, and always says which track that stands for. */
  const played = (ref: TrackRef) => {
    const isRelinked = !ref.copy && isListed(state.switches.relinked, ref.track.id);
    const { id, uri } = isRelinked ? trackLink(copyIdOf(ref)) : track(ref);
    const from = isRelinked ? trackLink(ref.track.id) : { id: null, uri: null };
    return { ...track(ref), id, uri, linked_from: { id: from.id, uri: from.uri } };
  };

  return {
    artist,
    entry,
    images,
    played,
    playlistHead,
    profile,
    simpleAlbum,
    simpleArtist,
    simplePlaylist,
    simpleTrack,
    track,
    user,
  };
}

export type Wire = ReturnType<typeof createWire>;

function isListed(ids: readonly string[], id: string): boolean {
  return ids.includes(id) || ids.includes("*");
}

function artistId(artist: SandboxArtist): string {
  return encodeId({ kind: "artist", owner: artist.key, n: 0 });
}

/** Development mode shows the items of a playlist to its owner and collaborators only. */
export function mayRead(playlist: PlaylistState, account: string): boolean {
  return playlist.owner === account || playlist.collaborative;
}

function localTrack(item: Extract<EntryItem, { kind: "local" }>) {
  const blank = { external_urls: {}, href: null, id: null };
  return {
    ...blank,
    album: {
      ...blank,
      album_type: null,
      artists: [],
      images: [],
      name: "",
      release_date: null,
      release_date_precision: null,
      type: "album",
      uri: null,
    },
    artists: [{ ...blank, name: item.artist, type: "artist", uri: null }],
    disc_number: 0,
    duration_ms: 183_000,
    explicit: false,
    external_ids: {},
    is_local: true,
    is_playable: true,
    name: item.title,
    preview_url: null,
    track_number: 0,
    type: "track",
    uri: item.uri,
  };
}
