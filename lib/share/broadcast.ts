// A broadcast: a shared station with a start. What plays at a minute follows from the taste, the model and the clock.
// Time is cut into blocks of an hour that are worked out one by one, so that whoever tunes in after a day needs one block
// and not all before it. The first listener's service answers for everybody; the store holds what it answered.

import { z } from "zod";
import { hashString } from "@/lib/core/rng";
import { allowedTracks, sampleTrack } from "@/lib/core/sample";
import { AppError } from "@/lib/errors";
import { getArtistTracks, toChoice } from "@/lib/station/artist-tracks";
import type { RecommenderDeps, StationDeps } from "@/lib/station/deps";
import { recommend } from "@/lib/station/recommend";
import type { KeyValueStore } from "@/lib/store/store";
import type { SharePayload } from "./payload";
import { toSharedSeed } from "./shared-seed";

export const BLOCK_MS = 3_600_000;
/** Artists of a block, in their order: enough for an hour of short songs, and some who have none. */
const BLOCK_ARTISTS = 28;
/** A block closes with the song that fits best, from so long before its end. */
const CLOSING_MS = 420_000;
/** Blocks without a repeat; then the artists come round again in another order. */
const ROUND = 12;
const MAX_AWAY_MS = 30 * 86_400_000;
/** As long as what comes from the service is kept. */
const BLOCK_TTL_MS = 86_400_000;

const slotSchema = z.object({
  artist: z.string(),
  trackId: z.string(),
  uri: z.string(),
  title: z.string(),
  artists: z.array(z.object({ name: z.string(), url: z.string().optional() })),
  album: z.string().optional(),
  coverUrl: z.string().optional(),
  url: z.string().optional(),
  lengthMs: z.number(),
  /** From the beginning of its block, milliseconds. */
  startMs: z.number(),
  /** Where the next one begins, or the block ends: the last song of a block may be cut there. */
  endMs: z.number(),
});
export type BroadcastSlot = z.infer<typeof slotSchema>;

const blockSchema = z.object({ slots: z.array(slotSchema) });

type Track = Awaited<ReturnType<typeof getArtistTracks>>[number];
export type ArtistTracks = { readonly artist: string; readonly tracks: readonly Track[] };

/** Throws AppError("invalid_request") for a start that is more than thirty days away from now. */
export function checkStart(startsAt: number, now: number): number {
  if (Math.abs(startsAt - now) <= MAX_AWAY_MS) return startsAt;
  throw new AppError("invalid_request", "A broadcast starts within thirty days of now.");
}

/** The block that a moment falls in, and where it begins. Throws AppError("not_found") before the start. */
export function blockAt(startsAt: number, at: number): { readonly block: number; readonly beganAt: number } {
  if (at < startsAt) throw new AppError("not_found", "This broadcast has not begun yet.");
  const block = Math.floor((at - startsAt) / BLOCK_MS);
  return { block, beganAt: startsAt + block * BLOCK_MS };
}

/** The artists of a block, in the order in which they play; the same for everybody with the same model. */
export function artistsOfBlock(deps: RecommenderDeps, payload: SharePayload, block: number): string[] {
  const round = Math.floor(block / ROUND);
  const place = block % ROUND;
  const seed = toSharedSeed("broadcast", { ...payload, seed: (payload.seed + round) >>> 0 }, deps.catalogue);
  const { order } = recommend(deps, {
    seed,
    history: { plays: [], timeline: [], now: 0, unknown: [] },
    knobs: {},
    count: (place + 1) * BLOCK_ARTISTS,
  });
  const own = order.slice(place * BLOCK_ARTISTS);
  // A small collection has no more artists than that: then they come round within the block's own order.
  return (own.length > 0 ? own : order).map(({ name }) => name);
}

/**
 * One song of each artist in turn until the hour is full; the last one is the song, of all artists at hand, whose end is
 * nearest behind the hour's. Depends on nothing but its arguments.
 */
