// Artists of a new station whose songs are still to be found: a hundred questions at once would spend half a day's
// allowance of everybody. They count as the station's style from the start, and come into the playlist as they become known.

import { z } from "zod";
import { allowedTracks } from "@/lib/core/sample";
import { isAppError } from "@/lib/errors";
import { listenerKey } from "@/lib/store/listener-keys";
import { findKeptTracks, getArtistTracks, toChoice } from "./artist-tracks";
import { STYLE_TTL_MS, type StationDeps } from "./deps";
import { noteHead } from "./heads";
import type { WeightedName } from "./mixture";

const waitingSchema = z.array(z.object({ name: z.string(), weight: z.number() }));

/** Questions that one answer of the radio may spend on them, while most of a day's are left. */
const ASKED_AT_ONCE = 2;
const AMPLE = 0.6;
/** Artists written into the playlist at once: each writing costs three calls. */
const WRITTEN_AT_ONCE = 10;

export async function readWaiting(deps: StationDeps, id: string): Promise<readonly WeightedName[]> {
  const kept = waitingSchema.safeParse(await deps.store.get(waitingKey(deps, id)));
  return kept.success ? kept.data : [];
}

export async function keepWaiting(
  deps: StationDeps,
  id: string,
  artists: readonly WeightedName[],
): Promise<void> {
  const key = waitingKey(deps, id);
  if (artists.length === 0) await deps.store.delete(key);
  else await deps.store.set(key, artists, { ttlMs: STYLE_TTL_MS });
}

/** Writes those into the playlist that have become known, some at a time. What fails is tried again with a later song. */
export async function fillStation(deps: StationDeps, id: string): Promise<void> {
  const waiting = await readWaiting(deps, id);
  if (waiting.length === 0) return;
  const left = (await deps.music.allowance?.()) ?? 1;
  let questions = left > AMPLE ? ASKED_AT_ONCE : 0;
  const uris: string[] = [];
  const rest: WeightedName[] = [];
  for (const artist of waiting) {
    const mayAsk = questions > 0;
    const { tracks, asked } = await findTracksOf(deps, artist, mayAsk);
    if (asked) questions -= 1;
    if (!tracks) rest.push(artist);
    else uris.push(...tracks.slice(0, artist.weight).map(({ uri }) => uri));
  }
  if (waiting.length - rest.length < Math.min(WRITTEN_AT_ONCE, waiting.length)) return;
  // First off the list, so that a second answer at the same time does not write them too.
  await keepWaiting(deps, id, rest);
  try {
    if (uris.length > 0) await noteHead(deps, id, await deps.music.editPlaylist(id, { addUris: uris }));
  } catch (error) {
    await keepWaiting(deps, id, waiting);
    if (!isAppError(error) || error.code === "not_signed_in") throw error;
  }
}

async function findTracksOf(deps: StationDeps, { name, weight }: WeightedName, mayAsk: boolean) {
  const kept = await findKeptTracks(deps, name);
  const isEnough = kept && (kept.whole || kept.tracks.length >= weight);
  if (!isEnough && !mayAsk) return { tracks: undefined, asked: false };
  try {
    const tracks = isEnough ? kept.tracks : await getArtistTracks(deps, name, { urgency: "preparing" });
    const choices = allowedTracks(tracks.map(toChoice), { noExplicit: false, heard: new Set() });
    return { tracks: choices.map(({ track }) => track), asked: !isEnough };
  } catch (error) {
    if (!isAppError(error) || error.code === "not_signed_in") throw error;
    return { tracks: undefined, asked: true };
  }
}

const waitingKey = ({ listenerId }: StationDeps, id: string) => listenerKey(listenerId, `waiting:${id}`);
