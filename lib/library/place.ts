// Gives artists that the model does not know a place in its space: between the artists of their genres and those whose
// company they keep. Averages are shorter than their parts, which is right: nobody is as sure of them.

import { setImmediate as nextTurn } from "node:timers/promises";
import type { Catalogue } from "@/lib/catalog/catalogue";
import { hashString } from "@/lib/core/rng";
import type { ArtistId } from "@/lib/core/types";
import { foldName, squashFold } from "@/lib/names/fold";
import type { Holding } from "./holding";

export type Placed = {
  /** artists x dimensions, row-major; a row of zeros = nothing places that artist. */
  readonly vectors: Float32Array;
  /** artists x 2, row-major: the same averages on the map. */
  readonly map: Float32Array;
};

type PlacingCatalogue = Pick<Catalogue, "space" | "map" | "artistsOfTag">;

/** Whose playlist an artist is on says more than a genre, which may be any. */
const COMPANY_WEIGHT = 2;
const GENRE_WEIGHT = 1;
/** Artists of the model that stand for a genre, beside the library's own. */
const TAGGED_ARTISTS = 20;
const MOST_MEMBERS = 200;
/** Share of one artist of the genre in a place: artists of one genre must not all lie in one point. */
const OWN_SHARE = 0.2;
/** Artists placed before others get a turn. */
const SLICE = 1_000;

/**
 * Places for `unknown`, by position. `known` are the library's other artists: their genres say what the library's owner
 * means by a word, in any language. Cost: unknown x (genres + company) x dimensions, in slices: others run in between.
 */
export async function placeArtists(
  catalogue: PlacingCatalogue,
  unknown: readonly Holding[],
  known: readonly Holding[],
): Promise<Placed> {
  const { dimensions, vectors } = catalogue.space;
  const genres = createGenres(catalogue, known);
  const placed = {
    vectors: new Float32Array(unknown.length * dimensions),
    map: new Float32Array(unknown.length * 2),
  };
  for (const [position, { name, genres: own, company }] of unknown.entries()) {
    if (position % SLICE === SLICE - 1) await nextTurn();
    const vector = placed.vectors.subarray(position * dimensions, (position + 1) * dimensions);
    const spot = placed.map.subarray(position * 2, position * 2 + 2);
    const addRow = (row: ArtistId, weight: number) => {
      addTo(vector, vectors.subarray(row * dimensions, (row + 1) * dimensions), weight);
      addTo(spot, catalogue.map.subarray(row * 2, row * 2 + 2), weight);
    };
    const found = own.flatMap((genre) => genres.find(genre));
    const strength = company.reduce((sum, [, weight]) => sum + weight, 0);
    const whole = (strength > 0 ? COMPANY_WEIGHT : 0) + (found.length > 0 ? GENRE_WEIGHT : 0);
    for (const [row, weight] of company) addRow(row, (COMPANY_WEIGHT * weight) / strength / whole);
    for (const { members, vector: middle, spot: middleSpot } of found) {
      const share = GENRE_WEIGHT / found.length / whole;
      addTo(vector, middle, share * (1 - OWN_SHARE));
      addTo(spot, middleSpot, share * (1 - OWN_SHARE));
      addRow(members[hashString(name) % members.length] ?? 0, share * OWN_SHARE);
    }
  }
  return placed;
}

/** The words of a tag under which the model and a library may agree. */
export const toGenreKey = (genre: string): string => squashFold(foldName(genre));

/** Who stands for a genre, never nobody, and the middle of their rows. */
type Genre = {
  readonly members: readonly ArtistId[];
  readonly vector: Float32Array;
  readonly spot: Float32Array;
};

function createGenres(catalogue: PlacingCatalogue, known: readonly Holding[]) {
  const own = new Map<string, Set<ArtistId>>();
  for (const { row, genres } of known) {
    for (const genre of genres) {
      const key = toGenreKey(genre);
      const members = own.get(key) ?? new Set<ArtistId>();
      own.set(key, members);
      if (row !== null && members.size < MOST_MEMBERS) members.add(row);
    }
  }
  const kept = new Map<string, readonly Genre[]>();
  const collect = (genre: string): Genre[] => {
    const tagged = catalogue.artistsOfTag(genre, TAGGED_ARTISTS);
    const members = [...new Set([...(own.get(toGenreKey(genre)) ?? []), ...tagged])];
    if (members.length === 0) return [];
    const vector = average(catalogue.space.vectors, catalogue.space.dimensions, members);
    return [{ members, vector, spot: average(catalogue.map, 2, members) }];
  };
  return {
    /** The genre, or else those that the words it is made of stand for. */
    find(genre: string): readonly Genre[] {
      const known = kept.get(genre);
      if (known) return known;
      const whole = collect(genre);
      const found = whole.length > 0 ? whole : genre.split(/[/&,]/).flatMap((part) => collect(part.trim()));
      kept.set(genre, found);
      return found;
    },
  };
}

function average(rows: Float32Array, width: number, members: readonly ArtistId[]): Float32Array {
  const middle = new Float32Array(width);
  for (const row of members) addTo(middle, rows.subarray(row * width, (row + 1) * width), 1 / members.length);
  return middle;
}

/** target += weight * row, in place. */
function addTo(target: Float32Array, row: Float32Array, weight: number): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] ?? 0) + weight * (row[i] ?? 0);
}
