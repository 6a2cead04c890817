// A mixture of artists, words and playlists, each with a weight, as the artists of one station.
// A station is its playlist, so what a mixture means must be said by whom it holds and how often.

import { cosine } from "@/lib/core/scale";
import { composeQuery, type Query, scoreArtist } from "@/lib/core/score";
import type { ArtistId } from "@/lib/core/types";
import { findArtistsOfWords } from "./artists-of-words";
import type { RecommenderDeps } from "./deps";

/** Weight in [-1, 1], not 0: shares of the mixture above, less of it below. */
export type Source =
  | { readonly kind: "artist"; readonly name: string; readonly weight: number }
  /** Words that hold together: all of them describe the artists. */
  | { readonly kind: "words"; readonly words: readonly string[]; readonly weight: number }
  | { readonly kind: "playlist"; readonly id: string; readonly weight: number };

/** A source with its playlist read: artists with their number of tracks, most first. */
export type ReadSource =
  | Exclude<Source, { kind: "playlist" }>
  | { readonly kind: "playlist"; readonly artists: readonly WeightedName[]; readonly weight: number };

/** `weight` = tracks of the artist in the station's playlist, whole and > 0. */
export type WeightedName = { readonly name: string; readonly weight: number };

/** Artists that sources without names of their own bring in together; each costs the service a call. */
const GROUP_ARTISTS = 20;
const WORDS_ARTISTS = 12;
const FEWEST_OF_GROUP = 5;
/** A group beside one named artist is no more than so many times as many artists as its share. */
const AGAINST_ONE = 3;
/** Named artists with something to avoid bring in so many who are near and free of it. */
const KINDRED_ARTISTS = 8;
const CANDIDATES = 200;
/** Tracks that an artist of middling weight gets, and as many as a service surely has of one. */
const USUAL_TRACKS = 2;
const MOST_TRACKS = 6;
/** Of whom so little is left, nothing is. */
const TRACE = 0.15;
/** Artists of a playlist that "less of it" is measured against. */
const AVOIDED_ARTISTS = 30;

type Group = {
  readonly weight: number;
  readonly most: number;
  readonly artists: readonly { readonly name: string; readonly weight: number }[];
};

/**
 * The artists of the station, each with its number of tracks, most first. One playlist alone stays as it is.
 * Shares are kept by how many artists a group brings in, then by their tracks, which the radio counts as 1 + log(tracks).
 */
export function mix(deps: RecommenderDeps, sources: readonly ReadSource[]): WeightedName[] {
  const wanted = sources.filter(({ weight }) => weight > 0);
  const remaining = toRemaining(deps, sources);
  const [only] = wanted;
  if (wanted.length === 1 && only?.kind === "playlist") {
    return only.artists.flatMap(({ name, weight }) => {
      const tracks = Math.round(weight * remaining(name));
      return tracks > 0 ? [{ name, weight: tracks }] : [];
    });
  }
  const named = wanted.flatMap((source) => (source.kind === "artist" ? [source] : []));
  const groups = toGroups(deps, wanted, sources.length > wanted.length);
  const weights = new Map<string, number>();
  const add = (name: string, weight: number) => weights.set(name, (weights.get(name) ?? 0) + weight);
  for (const { name, weight } of named) add(nameOf(deps, name), weight);
  const heaviest = Math.max(0, ...named.map(({ weight }) => weight));
  const total = groups.reduce((sum, { weight }) => sum + weight, 0);
  for (const group of groups) {
    const share = Math.round((GROUP_ARTISTS * group.weight) / total);
    const bound = heaviest > 0 ? (AGAINST_ONE * group.weight) / heaviest : share;
    const count = Math.min(Math.max(FEWEST_OF_GROUP, Math.min(share, Math.round(bound))), group.most);
    for (const { name, weight } of takeBest(group, remaining, count)) add(name, weight);
  }
  return toTracks(weights);
}

/** The best of a group, together as heavy as the group is. */
function takeBest({ artists, weight }: Group, remaining: (name: string) => number, count: number) {
  const best = artists
    .map((artist) => ({ name: artist.name, weight: artist.weight * remaining(artist.name) }))
    .filter((artist) => artist.weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, count);
  const sum = best.reduce((all, artist) => all + artist.weight, 0);
  return best.map((artist) => ({ name: artist.name, weight: (weight * artist.weight) / sum }));
}

