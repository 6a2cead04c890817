// What the listener says of artists apart from any play: more, less, never, not now; here or on all of their stations.
// Turned into what the recommender knows: plays that carry a rating, votes that colour every station, artists left out.

import type { Catalogue } from "@/lib/catalog/catalogue";
import type { Play } from "@/lib/core/feedback";
import type { ArtistId } from "@/lib/core/types";

/** `rest` = not now: the artist is left out for as long as the page says so, and nothing is learnt. */
export type Word = "more" | "less" | "never" | "rest";

export type Said = { readonly artist: string; readonly word: Word; readonly everywhere: boolean };

export type ReadSaid = {
  /** Words for this station: they count as ratings, which do not fade. They come before the history. */
  readonly plays: readonly Play[];
  readonly everywhere: ReadonlyMap<ArtistId, 1 | -1>;
  /** Left out, whatever happens. */
  readonly banned: ReadonlySet<ArtistId>;
  /** Left out as long as others are left: bans for all stations, and artists that rest. */
  readonly yielding: ReadonlySet<ArtistId>;
};

/** The last word on an artist holds, here and everywhere apart. Artists that the catalogue does not know are ignored. */
export function readSaid(catalogue: Pick<Catalogue, "find">, said: readonly Said[]): ReadSaid {
  const here = new Map<ArtistId, "more" | "less" | "never">();
  const everywhere = new Map<ArtistId, "more" | "less" | "never">();
  const resting = new Set<ArtistId>();
  for (const { artist: name, word, everywhere: isEverywhere } of said) {
    const artist = catalogue.find(name);
    if (artist === undefined) continue;
    if (word === "rest") resting.add(artist);
    else (isEverywhere ? everywhere : here).set(artist, word);
  }
  const banned = [...here].filter(([, word]) => word === "never").map(([artist]) => artist);
  const bannedEverywhere = [...everywhere].filter(([, word]) => word === "never").map(([artist]) => artist);
  return {
    plays: [...here].flatMap(([artist, word]) => (word === "never" ? [] : [toPlay(artist, word)])),
    everywhere: new Map(
      [...everywhere].flatMap(([artist, word]) => (word === "never" ? [] : [[artist, toSign(word)]])),
    ),
    banned: new Set(banned),
    yielding: new Set([...bannedEverywhere, ...resting]),
  };
}

const toSign = (word: "more" | "less"): 1 | -1 => (word === "more" ? 1 : -1);

/** Of a track that no service has, so that no rating of a song takes its place. */
const toPlay = (artist: ArtistId, word: "more" | "less"): Play => ({
  artist,
  trackId: `said:${artist}`,
  playMs: 0,
  lengthMs: 0,
  rating: toSign(word),
});
