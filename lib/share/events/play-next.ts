// The next song of an event, on the host's account: the first of the queue of whom the service has a song.
// Several pages of the host, or a lost answer, still play one song: what counts is the song before it.

import { hashString } from "@/lib/core/rng";
import { sampleTrack } from "@/lib/core/sample";
import { AppError } from "@/lib/errors";
import { getArtistTracks, toChoice } from "@/lib/station/artist-tracks";
import type { StationDeps } from "@/lib/station/deps";
import { actAsHost, type EventState, playSong } from "./event";
import type { EventBook } from "./event-book";
import { queueEvent } from "./event-queue";

export type EventTrack = Awaited<ReturnType<typeof getArtistTracks>>[number];

/** Artists tried in one call; each without a song of theirs is dropped from the event. */
const MAX_TRIES = 8;

/**
 * The song after the first `after` ones, chosen now or before.
 * Throws AppError("forbidden") for anybody but the host, ("no_style") when nobody in the queue has a song.
 */
export async function playNext(
  book: EventBook,
  deps: StationDeps,
  code: string,
  { host, after }: { readonly host: string; readonly after: number },
): Promise<{ readonly artist: string; readonly track: EventTrack }> {
  let { event } = await book.read(code);
  // A store that lost its last second knows of fewer songs than the host has heard.
  const place = Math.min(after, event.played.length);
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    refuseStranger(event, host);
    const played = event.played[place];
    if (played) {
      const track = (await getArtistTracks(deps, played.artist)).find(({ id }) => id === played.trackId);
      if (track) return { artist: played.artist, track };
      throw new AppError("not_found", `"${played.artist}" has this song no more. Go on to the next.`);
    }
    const [first] = queueEvent(deps, event, 1).queue;
    if (!first) break;
    const { name } = first;
    const track = chooseTrack(await getArtistTracks(deps, name), event, name);
    event = await book.change(code, (now) =>
      track
        ? playSong(now, place, { artist: name, trackId: track.id, uri: track.uri })
        : actAsHost(now, { action: "drop", artist: name }),
    );
  }
  throw new AppError("no_style", "The music service has no song of those who come next. Pin somebody else.");
}

/** Throws AppError("forbidden"). */
export function refuseStranger(event: EventState, host: string): void {
  if (event.host !== host) throw new AppError("forbidden", "Only the host can do this.");
}

function chooseTrack(tracks: readonly EventTrack[], event: EventState, name: string): EventTrack | undefined {
  const choices = tracks.map(toChoice);
  const ids = new Set(event.played.map(({ trackId }) => trackId));
  const songs = choices.filter(({ id }) => ids.has(id)).map(({ songKey }) => songKey);
  const options = {
    noExplicit: event.payload.rules?.no_explicit ?? false,
    heard: new Set([...ids, ...songs]),
  };
  const plays = event.played.filter(({ artist }) => artist === name).length;
  const seed = hashString(`${event.payload.seed}/${name}/${plays}`);
  return sampleTrack(choices, { ...options, seed })?.track;
}
