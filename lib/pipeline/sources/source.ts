// What a source of listening data is: raw rows in, (document, artist name, weight) and tags out.
// A folder of /sources DIR each; a new source is one small file beside these and a line in sources.ts.

/** open: a free licence; facts: no licence stated, facts only; own: this project's. */
export type LicenceFlag = "open" | "own" | "non-commercial" | "permission" | "facts";

/** An artist heard in a document: by a listener, in a show, on a night, in a channel's hour. */
export type Play = {
  /** Unique within the source. */
  readonly document: string;
  /** As typed. */
  readonly artist: string;
  /** Factor on the source's weight, for sources that count plays; absent = 1. */
  readonly weight?: number;
  /** Evidence that this is one act: a title, or whatever else tells one listing from another. */
  readonly work?: string;
};

/** Somebody called an artist something; weight = how many say so. */
export type Tagging = {
  readonly artist: string;
  readonly tag: string;
  readonly weight: number;
  /** Who says so; absent = a source whose every word counts. */
  readonly by?: string;
};

/** An artist that the source describes rather than merely names. */
export type KnownArtist = {
  readonly name: string;
  readonly aliases: readonly string[];
  /** Popularity on the scale of listeners; absent = only the names are known, which are then sure. */
  readonly popularity?: number;
};

export type SourceRows = {
  readonly plays: readonly Play[];
  readonly tags: readonly Tagging[];
  readonly known: readonly KnownArtist[];
};

/** Reads files of one source's folder; missing files throw with their path. */
export type SourceFiles = {
  /** For a source that streams files too large to hold. */
  readonly directory: string;
  /** Text of a file, gunzipped by its name; "latin1" for the one file that needs it. */
  readonly text: (name: string, encoding?: "utf8" | "latin1") => Promise<string>;
  /** Names of the files in the folder, sorted. */
  readonly list: () => Promise<readonly string[]>;
};

export interface Source {
  /** Also the name of its folder. */
  readonly id: string;
  readonly title: string;
  readonly licence: { readonly flag: LicenceFlag; readonly text: string };
  /** What is learnt from it, for the data card. */
  readonly document: string;
  /** Confidence of one play in one document; a listener's is 1. */
  readonly weight: number;
  /** Does a name that only this source has count as an artist? */
  readonly introducesArtists: boolean;
  /** How sure the source's spelling is, to choose the name that is shown. */
  readonly spelling: number;
  /** Turns the number of documents of an artist into listeners' worth of fame. */
  readonly fame: (documents: number) => number;
  read(files: SourceFiles): Promise<SourceRows>;
}

/** The fame of airplay: a station's favourite is played a thousand times by a handful of people. */
export function airplayFame(documents: number): number {
  return documents ** 0.45;
}

export function onlyPlays(plays: readonly Play[]): SourceRows {
  return { plays, tags: [], known: [] };
}
