// Spotify as a music service (lib/music/service.ts): one listener's view, made per request and cheap to make.
// What outlives the request (pacing, limits, calls under way) is in the gate.

import type { ListenerMusic } from "@/lib/music/service";
import { createSpotifyClient, type SpotifyCredentials } from "./client";
import { createDeviceCalls } from "./devices";
import type { SpotifyGate } from "./gate";
import { createLikedCalls } from "./liked-songs";
import { createPlaybackCalls } from "./playback";
import { createPlaylistCalls } from "./playlists";
import { createTrackCalls } from "./tracks";

export type SpotifyMusicOptions = SpotifyCredentials & {
  /** `createSpotifyGate()`, one per process and client id. */
  readonly gate: SpotifyGate;
  /** Permissions that the listener granted, separated by spaces; absent = nobody knows. */
  readonly scope?: string;
};

export function createSpotifyMusic({ gate, scope, ...credentials }: SpotifyMusicOptions): ListenerMusic {
  const client = createSpotifyClient(gate, credentials);
  return {
    ...createPlaylistCalls(client),
    ...createTrackCalls(client),
    ...createPlaybackCalls(client),
    ...createDeviceCalls(client, scope),
    ...createLikedCalls(client),
  };
}
