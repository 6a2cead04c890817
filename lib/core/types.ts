// The nouns of the recommender. Everything in lib/core speaks in these; nothing here does I/O.

/** Row of an artist in the model's vectors and lists. Stable for one model hash only. */
export type ArtistId = number;

/** An artist with how much it counts; weight > 0, 1 = one full vote. */
export type WeightedArtist = { readonly artist: ArtistId; readonly weight: number };

/** What a station is made of: three weighted sets of artists, and where it leans. An artist may be in several. */
export type Taste = {
  readonly style: readonly WeightedArtist[];
  readonly likes: readonly WeightedArtist[];
  readonly dislikes: readonly WeightedArtist[];
  /** Artists around a place of the map (lean.ts); absent = it does not lean. */
  readonly lean?: readonly WeightedArtist[];
};

/** The three knobs, each >= 0 and independent of the others. */
export type Weights = { readonly style: number; readonly likes: number; readonly dislikes: number };

/** Design section 5: what a station starts with. */
export const DEFAULT_WEIGHTS: Weights = { style: 1, likes: 0.6, dislikes: 0.3 };

/**
 * How a guess (taste.ts) asks a model, by the number n of equal votes. Models differ in how they spread over their axes and in
 * how much of fame their vectors hold.
 */
export type Guess = {
  /** The exponent of the columns' energies is stretch / sqrt(n) - flatness: above 0 the strong ones count more, below the faint. */
  readonly stretch: number;
  readonly flatness: number;
  /** The default weight of familiarity is prior / n^fall; prior > 0. */
  readonly prior: number;
  readonly fall: number;
};

/** The vectors of one model. Read-only; shared by all requests. */
export type ArtistSpace = {
  readonly count: number;
  readonly dimensions: number;
  /** count x dimensions, row-major, row = artist id. */
  readonly vectors: Float32Array;
  /** Listeners or documents of each artist, >= 0, weighted by source. */
  readonly popularity: Float32Array;
  /** Absent = as als is asked. */
  readonly guess?: Guess;
};

/**
 * The unweighted terms of a score:
 * score = weights.style * style + weights.likes * likes - weights.dislikes * dislikes + pull * lean + b * familiarity.
 */
export type Terms = {
  readonly style: number;
  readonly likes: number;
  readonly dislikes: number;
  /** 0 unless the taste leans; at most about 1 in size, whatever it leans to. */
  readonly lean: number;
  readonly familiarity: number;
};

/** An artist with its score and the terms that make it. */
export type RankedArtist = { readonly artist: ArtistId; readonly score: number; readonly terms: Terms };

/** One term of a score in score points, split over the artists behind it. */
export type Reason = {
  readonly term: "style" | "like" | "dislike" | "lean" | "familiarity";
  /** Signed points; the shares of all reasons add up to the score. */
  readonly share: number;
  /** Those that count most, strongest first. */
  readonly artists: readonly { readonly artist: ArtistId; readonly share: number }[];
  /** All further artists together; absent = there are none. */
  readonly others?: { readonly count: number; readonly share: number };
};
