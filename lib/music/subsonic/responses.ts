// The Subsonic wire format as far as it is read here: one schema per answer, for 1.16.1 and the OpenSubsonic additions.
// Servers differ: lists are left out when empty, single entries come bare, ids and names made of digits come as numbers.

import { z } from "zod";

const text = z.union([z.string(), z.number().transform(String)]);
const optionalText = text.nullish().catch(undefined);
const optionalNumber = z.coerce.number().nullish().catch(undefined);
const flag = z.boolean().nullish().catch(undefined);

/** Entries that are not of the form are left out; the rest of the list stands. */
function listOf<Item extends z.ZodType>(item: Item) {
  return z
    .preprocess(
      (value) => (value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]),
      z.array(item.nullable().catch(null)),
    )
    .transform((items) => items.flatMap((entry) => (entry === null ? [] : [entry as z.output<Item>])));
}

const creditSchema = z.object({ id: optionalText, name: text });
const genresSchema = listOf(z.object({ name: text }));

export const wireSongSchema = z.object({
  id: text,
  title: optionalText,
  isDir: flag,
  isVideo: flag,
  /** "music", "podcast", "audiobook" or "video". */
  type: optionalText,
  artist: optionalText,
  artistId: optionalText,
  /** OpenSubsonic: every credited artist. */
  artists: listOf(creditSchema),
  album: optionalText,
  coverArt: optionalText,
  /** Seconds. */
  duration: optionalNumber,
  track: optionalNumber,
  discNumber: optionalNumber,
  playCount: optionalNumber,
  /** 1 to 5. */
  userRating: optionalNumber,
  averageRating: optionalNumber,
  starred: optionalText,
  /** OpenSubsonic: "explicit", "clean" or "". */
  explicitStatus: optionalText,
  /** OpenSubsonic, decibels; peaks are 1 for full scale. */
  replayGain: z
    .object({ trackGain: optionalNumber, trackPeak: optionalNumber, albumGain: optionalNumber })
    .nullish()
    .catch(undefined),
});

export const wireAlbumSchema = z.object({
  id: text,
  artist: optionalText,
  artistId: optionalText,
  artists: listOf(creditSchema),
  genre: optionalText,
  genres: genresSchema,
  playCount: optionalNumber,
  userRating: optionalNumber,
  averageRating: optionalNumber,
});

const wireArtistSchema = z.object({ id: text, name: text });

export const wirePlaylistSchema = z.object({
  id: text,
  name: optionalText,
  owner: optionalText,
  songCount: optionalNumber,
  duration: optionalNumber,
  created: optionalText,
  changed: optionalText,
});

export const playlistsAnswer = z.object({
  playlists: z.object({ playlist: listOf(wirePlaylistSchema) }).prefault({ playlist: [] }),
});
export const playlistAnswer = z.object({
  playlist: wirePlaylistSchema.extend({ entry: listOf(wireSongSchema) }),
});
/** Servers below 1.14 answer nothing. */
export const createdPlaylistAnswer = z.object({
  playlist: z.object({ id: text }).nullish().catch(undefined),
});
export const songAnswer = z.object({ song: wireSongSchema });
export const topSongsAnswer = z.object({
  topSongs: z.object({ song: listOf(wireSongSchema) }).prefault({ song: [] }),
});
export const artistAnswer = z.object({ artist: wireArtistSchema.extend({ album: listOf(wireAlbumSchema) }) });
export const albumAnswer = z.object({ album: wireAlbumSchema.extend({ song: listOf(wireSongSchema) }) });
export const albumsAnswer = z.object({
  albumList2: z.object({ album: listOf(wireAlbumSchema) }).prefault({ album: [] }),
});
export const searchAnswer = z.object({
  searchResult3: z
    .object({ artist: listOf(wireArtistSchema), song: listOf(wireSongSchema) })
    .prefault({ artist: [], song: [] }),
});
export const artistsAnswer = z.object({
  artists: z
    .object({ index: listOf(z.object({ artist: listOf(wireArtistSchema) })) })
    .prefault({ index: [] }),
});
export const tokenInfoAnswer = z.object({ tokenInfo: z.object({ username: text }) });
/** For calls whose answer says nothing. */
export const emptyAnswer = z.object({});

/** The envelope of every answer. Its other keys are the answer. */
export const envelopeSchema = z.object({
  "subsonic-response": z.looseObject({
    status: z.enum(["ok", "failed"]),
    version: optionalText,
    error: z.object({ code: z.coerce.number().catch(0), message: optionalText }).nullish(),
  }),
});

export type WireSong = z.output<typeof wireSongSchema>;
export type WireAlbum = z.output<typeof wireAlbumSchema>;
export type WireArtist = z.output<typeof wireArtistSchema>;
export type WirePlaylist = z.output<typeof wirePlaylistSchema>;
