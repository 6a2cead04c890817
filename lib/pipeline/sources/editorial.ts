// This project's own table of artists of 2010-2025, whom the logs barely know: tags, kindred artists, reach.
// Format: name, aliases, reach 1..5, tags, kindred; lists joined by "|". In data/editorial of the repository, beside
// aliases.tsv: the names that music services use, and other names, of artists whom the logs do know.

import { foldName } from "@/lib/names/fold";
import { readTsv } from "./rows";
import type { KnownArtist, Play, Source, SourceRows, Tagging } from "./source";

/** How many listeners a reach of 1..5 is worth beside the listeners' data of 2011. */
const REACH = [2, 4, 10, 28, 70, 200] as const;
const ALIASES_FILE = "aliases.tsv";
/** One row of tags counts as so many listeners' tags, the first most. */
const TAG_VOTES = 6;
const TAG_VOTES_LAST = 2;
/** A row says more of the artist it is about than of those it names, least of those the tables do not describe themselves. */
const KINDRED_WEIGHT = 0.5;
const MENTION_WEIGHT = 0.3;

export const editorial: Source = {
  id: "editorial",
  title: "Longwave's own table of artists of 2010-2025",
  licence: { flag: "own", text: "MIT, this project's own" },
  document: "an artist with four to eight kindred ones",
  // Each row was weighed by somebody who knows the artist: worth more than one listener's list.
  weight: 2.5,
  introducesArtists: true,
  spelling: 1_000_000,
  fame: () => 0,

  async read(files) {
    const known: KnownArtist[] = [];
    const rows: Row[] = [];
    for (const file of (await files.list()).filter((name) => name.endsWith(".tsv"))) {
      if (file === ALIASES_FILE) {
        for (const row of readTsv(await files.text(file), ["name", "aliases"]))
          known.push({ name: row.name.trim(), aliases: splitList(row.aliases) });
        continue;
      }
      const read = readTsv(await files.text(file), ["name", "aliases", "reach", "tags", "kindred"]);
      rows.push(...read.filter(({ name }) => name.trim() !== ""));
    }
    const plays: Play[] = [];
    const tags: Tagging[] = [];
    const described = new Set(rows.map(({ name }) => foldName(name)));
    for (const row of rows) addRow(row, described, { plays, tags, known });
    return { plays, tags, known } satisfies SourceRows;
  },
};

type Row = { name: string; aliases: string; reach: string; tags: string; kindred: string };

function addRow(
  row: Row,
  described: ReadonlySet<string>,
  into: { plays: Play[]; tags: Tagging[]; known: KnownArtist[] },
): void {
  const name = row.name.trim();
  const words = splitList(row.tags);
  const kindred = splitList(row.kindred);
  into.known.push({
    name,
    aliases: splitList(row.aliases),
    popularity: REACH[Number(row.reach)] ?? REACH[0],
  });
  words.forEach((tag, at) => {
    const share = words.length > 1 ? at / (words.length - 1) : 0;
    into.tags.push({ artist: name, tag, weight: TAG_VOTES + (TAG_VOTES_LAST - TAG_VOTES) * share });
  });
  into.plays.push({ document: name, artist: name, work: name });
  for (const artist of kindred) {
    const weight = described.has(foldName(artist)) ? KINDRED_WEIGHT : MENTION_WEIGHT;
    into.plays.push({ document: name, artist, work: name, weight });
  }
}

function splitList(text: string): string[] {
  return text
    .split("|")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}
