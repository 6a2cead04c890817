// What the use cases of a station need from outside, handed in by the composition root.
// Interfaces only: which service, index, store and clock is decided in lib/server.

import type { VectorIndex } from "@/lib/ann/vector-index";
import type { Catalogue } from "@/lib/catalog/catalogue";
import type { ArtistId } from "@/lib/core/types";
import type { ListenerMusic } from "@/lib/music/service";
import type { KeyValueStore } from "@/lib/store/store";

/** The recommender's side: enough for a preview. */
export type RecommenderDeps = {
  readonly catalogue: Catalogue;
  /** Over the model's vectors augmented as lib/core says. */
  readonly index: VectorIndex;
  /** Can the artist be played at all? Absent = that shows when the service is asked. */
  readonly holds?: (artist: ArtistId) => boolean;
};

export type StationDeps = RecommenderDeps & {
  readonly music: ListenerMusic;
  readonly store: KeyValueStore;
  /** Id of the listener; part of the key of everything that is theirs. */
  readonly listenerId: string;
  readonly signal?: AbortSignal;
  /** Clock, Unix milliseconds. Default Date.now. */
  readonly now?: () => number;
};

const DAY_MS = 86_400_000;

/**
 * How long what came from the service is kept: names and ids thirty days; tracks, with the addresses of their albums'
 * covers and with what is playable, a week. (Only playlists' covers expire within a day; none are kept.)
 */
export const STYLE_TTL_MS = 30 * DAY_MS;
export const TRACKS_TTL_MS = 7 * DAY_MS;
/** Calls to the service under way at once for one request. */
export const SERVICE_CONCURRENCY = 6;