export function fillBlock(
  offered: readonly ArtistTracks[],
  options: { readonly seed: number; readonly block: number; readonly noExplicit: boolean },
): BroadcastSlot[] {
  const heard = new Set<string>();
  const slots: BroadcastSlot[] = [];
  let at = 0;
  const add = (artist: string, track: Track) => {
    heard.add(track.id);
    const endMs = Math.min(BLOCK_MS, at + track.lengthMs);
    slots.push({ ...toSlot(artist, track), startMs: at, endMs });
    at = endMs;
  };
  const rules = { noExplicit: options.noExplicit, heard };
  for (const { artist, tracks } of offered) {
    if (BLOCK_MS - at <= CLOSING_MS) break;
    const seed = hashString(`${options.seed}/${artist}/${options.block}`);
    const choice = sampleTrack(tracks.map(toChoice), { ...rules, seed });
    if (choice) add(artist, choice.track);
  }
  const played = new Set(slots.map(({ artist }) => artist));
  while (at < BLOCK_MS && slots.length > 0) {
    const fresh = offered.filter(({ artist }) => !played.has(artist));
    const closing = closingSong(fresh.length > 0 ? fresh : offered, BLOCK_MS - at, rules);
    if (!closing) break;
    played.add(closing.artist);
    add(closing.artist, closing.track);
  }
  return slots;
}

/** The song that runs over the end by least; where none reaches it, the longest. */
function closingSong(
  offered: readonly ArtistTracks[],
  leftMs: number,
  rules: { readonly noExplicit: boolean; readonly heard: ReadonlySet<string> },
): { readonly artist: string; readonly track: Track } | undefined {
  let best: { artist: string; track: Track; over: number } | undefined;
  for (const { artist, tracks } of offered) {
    for (const { track } of allowedTracks(tracks.map(toChoice), rules)) {
      const over = track.lengthMs - leftMs;
      const better = !best || (best.over < 0 ? over > best.over : over >= 0 && over < best.over);
      if (better) best = { artist, track, over };
    }
  }
  return best;
}

/**
 * The songs of a block as everybody hears them: from the store, or worked out with this listener's service and kept there
 * for all others. Throws what the service throws, and AppError("no_style") when there is no song at all.
 */
export async function openBlock(
  deps: StationDeps,
  recommender: RecommenderDeps,
  store: KeyValueStore,
  input: {
    readonly code: string;
    readonly startsAt: number;
    readonly payload: SharePayload;
    readonly block: number;
  },
): Promise<readonly BroadcastSlot[]> {
  const { payload, block } = input;
  const key = `broadcast:${input.code}:${input.startsAt}:${block}`;
  const kept = blockSchema.safeParse(await store.get(key));
  if (kept.success) return kept.data.slots;
  const offered = await Promise.all(
    artistsOfBlock(recommender, payload, block).map(async (artist) => ({
      artist,
      tracks: await getArtistTracks(deps, artist),
    })),
  );
  const slots = fillBlock(offered, {
    seed: payload.seed,
    block,
    noExplicit: payload.rules?.no_explicit ?? false,
  });
  if (slots.length === 0) {
    throw new AppError("no_style", "The music service has no song of this broadcast's artists.");
  }
  // Two who come at once: the first one's answer holds for both.
  const agreed = await store.update(key, (value) =>
    blockSchema.safeParse(value).success ? "keep" : { value: { slots }, ttlMs: BLOCK_TTL_MS },
  );
  return blockSchema.parse(agreed).slots;
}

const toSlot = (artist: string, track: Track): Omit<BroadcastSlot, "startMs" | "endMs"> => ({
  artist,
  trackId: track.id,
  uri: track.uri,
  title: track.title,
  artists: track.artists.map(({ name, url }) => ({ name, ...(url && { url }) })),
  ...(track.album && { album: track.album.title }),
  ...(track.coverUrl && { coverUrl: track.coverUrl }),
  ...(track.url && { url: track.url }),
  lengthMs: track.lengthMs,
});
