// The format of a model folder (data/models/NAME): its files, their text forms, the manifest's schema.
// The pipeline writes it, the catalogue opens it; data/README.md tells others how to write one.

import { z } from "zod";

/** Rises when a reader of the old version could not read the new one. */
export const FORMAT_VERSION = 1;

export const MANIFEST_FILE = "manifest.json";
export const ARTISTS_FILE = "artists.tsv";
export const TAGS_FILE = "tags.tsv";
export const MAP_FILE = "map.f32";
export const INDEX_FILE = "index.hnsw";
/** In this order of preference; one of them must be there. */
export const VECTOR_FILES = ["vectors.f32", "vectors.f16"] as const;

export const ARTISTS_HEADER = "id\tname\tpopularity\taliases";
export const TAGS_HEADER = "id\ttag\tweight";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u, "must be 64 hexadecimal digits");

/** lib/core/types.ts says what each number does. */
const guessSchema = z.object({
  stretch: z.number(),
  flatness: z.number(),
  prior: z.number().positive(),
  fall: z.number(),
});

export const manifestSchema = z.object({
  format: z.literal("longwave-model"),
  version: z.literal(FORMAT_VERSION),
  algorithm: z.string().min(1),
  parameters: z.record(z.string(), z.union([z.number(), z.string()])),
  seed: z.number().int().min(0),
  dimensions: z.number().int().min(1).max(4096),
  metric: z.literal("inner_product"),
  guess: guessSchema.optional(),
  artists: z.number().int().min(1).max(10_000_000),
  sources: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      licence: z.string(),
      documents: z.number().int().min(0).optional(),
    }),
  ),
  created: z.iso.datetime({ offset: true }),
  files: z.record(z.string().regex(/^[\w.-]+$/u), sha256),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** A row of artists.tsv; its id is its position. */
export type ArtistRow = {
  readonly name: string;
  readonly popularity: number;
  readonly aliases: readonly string[];
};

/** A row of tags.tsv: weight in (0, 1]. */
export type TagRow = { readonly artist: number; readonly tag: string; readonly weight: number };

export function formatArtists(artists: readonly ArtistRow[]): string {
  const rows = artists.map(({ name, popularity, aliases }, id) =>
    [
      id,
      cell(name),
      formatNumber(popularity),
      aliases.map((alias) => cell(alias).replaceAll("|", "/")).join("|"),
    ].join("\t"),
  );
  return `${[ARTISTS_HEADER, ...rows].join("\n")}\n`;
}

export function formatTags(tags: readonly TagRow[]): string {
  const rows = tags.map(({ artist, tag, weight }) => [artist, cell(tag), formatNumber(weight)].join("\t"));
  return `${[TAGS_HEADER, ...rows].join("\n")}\n`;
}

/** Throws Error with the line number when a row is not as it must be. */
export function parseArtists(text: string): ArtistRow[] {
  return bodyLines(text, ARTISTS_HEADER).map((line, at) => {
    const [id, name, popularity, aliases, ...rest] = line.split("\t");
    const fame = Number(popularity);
    if (aliases === undefined || rest.length > 0)
      throw lineError(at, "must have 4 columns, separated by tabs");
    if (id !== String(at))
      throw lineError(at, `has id "${id}", but rows are numbered from 0, so it must be ${at}`);
    if (!name?.trim()) throw lineError(at, "has no name");
    if (popularity === "" || !Number.isFinite(fame) || fame < 0)
      throw lineError(at, `has popularity "${popularity}", but it must be a number of at least 0`);
    return { name, popularity: fame, aliases: aliases === "" ? [] : aliases.split("|") };
  });
}

/** Throws Error with the line number when a row is not as it must be. */
export function parseTags(text: string, artists: number): TagRow[] {
  return bodyLines(text, TAGS_HEADER).map((line, at) => {
    const [id, tag, weight, ...rest] = line.split("\t");
    if (weight === undefined || rest.length > 0)
      throw lineError(at, "must have 3 columns, separated by tabs");
    const artist = Number(id);
    const share = Number(weight);
    if (id === "" || !Number.isInteger(artist) || artist < 0 || artist >= artists)
      throw lineError(at, `has artist id "${id}", but ids go from 0 to ${artists - 1}`);
    if (!tag?.trim()) throw lineError(at, "has no tag");
    if (!(share > 0 && share <= 1))
      throw lineError(at, `has weight "${weight}", but it must be above 0 and at most 1`);
    return { artist, tag, weight: share };
  });
}

function bodyLines(text: string, header: string): string[] {
  const lines = text.split("\n");
  if (lines[0]?.replace(/\r$/u, "") !== header)
    throw new Error(`:1: must be the header "${header.replaceAll("\t", "<TAB>")}"`);
  if (lines.at(-1) !== "")
    throw new Error(`:${lines.length}: ends in the middle of a line; the file is cut off`);
  return lines.slice(1, -1).map((line) => line.replace(/\r$/u, ""));
}

/** Messages start with ":LINE:", so that the file's path can be put before them. */
function lineError(at: number, what: string): Error {
  return new Error(`:${at + 2}: ${what}`);
}

function cell(text: string): string {
  return text.replace(/[\t\r\n]+/gu, " ").trim();
}

function formatNumber(value: number): string {
  return String(Number(value.toPrecision(4)));
}
