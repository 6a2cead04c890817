// What a new station is mixed of, as the page holds it: artists, words and playlists with a percentage each.

import type { SourceBody } from "@/lib/api/schemas";

export type SourceRow = {
  readonly key: string;
  readonly kind: SourceBody["kind"];
  /** The artist, the words, or the playlist without its prefix. */
  readonly label: string;
  readonly words: readonly string[];
  readonly playlistId?: string;
  /** -100 to 100: a part of the mixture above 0, less of it below. */
  readonly weight: number;
};

export const USUAL_WEIGHT = 50;
const MAX_NAME = 80;

export const artistRow = (name: string, weight = USUAL_WEIGHT): SourceRow => ({
  key: `artist:${name}`,
  kind: "artist",
  label: name,
  words: [],
  weight,
});

export const wordsRow = (words: readonly string[], weight = USUAL_WEIGHT): SourceRow => ({
  key: `words:${words.join("/")}`,
  kind: "words",
  label: words.join(" · "),
  words,
  weight,
});

export const playlistRow = (
  { id, name }: { readonly id: string; readonly name: string },
  weight = USUAL_WEIGHT,
): SourceRow => ({
  key: `playlist:${id}`,
  kind: "playlist",
  label: withoutPrefix(name),
  words: [],
  playlistId: id,
  weight,
});

/** Each once: what is added again takes the new weight. */
export const addRows = (rows: readonly SourceRow[], added: readonly SourceRow[]): SourceRow[] => [
  ...new Map([...rows, ...added].map((row) => [row.key, row])).values(),
];

/** Whole percent of the mixture for those above 0; undefined for the others. */
export function shareOf(rows: readonly SourceRow[], row: SourceRow): number | undefined {
  const all = rows.reduce((sum, { weight }) => sum + Math.max(0, weight), 0);
  return row.weight > 0 ? Math.round((100 * row.weight) / all) : undefined;
}

export const isStarted = (rows: readonly SourceRow[]): boolean => rows.some(({ weight }) => weight > 0);

export function toSources(rows: readonly SourceRow[]): SourceBody[] {
  return rows.flatMap((row): SourceBody[] => {
    const weight = row.weight / 100;
    if (weight === 0) return [];
    if (row.kind === "artist") return [{ kind: "artist", name: row.label, weight }];
    if (row.kind === "words") return [{ kind: "words", words: [...row.words], weight }];
    return row.playlistId === undefined ? [] : [{ kind: "playlist", id: row.playlistId, weight }];
  });
}

/** A name out of what weighs most, e.g. "Low & dreamy shoegaze". */
export function suggestName(rows: readonly SourceRow[]): string {
  return [...rows]
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, 2)
    .map((row) => (row.kind === "words" ? row.words.join(" ") : row.label))
    .join(" & ")
    .slice(0, MAX_NAME);
}

export const withoutPrefix = (name: string): string => name.replace(/^radio:\s*/i, "");
