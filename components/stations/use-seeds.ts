"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { fetchSeeds, type Playlist, playlistsOptions } from "@/lib/api/making-client";
import { type Clause, isWeighed, readClauses } from "./clauses";
import { makingMessages } from "./making-messages";
import { artistRow, playlistRow, type SourceRow, USUAL_WEIGHT, withoutPrefix, wordsRow } from "./sources";

export type SeedOption = {
  readonly key: string;
  readonly label: string;
  readonly note: string;
  /** What choosing it adds; undefined = the whole text, clause by clause. */
  readonly row?: SourceRow;
};

export type SeedGroup = { readonly name: string; readonly options: readonly SeedOption[] };

const SHOWN_ARTISTS = 5;
const SHOWN_PLAYLISTS = 3;

type Seeds = Awaited<ReturnType<typeof fetchSeeds>>;

const seedsOptions = (text: string) => ({
  queryKey: ["seeds", text],
  queryFn: ({ signal }: { readonly signal: AbortSignal }) => fetchSeeds(text, { signal }),
  staleTime: 300_000,
});

/** What the text may mean, in groups, the likeliest first. `isMissing` = nothing at all. */
export function useSeeds(text: string): {
  readonly groups: readonly SeedGroup[];
  readonly isMissing: boolean;
} {
  const query = useDeferredValue(text.trim());
  const { data: seeds } = useQuery({ ...seedsOptions(query), enabled: query !== "" });
  const { data: lists } = useQuery(playlistsOptions());
  if (query === "" || !seeds) return { groups: [], isMissing: false };
  const groups = toGroups(query, seeds, lists?.playlists ?? []);
  return { groups, isMissing: groups.length === 0 };
}

/** Exported for its test. */
export function toGroups(text: string, seeds: Seeds, playlists: readonly Playlist[]): SeedGroup[] {
  const names = makingMessages.groups;
  const clauses = readClauses(text);
  const isMixture = seeds.exact === undefined && (isWeighed(clauses) || (clauses.length > 1 && !seeds.whole));
  const words = {
    name: names.words,
    options: isMixture ? [] : seeds.phrases.map((phrase) => wordsOption(phrase.words, phrase.examples)),
  };
  const artists = {
    name: names.artists,
    options: isMixture ? [] : seeds.artists.slice(0, SHOWN_ARTISTS).map(artistOption),
  };
  const own = {
    name: names.playlists,
    options: isMixture ? [] : findPlaylists(text, playlists).map(playlistOption),
  };
  const mixture = { name: names.mixture, options: isMixture ? [mixtureOption(clauses)] : [] };
  const order =
    seeds.exact === undefined && seeds.whole
      ? [mixture, words, own, artists]
      : [mixture, own, artists, words];
  return order.filter(({ options }) => options.length > 0);
}

const wordsOption = (words: readonly string[], examples: readonly string[]): SeedOption => {
  const row = wordsRow(words);
  return { key: row.key, label: row.label, note: makingMessages.example(examples), row };
};

const artistOption = ({ name, tags }: Seeds["artists"][number]): SeedOption => {
  const row = artistRow(name);
  return { key: row.key, label: name, note: tags.join(", "), row };
};

const playlistOption = (playlist: Playlist): SeedOption => {
  const row = playlistRow(playlist);
  const note = playlist.is_station ? makingMessages.station : makingMessages.trackCount(playlist.tracks);
  return { key: row.key, label: row.label, note, row };
};

const mixtureOption = (clauses: readonly Clause[]): SeedOption => ({
  key: "mixture",
  label: makingMessages.addAll(clauses.map(({ text }) => text)),
  note: "",
});

const fold = (text: string): string => withoutPrefix(text).trim().toLowerCase();

/** Those whose name starts with the text first, then those that hold it. */
function findPlaylists(text: string, playlists: readonly Playlist[]): Playlist[] {
  const wanted = fold(text);
  const starts = playlists.filter(({ name }) => fold(name).startsWith(wanted));
  const holds = playlists.filter(({ name }) => !fold(name).startsWith(wanted) && fold(name).includes(wanted));
  return [...starts, ...holds].slice(0, SHOWN_PLAYLISTS);
}

/** Finds what each clause means: a playlist of that very name, words, an artist. `unknown` = those that are nothing. */
export function useUnderstand(): (
  text: string,
) => Promise<{ readonly rows: readonly SourceRow[]; readonly unknown: readonly string[] }> {
  const client = useQueryClient();
  return async (text) => {
    const { playlists } = await client.ensureQueryData(playlistsOptions());
    const found = await Promise.all(
      readClauses(text).map(async ({ text: name, weight = USUAL_WEIGHT }) => {
        const own = playlists.find((playlist) => fold(playlist.name) === fold(name));
        if (own) return { row: playlistRow(own, weight), name };
        const seeds = await client.fetchQuery(seedsOptions(name));
        const [words] = seeds.phrases;
        if (seeds.whole && words) return { row: wordsRow(words.words, weight), name };
        const artist = seeds.exact ?? seeds.artists[0]?.name;
        return { row: artist === undefined ? undefined : artistRow(artist, weight), name };
      }),
    );
    return {
      rows: found.flatMap(({ row }) => row ?? []),
      unknown: found.filter(({ row }) => row === undefined).map(({ name }) => name),
    };
  };
}
