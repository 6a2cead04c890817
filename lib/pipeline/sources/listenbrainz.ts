// ListenBrainz' public dumps of listens (CC0): what millions of listens say of who is heard by whom.
// A dump of any size is read in constant memory; a document is a listener, its weights damped counts of plays.

import { tmpdir } from "node:os";
import { AppError } from "@/lib/errors";
import { foldName } from "@/lib/names/fold";
import { openListenFiles } from "./listenbrainz-files";
import { type BrokenLine, checkBroken, type LineCounts, readListens } from "./listenbrainz-listens";
import { createListenPartitions, type ListenPartitions } from "./listenbrainz-partitions";
import { onlyPlays, type Play, type Source } from "./source";

/** One listener; all that is left of who it was is a running number. */
export type Listener = {
  /** 1, 2, 3 ... */
  readonly number: number;
  /** Most played first; weight = 1 + log(plays). */
  readonly artists: readonly { readonly name: string; readonly weight: number }[];
};

export type ReadListenersOptions = {
  /** Listeners with fewer artists say too little to be kept. Default 5. */
  readonly minArtists?: number;
  /** The most played artists that are kept of one listener. Default 500: beyond are single plays. */
  readonly maxArtists?: number;
  /** Share (0..1) of the lines that may be broken. Default 0.01. */
  readonly maxBrokenShare?: number;
  readonly onBroken?: (line: BrokenLine) => void;
  /** Once, when all lines are read, before the first listener. */
  readonly onRead?: (counts: Readonly<LineCounts>) => void;
  /** Where to keep the partitions meanwhile. Default: the system's folder for such (TMPDIR). */
  readonly temporaryDirectory?: string;
  readonly partitions?: number;
  readonly maxPending?: number;
};

/**
 * The listeners of a dump or a folder of listens (.listens, .jsonl; .tar; each also .gz, .zst, .xz), one by one.
 * Memory does not grow with the listens; two passes over the data, the second over its counts.
 * Throws AppError with file and line when more is broken than allowed, or when there are no listens or listeners.
 */
export async function* readListeners(
  path: string,
  options: ReadListenersOptions = {},
): AsyncGenerator<Listener> {
  const { minArtists = 5, maxArtists = 500 } = options;
  const partitions = await createListenPartitions({
    directory: options.temporaryDirectory ?? tmpdir(),
    partitions: options.partitions ?? 256,
    maxPending: options.maxPending ?? 200_000,
  });
  try {
    let number = 0;
    const counts = await partitionListens(path, partitions.add, options);
    options.onRead?.(counts);
    for await (const plays of partitions.listeners()) {
      const artists = toWeights(plays, maxArtists);
      if (artists.length >= minArtists) yield { number: ++number, artists };
    }
    if (number > 0) return;
    const message = `${path}: none of its listeners has ${minArtists} artists or more, so there is nothing to learn`;
    throw new AppError("invalid_request", message);
  } finally {
    await partitions.close();
  }
}

/** The source of the pipeline. `report` gets a line of text for each of the first broken lines, and their number. */
export function createListenBrainz(report: (line: string) => void): Source {
  return {
    id: "listenbrainz",
    title: "ListenBrainz listens",
    licence: { flag: "open", text: "CC0 1.0" },
    document: "a listener's artists, weighted by damped counts of plays",
    weight: 1,
    introducesArtists: true,
    spelling: 4,
    fame: (listeners) => listeners,
    async read(files) {
      const plays: Play[] = [];
      const names = new Map<string, string>();
      for await (const { number, artists } of readListeners(files.directory, reportBroken(report))) {
        const document = String(number);
        for (const { name, weight } of artists) {
          // One copy of each name: as it comes it is a slice that keeps the text it was cut from in memory.
          const artist = names.get(name) ?? Buffer.from(name).toString();
          names.set(artist, artist);
          plays.push({ document, artist, work: document, weight });
        }
      }
      return onlyPlays(plays);
    },
  };
}

export const listenBrainz: Source = createListenBrainz((line) => process.stderr.write(`${line}\n`));

const REPORTED_LINES = 20;

function reportBroken(report: (line: string) => void): ReadListenersOptions {
  let reported = 0;
  return {
    onBroken({ file, line, reason }) {
      if (reported++ < REPORTED_LINES) report(`${file}:${line}: ${reason}; skipped`);
    },
    onRead({ lines, broken }) {
      if (broken > 0) report(`${broken} of ${lines} lines of listens were broken and are left out`);
    },
  };
}

async function partitionListens(
  path: string,
  add: ListenPartitions["add"],
  options: ReadListenersOptions,
): Promise<LineCounts> {
  const { maxBrokenShare = 0.01 } = options;
  const counts: LineCounts = { lines: 0, broken: 0 };
  let lastBroken: BrokenLine | undefined;
  const onBroken = (line: BrokenLine): void => {
    lastBroken = line;
    options.onBroken?.(line);
  };
  let files = 0;
  for await (const file of openListenFiles(path)) {
    files++;
    for await (const listens of readListens(file, { maxBrokenShare, onBroken, counts })) await add(listens);
  }
  checkBroken(counts, maxBrokenShare, lastBroken);
  if (counts.lines > 0) return counts;
  const found = files === 0 ? "holds no .listens or .jsonl files (packed or in a .tar)" : "is empty";
  throw new AppError(
    "invalid_request",
    `${path}: ${found}; a full dump of ListenBrainz is listenbrainz-listens-dump-*`,
  );
}

/** Spellings that differ in case, accents and the like are one artist, named as typed most often. */
function toWeights(plays: ReadonlyMap<string, number>, maxArtists: number): Listener["artists"] {
  const byFold = new Map<string, { name: string; most: number; plays: number }>();
  for (const [name, count] of plays) {
    const fold = foldName(name);
    const known = byFold.get(fold);
    if (known === undefined) byFold.set(fold, { name, most: count, plays: count });
    else {
      known.plays += count;
      if (count > known.most) Object.assign(known, { name, most: count });
    }
  }
  return [...byFold.values()]
    .sort((a, b) => b.plays - a.plays || (a.name < b.name ? -1 : 1))
    .slice(0, maxArtists)
    .map(({ name, plays: count }) => ({ name, weight: 1 + Math.log(count) }));
}
