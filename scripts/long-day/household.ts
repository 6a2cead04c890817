// Five listeners with three stations each and what else they hear, as the sandbox's fixtures: who they are, what they like,
// when they listen.

import type { Catalogue } from "@/lib/catalog/catalogue";
import { createRng } from "@/lib/core/rng";
import type { Fixtures } from "@/lib/sandbox/fixtures";

export type Habit = {
  readonly id: string;
  /** Words whose artists the stations are made of. */
  readonly words: readonly string[];
  /** Hours of the day at which they begin to listen, for two hours each. */
  readonly begins: readonly number[];
};

export const HABITS: readonly Habit[] = [
  { id: "anna", words: ["jazz", "soul", "bossa nova"], begins: [6, 18] },
  { id: "ben", words: ["metal", "punk", "industrial"], begins: [7.5, 19] },
  { id: "cleo", words: ["hip hop", "rnb", "electronic"], begins: [8, 20.5] },
  { id: "dario", words: ["folk", "indie", "singer-songwriter"], begins: [12, 21] },
  { id: "eva", words: ["ambient", "post-rock", "shoegaze"], begins: [13, 17] },
];

const ARTISTS_OF_A_STATION = 20;
/** Of each word, among the songs that a listener hears most: two songs each, as top lists go. */
const FAVOURITES_OF_A_WORD = 10;
/** A playlist holds artists somewhat known of its word, not only the five that everybody names. */
const CARRIERS = 80;

export function toFixtures(catalogue: Catalogue, habits: readonly Habit[]): Fixtures {
  return {
    accounts: habits.map(({ id }) => ({
      id,
      accountId: `account-${id}`,
      displayName: id,
      product: "premium",
      allowListed: true,
      country: "DE",
      note: "",
      speakers: [],
    })),
    users: [],
    artists: [],
    playlists: habits.flatMap(({ id, words }) => [
      toPlaylist(
        id,
        "Heard most",
        words.flatMap((word) =>
          artistsOf(catalogue, `${id}/${word}/most`, word).slice(0, FAVOURITES_OF_A_WORD),
        ),
      ),
      ...words.map((word) => toPlaylist(id, `radio: ${word}`, artistsOf(catalogue, `${id}/${word}`, word))),
    ]),
  };
}

const toPlaylist = (owner: string, name: string, artists: string[]) => ({
  owner,
  name,
  description: "",
  public: false,
  artists,
  perArtist: 2,
  followers: [],
  extras: [],
});

function artistsOf(catalogue: Catalogue, seed: string, word: string): string[] {
  const carriers = catalogue.artistsOfTag(word, CARRIERS);
  if (carriers.length < ARTISTS_OF_A_STATION)
    throw new Error(`The model knows too few artists of "${word}".`);
  return createRng(seed.length * 7_919 + word.length)
    .shuffle([...carriers])
    .slice(0, ARTISTS_OF_A_STATION)
    .map((artist) => catalogue.names[artist] ?? "");
}
