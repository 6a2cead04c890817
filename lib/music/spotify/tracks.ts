// Tracks at Spotify: those of an artist, by one search, one by its id, and those the listener likes, by two calls.

import { isAppError } from "@/lib/errors";
import { isSameName } from "@/lib/music/fold-name";
import type { ListenerMusic, ServiceArtist, Track } from "@/lib/music/service";
import type { SpotifyClient } from "./client";
import { toTrack, toTracks } from "./mapping";
import {
  wireLikedPageSchema,
  wireTrackPageSchema,
  wireTrackSchema,
  wireTrackSearchSchema,
} from "./responses";

/** The most a search may give since 2026. */
const SEARCH_LIMIT = 10;
/** The bucket of searches. */
const SEARCH = "search";
/** Largest page of the listener's own tracks. */
const PAGE_SIZE = 50;
/** Spotify refuses queries above 250 characters; longer names are found by their beginning. */
const MAX_QUERY_NAME = 200;

export function createTrackCalls(
  client: SpotifyClient,
): Required<Pick<ListenerMusic, "findArtistTracks" | "findTrack" | "allowance" | "listFavourites">> {
  const { breaker, budget, listeners, now } = client.gate;
  return {
    async allowance() {
      if (breaker.closedUntil(SEARCH) > now()) return 0;
      return Math.min(await budget.left(SEARCH), listeners.left(client.paceKey));
    },

    async listFavourites({ signal } = {}) {
      const ask = { method: "GET", urgency: "preparing", signal } as const;
      const [top, liked] = await Promise.all([
        client.read(
          { ...ask, path: `me/top/tracks?limit=${PAGE_SIZE}`, what: "read the most played tracks" },
          wireTrackPageSchema,
        ),
        client.read(
          { ...ask, path: `me/tracks?limit=${PAGE_SIZE}`, what: "read the liked songs" },
          wireLikedPageSchema,
        ),
      ]);
      return toTracks([...top.items, ...liked.items.map((entry) => entry?.track)]);
    },

    async findArtistTracks(artist, { signal, urgency = "playing", onOthers } = {}) {
      const name = toQueryName(artist.name);
      if (name === "") return [];
      const query = encodeURIComponent(`artist:"${name}"`);
      const path = `search?q=${query}&type=track&limit=${SEARCH_LIMIT}`;
      const what = `search for tracks of ${artist.name}`;
      const answer = await client.read(
        { method: "GET", path, what, signal, urgency, priority: urgency === "playing" ? 1 : 0 },
        wireTrackSearchSchema,
      );
      const found = toTracks(answer.tracks.items);
      const tracks = keepTracksOf(artist, found);
      onOthers?.(found.filter((track) => !tracks.includes(track)));
      return tracks;
    },

    async findTrack(id, { signal } = {}) {
      // Spotify's ids are letters and digits; anything else is known to be unknown without asking.
      if (!/^[0-9A-Za-z]+$/.test(id)) return undefined;
      try {
        const request = {
          method: "GET",
          path: `tracks/${id}`,
          what: `read the track ${id}`,
          signal,
        } as const;
        return toTrack(await client.read(request, wireTrackSchema));
      } catch (error) {
        if (isAppError(error, "not_found")) return undefined;
        throw error;
      }
    },
  };
}

/** Inside quotes a query has no way to write a quote, and a star is a wildcard. */
function toQueryName(name: string): string {
  const plain = name.replace(/["“”„*\\]/g, " ").replace(/\s+/g, " ");
  return Array.from(plain).slice(0, MAX_QUERY_NAME).join("").trim();
}

/**
 * The search matches words ("The Band" brings The Band Perry), so credits decide. Of several artists of one
 * name, the one with the most tracks among the answers is meant; a mixture would be none of them.
 */
function keepTracksOf(artist: ServiceArtist, tracks: readonly Track[]): Track[] {
  const credits = (track: Track, id: string | undefined) =>
    track.artists.some((credit) =>
      id === undefined ? isSameName(credit.name, artist.name) : credit.id === id,
    );
  if (artist.id !== undefined) return tracks.filter((track) => credits(track, artist.id));
  const id = mostFrequentId(tracks, artist.name);
  return tracks.filter((track) => credits(track, id));
}

function mostFrequentId(tracks: readonly Track[], name: string): string | undefined {
  const counts = new Map<string, number>();
  for (const track of tracks) {
    for (const credit of track.artists) {
      if (credit.id && isSameName(credit.name, name)) counts.set(credit.id, (counts.get(credit.id) ?? 0) + 1);
    }
  }
  let best: string | undefined;
  // Insertion order is rank order, so of equals the more popular stays.
  for (const [id, count] of counts) if (best === undefined || count > (counts.get(best) ?? 0)) best = id;
  return best;
}
