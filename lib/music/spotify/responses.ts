// Spotify's wire format as far as it is read here: one schema per answer, tolerant of what the tiers leave out.
// Fields differ between an old and a new client id (`tracks` became `items`, `track` became `item`), so both are read.

import { z } from "zod";

const text = z.string().nullish();
const externalUrls = z.object({ spotify: text }).nullish();

const wireImageSchema = z.object({
  url: z.string(),
  /** Pixels; null when Spotify does not know. */
  width: z.number().nullish(),
  height: z.number().nullish(),
});

/** Without `id` in local files; simplified artists have no images. */
const wireArtistSchema = z.object({
  id: text,
  name: text,
  external_urls: externalUrls,
});

const wireAlbumSchema = z.object({
  id: text,
  name: text,
  images: z.array(wireImageSchema).nullish(),
  external_urls: externalUrls,
});

export const wireTrackSchema = z.object({
  /** null in local files. */
  id: z.string().nullish(),
  uri: z.string(),
  name: z.string(),
  /** "track" or "episode"; some answers leave it out of tracks. */
  type: text,
  duration_ms: z.number().nullish(),
  explicit: z.boolean().nullish(),
  is_local: z.boolean().nullish(),
  /** Only there when a market applies. */
  is_playable: z.boolean().nullish(),
  restrictions: z.object({ reason: text }).nullish(),
  artists: z.array(wireArtistSchema),
  album: wireAlbumSchema.nullish(),
  external_urls: externalUrls,
});

/** Entries of a list may be null (gone) or of a kind that is not a track; both become null. */
const trackOrNull = wireTrackSchema.nullable().catch(null);

export const wirePlaylistSchema = z.object({
  id: z.string(),
  name: z.string().nullish(),
  snapshot_id: text,
  collaborative: z.boolean().nullish(),
  owner: z.object({ id: text }).nullish(),
  external_urls: externalUrls,
  /** Since 2026, and only for lists the listener owns or may edit. */
  items: z.object({ total: z.number().nullish() }).nullish(),
  /** Until 2026. */
  tracks: z.object({ total: z.number().nullish() }).nullish(),
});

const wirePlaylistEntrySchema = z.object({
  is_local: z.boolean().nullish(),
  /** Since 2026. */
  item: trackOrNull.optional(),
  /** Until 2026; some answers hold both. */
  track: trackOrNull.optional(),
});

function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    total: z.number().int().min(0),
    limit: z.number().int().min(0),
    offset: z.number().int().min(0),
  });
}

export const wirePlaylistPageSchema = pageOf(wirePlaylistSchema.nullable());
export const wirePlaylistEntryPageSchema = pageOf(wirePlaylistEntrySchema.nullable());
export const wireTrackSearchSchema = z.object({ tracks: z.object({ items: z.array(trackOrNull) }) });
/** `GET /me/top/tracks` and `GET /me/tracks`, of which one page is read. */
export const wireTrackPageSchema = z.object({ items: z.array(trackOrNull) });
export const wireLikedPageSchema = z.object({
  items: z.array(z.object({ track: trackOrNull.optional() }).nullable()),
});
export const wireSnapshotSchema = z.object({ snapshot_id: text });

/** `GET /me`. Only `id` is always there; `account_id` never changes, `id` is what playlists name as owner. */
export const wireProfileSchema = z.object({
  id: z.string().min(1),
  account_id: text,
  display_name: text,
  images: z.array(wireImageSchema).nullish(),
});

const wireDeviceSchema = z.object({
  /** null for a device that cannot be spoken to. */
  id: z.string().nullish(),
  name: z.string().nullish(),
  type: z.string().catch("Unknown"),
  is_active: z.boolean().catch(false),
  is_restricted: z.boolean().catch(false),
});
export const wireDevicesSchema = z.object({ devices: z.array(wireDeviceSchema) });

/** `GET /me/player`; an empty answer (204) where nothing plays. `item` is null during advertisements. */
export const wirePlaybackSchema = z
  .object({
    device: wireDeviceSchema,
    progress_ms: z.number().nullish(),
    is_playing: z.boolean(),
    item: z
      .object({
        id: text,
        duration_ms: z.number().nullish(),
        linked_from: z.object({ id: text }).nullish(),
      })
      .nullish(),
  })
  .nullable();

/** The body of a refused call; it may as well be plain text or empty. */
export const wireErrorSchema = z.object({
  error: z.object({ status: z.number().nullish(), message: text, reason: text }),
});

export type WireImage = z.infer<typeof wireImageSchema>;
export type WireTrack = z.infer<typeof wireTrackSchema>;
export type WirePlaylist = z.infer<typeof wirePlaylistSchema>;
export type WirePlaylistEntry = z.infer<typeof wirePlaylistEntrySchema>;
