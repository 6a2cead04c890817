// From words ("dreamy", "shoegaze", "90s") to the artists that all of them describe best.
// A word has a direction, the mean of those who carry it, so an artist may fit a word that nobody wrote down for it.

import type { Catalogue } from "@/lib/catalog/catalogue";
import { composeQuery, type Query, scoreArtist } from "@/lib/core/score";
import type { ArtistId } from "@/lib/core/types";

/** Carriers looked at for each word; those near to something else may stand far down. */
const CARRIERS = 400;
const CARRIERS_NEARBY = 2_500;
/** The carriers whose mean is the word's direction. */
const TELLING_CARRIERS = 30;
/** What an artist has of a word that neither its tags nor its company say anything of. */
const FLOOR = 0.1;
/** Carrying the word at all, and carrying it most strongly. */
const CARRIES = 0.3;
const STRENGTH = 0.3;
/** What an artist far from `near` keeps. */
const FAR = 0.05;

export type WordsOptions = {
  readonly count: number;
  /** Artists close to this direction come first. */
  readonly near?: Query | undefined;
  readonly holds?: ((artist: ArtistId) => boolean) | undefined;
};

/**
 * The artists that the words fit best, all of them together: fits multiply, so one that has nothing of a word falls behind.
 * @returns at most `count`, best first, ties by id; `fit` > 0 compares only within the answer. Empty when no word is known
 */
export function findArtistsOfWords(
  catalogue: Pick<Catalogue, "artistsOfTag" | "tags" | "space">,
  words: readonly string[],
  { count, near, holds = () => true }: WordsOptions,
): { readonly artist: ArtistId; readonly fit: number }[] {
  const { space } = catalogue;
  const known = words.flatMap((word) => {
    const carriers = catalogue.artistsOfTag(word, near ? CARRIERS_NEARBY : CARRIERS);
    if (carriers.length === 0) return [];
    const style = carriers.slice(0, TELLING_CARRIERS).map((artist) => ({ artist, weight: 1 }));
    return [{ word, carriers, direction: composeQuery(space, { style, likes: [], dislikes: [] }) }];
  });
  const fitOf = (artist: ArtistId): number => {
    const own = new Map(catalogue.tags(artist).map(({ name, weight }) => [name, weight]));
    const fits = known.map(({ word, direction }) => {
      const carried = own.get(word);
      return FLOOR + closeness(artist, direction) + (carried ? CARRIES + STRENGTH * carried : 0);
    });
    const fit = fits.reduce((product, each) => product * each, 1);
    return near ? fit * (FAR + closeness(artist, near)) : fit;
  };
  const closeness = (artist: ArtistId, direction: Query): number =>
    Math.min(1, Math.max(0, scoreArtist(space, direction, artist).style));
  return [...new Set(known.flatMap(({ carriers }) => carriers))]
    .filter(holds)
    .map((artist) => ({ artist, fit: fitOf(artist) }))
    .sort((a, b) => b.fit - a.fit || a.artist - b.artist)
    .slice(0, count);
}
