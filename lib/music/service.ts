// The contract of a music service: what the radio needs of Spotify, Subsonic or another. One per installation.
// "Nothing there" is an empty list or undefined; "could not ask" throws an AppError:
// not_signed_in (token dead), not_allowed_by_service, service_limited (with retryAfterMs), service_unavailable, forbidden, not_found.
// What a service cannot do is absent from its object, so callers ask `music.playOn?.(...)`.

export type ServiceArtist = {
  /** Absent where the service has none (a local file). */
  readonly id?: string;
  readonly name: string;
  /** Page of exactly this artist at the service. */
  readonly url?: string;
};

export type Track = {
  readonly id: string;
  /** What the player is told to play. */
  readonly uri: string;
  readonly title: string;
  /** Credited artists, main artist first, never empty. */
  readonly artists: readonly ServiceArtist[];
  readonly album?: { readonly title: string; readonly url?: string };
  /** Largest square cover; must be shown uncropped. */
  readonly coverUrl?: string;
  readonly lengthMs: number;
  readonly explicit: boolean;
  /** false = the service says this listener cannot play it. */
  readonly playable: boolean;
  /** Page of exactly this track at the service. */
  readonly url?: string;
  /** How much louder it must be made to sound as loud as others, and its highest peak (1 = full scale). */
  readonly loudness?: { readonly gainDb: number; readonly peak?: number };
};

export type Playlist = {
  readonly id: string;
  readonly name: string;
  /** Changes with every edit; the cache key of its tracks. */
  readonly version: string;
  /** The listener owns it or may edit it. */
  readonly owned: boolean;
  readonly trackCount: number;
  readonly url?: string;
};

/** What is absent stays as it is; tracks are taken away before others are added, at the end. */
export type PlaylistChange = {
  readonly name?: string;
  readonly addUris?: readonly string[];
  /** Every occurrence of them. */
  readonly removeUris?: readonly string[];
};

export type CallOptions = { readonly signal?: AbortSignal };

export type FindOptions = CallOptions & {
  /** What is prepared waits for what a listener hears, and leaves the rest of an allowance to it. Default "playing". */
  readonly urgency?: "playing" | "preparing";
  /** Told of tracks by others that the answer held too. */
  readonly onOthers?: (tracks: readonly Track[]) => void;
};

/** An album of a library: what is known of its artists' genres. */
export type LibraryAlbum = {
  readonly artists: readonly ServiceArtist[];
  /** As the tags spell them. */
  readonly genres: readonly string[];
};

/** A library of the listener's own: the radio then plays only what is in it. */
export interface MusicLibrary {
  /** All artists, by one call, which may take a large library minutes. Names as the tags spell them. */
  listArtists(options?: CallOptions): Promise<{ readonly id: string; readonly name: string }[]>;
  /** All albums in pages; none where the server cannot list them. */
  listAlbums(options?: CallOptions): AsyncIterable<readonly LibraryAlbum[]>;
}

export type MediaRequest = CallOptions & {
  /** Headers as the browser sent them: which part is wanted, and of which version. */
  readonly range?: string | undefined;
  readonly ifRange?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
};

/** An answer to hand on: 200, 206, 304 or 416. */
export type Media = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ReadableStream<Uint8Array> | null;
};

/** Sound and pictures that only this server can fetch, because they need the listener's credentials. */
export interface MusicMedia {
  /** `format` = what to convert to ("mp3"), "raw" = as it lies there; `maxKbps` = the bandwidth to keep to. */
  openTrack(
    id: string,
    request?: MediaRequest & { readonly format?: string | undefined; readonly maxKbps?: number | undefined },
  ): Promise<Media>;
  openCover(id: string, request?: MediaRequest & { readonly sizePx?: number }): Promise<Media>;
}

/** One of the listener's devices that the service knows: a phone, a speaker, another computer. */
export type PlaybackDevice = {
  readonly id: string;
  readonly name: string;
  /** In the service's words, e.g. "Computer", "Smartphone", "Speaker". */
  readonly type: string;
  /** What plays, plays there. */
  readonly active: boolean;
  /** false = it can be seen, but takes no commands. */
  readonly controllable: boolean;
};

