// A listener meets a policy: it picks, the listener answers, the answer goes back, song after song.

import { createRng, hashString } from "@/lib/core/rng";
import type { HiddenTaste } from "./hidden-taste";
import { type Kind, type Manner, react } from "./listener";
import type { HeardSong, Policy } from "./policy";

export type Pick = { readonly artist: number; readonly kind: Kind; readonly at: number };

export type SessionOptions = { readonly songs: number; readonly seed: number; readonly manner: Manner };

/** The picks in order; fewer than `songs` when the policy had none left. Same seed, same chances for every policy. */
export function runSession(
  policy: Policy,
  taste: HiddenTaste,
  { songs, seed, manner }: SessionOptions,
): Pick[] {
  const history: HeardSong[] = [];
  const picks: Pick[] = [];
  let now = 0;
  for (let song = 0; song < songs; song++) {
    const rng = (of: string) => createRng(hashString(`${seed}/${taste.listener}/${song}/${of}`));
    const artist = policy.next({
      listener: taste.listener,
      seeds: taste.seeds,
      history,
      now,
      rng: rng("choice"),
    });
    if (artist === undefined) break;
    const kind = taste.kinds[artist] ?? "neutral";
    const reaction = react(kind, manner, rng("reaction"));
    picks.push({ artist, kind, at: now });
    history.push({ artist, at: now, ...reaction });
    now += reaction.playMs;
  }
  return picks;
}
