// The artists the sandbox knows: those of the fixtures, and those of every published model under data/models.
// Read on first use, so that the server listens at once; searched by folded name as the real search does.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { keyOf } from "./ids";

export type SandboxArtist = {
  readonly name: string;
  /** 0-100, 100 = best known. */
  readonly popularity: number;
  /** What an id of this artist's things is made from. */
  readonly key: bigint;
  /** Folded name and aliases, each between bars and spaces: `| the band | band |`. */
  readonly search: string;
  readonly folded: string;
};

export type NamedArtist = {
  readonly name: string;
  readonly popularity: number;
  readonly aliases?: readonly string[];
};

export type SandboxCatalogue = {
  findByKey(key: bigint): SandboxArtist | undefined;
  findByName(name: string): SandboxArtist | undefined;
  /** The best known, most popular first. */
  famous(count: number): SandboxArtist[];
  /** Artists whose name or alias has these words in this order, best match first. */
  withPhrase(phrase: string): SandboxArtist[];
  /** Artists whose name or alias has a word starting with each of these words, best match first. */
  withWords(words: string): SandboxArtist[];
};

/** Lower case, no accents, words of letters and digits separated by single spaces; the name itself if that leaves nothing. */
export function fold(name: string): string {
  // Most names need nothing but lower case, and a model has tens of thousands.
  if (/^[a-z0-9]+(?: [a-z0-9]+)*$/i.test(name)) return name.toLowerCase();
  const lower = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = lower
    .replace(/['’`]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return words || lower.trim();
}

/** @param load gives the artists, the more important source first; called once, on first use. */
export function createCatalogue(load: () => readonly NamedArtist[]): SandboxCatalogue {
  let cache: { artists: SandboxArtist[]; byFold: Map<string, SandboxArtist> } | undefined;
  let byKey: Map<bigint, SandboxArtist> | undefined;

  const all = () => {
    if (cache) return cache;
    const byFold = new Map<string, SandboxArtist>();
    for (const named of load()) {
      const folded = fold(named.name);
      if (folded && !byFold.has(folded)) byFold.set(folded, toArtist(named, folded));
    }
    const artists = [...byFold.values()].sort((a, b) => b.popularity - a.popularity);
    cache = { artists, byFold };
    return cache;
  };

  return {
    findByKey(key) {
      byKey ??= new Map(all().artists.map((artist) => [artist.key, artist]));
      return byKey.get(key);
    },
    famous: (count) => all().artists.slice(0, count),
    findByName: (name) => all().byFold.get(fold(name)),
    withPhrase(phrase) {
      const folded = fold(phrase);
      if (!folded) return [];
      const needle = ` ${folded} `;
      return exactFirst(
        all().artists.filter((artist) => artist.search.includes(needle)),
        folded,
      );
    },
    withWords(words) {
      const folded = fold(words);
      if (!folded) return [];
      const needles = folded.split(" ").map((word) => ` ${word}`);
      return exactFirst(
        all().artists.filter((artist) => needles.every((needle) => artist.search.includes(needle))),
        folded,
      );
    },
  };
}

/** The artists of `data/models/NAME/artists.tsv`, all models; empty when none is published. */
export function readModelArtists(modelsDir: string): NamedArtist[] {
  if (!existsSync(modelsDir)) return [];
  const artists: NamedArtist[] = [];
  for (const name of readdirSync(modelsDir).sort()) {
    const file = join(modelsDir, name, "artists.tsv");
    if (existsSync(file)) artists.push(...parseArtists(readFileSync(file, "utf8")));
  }
  return artists;
}

/** Rows of `id, name, popularity, aliases`; popularity in any unit becomes 0-100 on a log scale. */
export function parseArtists(tsv: string): NamedArtist[] {
  const rows = tsv
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t"));
  const most = rows.reduce((max, row) => Math.max(max, Number(row[2]) || 0), 1);
  const artists: NamedArtist[] = [];
  for (const [, name, popularity, aliases] of rows) {
    if (!name) continue;
    const level = Math.log1p(Math.max(0, Number(popularity) || 0)) / Math.log1p(most);
    artists.push({
      name,
      popularity: Math.round(5 + 92 * level),
      aliases: aliases?.trim() ? aliases.trim().split("|") : [],
    });
  }
  return artists;
}

function toArtist({ name, popularity, aliases }: NamedArtist, folded: string): SandboxArtist {
  const names = new Set([folded, ...(aliases ?? []).map(fold)]);
  return { name, popularity, folded, key: keyOf(folded), search: `| ${[...names].join(" | ")} |` };
}

/** The list is by popularity already; those of exactly this name come before it. */
function exactFirst(artists: SandboxArtist[], folded: string): SandboxArtist[] {
  const exact = artists.filter((artist) => artist.folded === folded);
  const alias = artists.filter(
    (artist) => artist.folded !== folded && artist.search.includes(`| ${folded} |`),
  );
  const first = new Set([...exact, ...alias]);
  return [...first, ...artists.filter((artist) => !first.has(artist))];
}