export type RemotePlayback = {
  readonly deviceId: string;
  /** The ids that the track goes by; none for what is no track. */
  readonly trackIds: readonly string[];
  readonly positionMs: number;
  readonly lengthMs: number;
  readonly paused: boolean;
};

/** The listener's devices, by remote control. Throws also AppError("not_found") for a device that is not there any more. */
export interface RemoteControl {
  /** Those that are switched on, the page's own player included. */
  listDevices(options?: CallOptions): Promise<PlaybackDevice[]>;
  /** What plays or is paused, wherever that is; undefined = nothing. */
  findPlayback(options?: CallOptions): Promise<RemotePlayback | undefined>;
  /** Moves what plays to another device; `play` = it goes on there even if it was paused. */
  transferTo(
    input: { readonly deviceId: string; readonly play: boolean },
    options?: CallOptions,
  ): Promise<void>;
  /** Harmless where it is paused already; `resume` likewise. */
  pause(deviceId: string, options?: CallOptions): Promise<void>;
  resume(deviceId: string, options?: CallOptions): Promise<void>;
  seek(deviceId: string, positionMs: number, options?: CallOptions): Promise<void>;
  /** @param volume 0 to 1 */
  setVolume(deviceId: string, volume: number, options?: CallOptions): Promise<void>;
}

/** A service as one listener sees it: made per request from the listener's credentials. */
export interface ListenerMusic {
  /** All playlists of the listener, every page, in the service's order. */
  listPlaylists(options?: CallOptions): Promise<Playlist[]>;
  /** One playlist's head. Throws AppError("not_found") or ("forbidden"). */
  getPlaylist(id: string, options?: CallOptions): Promise<Playlist>;
  /** All music tracks of a playlist, every page; gone entries, episodes and local files are left out. */
  listPlaylistTracks(id: string, options?: CallOptions): Promise<Track[]>;
  /**
   * Up to ten tracks of the artist of that name, most popular first, by one call. Empty = the service has no such artist.
   * With `id` only tracks credited to that id; without, to an artist whose folded name equals the folded `name`.
   */
  findArtistTracks(artist: ServiceArtist, options?: FindOptions): Promise<Track[]>;
  /**
   * Share of a day's calls of `findArtistTracks` that is left, 1 to 0, for all listeners of the installation together, or of
   * this listener's hour, where that is less.
   * Absent = they cost nothing, so nobody needs to save any.
   */
  allowance?(): Promise<number>;
  /** Tracks that the listener likes or often hears, some dozens by a call or two. */
  listFavourites?(options?: CallOptions): Promise<Track[]>;
  /** undefined = the service does not know the id. */
  findTrack(id: string, options?: CallOptions): Promise<Track | undefined>;
  createPlaylist(
    input: { readonly name: string; readonly description: string; readonly trackUris: readonly string[] },
    options?: CallOptions,
  ): Promise<Playlist>;
  /** Changes a playlist of the listener's and gives its head as it is then. */
  editPlaylist(id: string, change: PlaylistChange, options?: CallOptions): Promise<Playlist>;
  /** Takes a playlist of the listener's out of their library. */
  deletePlaylist(id: string, options?: CallOptions): Promise<void>;
  /** Brings a deleted playlist back as it was; absent where deleted is deleted. */
  restorePlaylist?(id: string, options?: CallOptions): Promise<void>;
  /** Starts these tracks on a device of the listener's (remote-controlled players only). */
  playOn?(
    input: { readonly deviceId: string; readonly trackUris: readonly string[]; readonly positionMs?: number },
    options?: CallOptions,
  ): Promise<void>;
  /** Tells the service that a track began or was heard (at least half of it); `startedAt` in Unix milliseconds. */
  reportPlay?(
    play: { readonly trackId: string; readonly startedAt: number; readonly finished: boolean },
    options?: CallOptions,
  ): Promise<void>;
  /** Marks a track as a favourite at the service, or takes the mark back. */
  setStarred?(trackId: string, starred: boolean, options?: CallOptions): Promise<void>;
  /** Absent where music is played by the page alone. */
  readonly devices?: RemoteControl;
  readonly library?: MusicLibrary;
  readonly media?: MusicMedia;
}

/** Name prefix that makes a playlist a station, compared without regard to case. */
export const STATION_PREFIX = "radio: ";