function toGroups(deps: RecommenderDeps, wanted: readonly ReadSource[], isAvoiding: boolean): Group[] {
  const { catalogue, holds } = deps;
  const near = contextOf(deps, wanted);
  const groups = wanted.flatMap((source): Group[] => {
    if (source.kind === "artist") return [];
    if (source.kind === "playlist") {
      const artists = source.artists.map(({ name, weight }) => ({
        name: nameOf(deps, name),
        weight: hearing(weight),
      }));
      return [{ weight: source.weight, most: artists.length, artists }];
    }
    const found = findArtistsOfWords(catalogue, source.words, { count: CANDIDATES, near, holds });
    // In the order of their fit, but alike: beyond the order a fit says little.
    const artists = found.map(({ artist }) => ({ name: catalogue.names[artist] ?? "", weight: 1 }));
    return [{ weight: source.weight, most: WORDS_ARTISTS, artists }];
  });
  if (groups.length > 0 || !isAvoiding || !near) return groups;
  const artists = kindred(deps, near);
  const weight = wanted.reduce((sum, source) => sum + source.weight, 0);
  return [{ weight, most: KINDRED_ARTISTS, artists }];
}

/** What the named artists and the playlists have in common, if there are any. */
function contextOf({ catalogue }: RecommenderDeps, wanted: readonly ReadSource[]): Query | undefined {
  const style = wanted
    .flatMap((source): readonly WeightedName[] => {
      if (source.kind === "artist") return [source];
      return source.kind === "playlist" ? source.artists : [];
    })
    .flatMap(({ name }) => catalogue.find(name) ?? []);
  if (style.length === 0) return undefined;
  const alike = [...new Set(style)].map((artist) => ({ artist, weight: 1 }));
  return composeQuery(catalogue.space, { style: alike, likes: [], dislikes: [] });
}

function kindred({ catalogue, index, holds = () => true }: RecommenderDeps, near: Query) {
  const vector = new Float32Array(catalogue.space.dimensions + 1);
  vector.set(near.style.vector);
  return index
    .search(vector, CANDIDATES)
    .filter(({ id }) => holds(id))
    .map(({ id }) => ({
      name: catalogue.names[id] ?? "",
      weight: Math.max(0, scoreArtist(catalogue.space, near, id).style),
    }));
}

/** What is left of an artist beside what the mixture wants less of: 1 = all, 0 = nothing. */
function toRemaining(deps: RecommenderDeps, sources: readonly ReadSource[]): (name: string) => number {
  const { catalogue } = deps;
  const avoided = sources.filter(({ weight }) => weight < 0).map((source) => toLikeness(deps, source));
  return (name) => {
    const artist = catalogue.find(name);
    if (artist === undefined) return 1;
    // Half of the way down takes away whoever is wholly of that kind; further down, whoever is partly so.
    const left = avoided.reduce((rest, likeness) => rest * Math.max(0, 1 - 2 * likeness(artist)), 1);
    return left < TRACE ? 0 : left;
  };
}

/** How much an artist is of what a source stands for, in [0, 1], times the source's weight. */
function toLikeness({ catalogue }: RecommenderDeps, source: ReadSource): (artist: ArtistId) => number {
  const weight = Math.abs(source.weight);
  if (source.kind === "words") {
    return (artist) => {
      const own = new Map(catalogue.tags(artist).map((tag) => [tag.name, tag.weight]));
      return weight * Math.min(...source.words.map((word) => own.get(word) ?? 0));
    };
  }
  const names = source.kind === "artist" ? [source] : source.artists.slice(0, AVOIDED_ARTISTS);
  const ids = names.flatMap(({ name }) => catalogue.find(name) ?? []);
  return (artist) =>
    weight * Math.max(0, ...ids.map((id) => (id === artist ? 1 : cosine(catalogue.space, id, artist))));
}

/** Weights as numbers of tracks that the radio hears in the same proportion, as far as one to six tracks reach. */
function toTracks(weights: ReadonlyMap<string, number>): WeightedName[] {
  const mean = [...weights.values()].reduce((sum, weight) => sum + weight, 0) / Math.max(1, weights.size);
  return [...weights]
    .sort(([, a], [, b]) => b - a)
    .map(([name, weight]) => {
      const heard = (hearing(USUAL_TRACKS) * weight) / mean;
      const tracks = Math.round(Math.exp(heard - 1));
      return { name, weight: Math.min(MOST_TRACKS, Math.max(1, tracks)) };
    });
}

/** How much an artist of so many tracks counts in a style (recommend.ts). */
const hearing = (tracks: number): number => 1 + Math.log(Math.max(tracks, 0.5));

function nameOf({ catalogue }: RecommenderDeps, name: string): string {
  const artist = catalogue.find(name);
  return artist === undefined ? name : (catalogue.names[artist] ?? name);
}
