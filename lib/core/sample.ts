// Which track of an artist to play: seeded sampling by the rank the music service gives, after the rules that exclude.
// Tracks are too sparse for a model (design section 1), so popularity order and taste for variety decide.

import { createRng } from "./rng";

export type TrackChoice = {
  readonly id: string;
  /** Same for all versions of one song: live takes, remixes, remasters. */
  readonly songKey: string;
  /** A live take, a remix or the like of a song, as against the song itself. */
  readonly isVersion: boolean;
  readonly lengthMs: number;
  readonly explicit: boolean;
  readonly playable: boolean;
};

export type SampleOptions = {
  /** 32-bit; same seed, same track. */
  readonly seed: number;
  readonly noExplicit: boolean;
  /** Track ids and song keys heard within the track's rest. */
  readonly heard: ReadonlySet<string>;
};

/** Shorter tracks are skits, interludes and jingles. */
export const MIN_TRACK_MS = 45_000;
/** A track rests this long on a station (design section 6). */
export const TRACK_GAP_MS = 24 * 3_600_000;
const RANK_EXPONENT = -0.7;

/**
 * Draws one of an artist's tracks with weight rank^-0.7, rank 1 = most popular of those allowed.
 * @param tracks in the service's order of popularity; not mutated
 * @returns undefined when no track is allowed
 */
export function sampleTrack<T extends TrackChoice>(
  tracks: readonly T[],
  options: SampleOptions,
): T | undefined {
  const allowed = allowedTracks(tracks, options);
  const weights = allowed.map((_, index) => (index + 1) ** RANK_EXPONENT);
  let left = createRng(options.seed).next() * weights.reduce((sum, weight) => sum + weight, 0);
  for (let index = 0; index < allowed.length; index++) {
    left -= weights[index] ?? 0;
    if (left <= 0) return allowed[index];
  }
  return allowed.at(-1);
}

/** The tracks that may play, one of each song: the song itself where there is one, else its first version. */
export function allowedTracks<T extends TrackChoice>(
  tracks: readonly T[],
  options: Omit<SampleOptions, "seed">,
): T[] {
  const bySong = new Map<string, T>();
  for (const track of tracks) {
    if (!track.playable || track.lengthMs < MIN_TRACK_MS) continue;
    if (options.noExplicit && track.explicit) continue;
    if (options.heard.has(track.id) || options.heard.has(track.songKey)) continue;
    const known = bySong.get(track.songKey);
    if (!known || (known.isVersion && !track.isVersion)) bySong.set(track.songKey, track);
  }
  return [...bySong.values()];
}
