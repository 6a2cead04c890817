// Completes what is typed into the box where a station begins: phrases of words and artists, apart.

import { findArtistsOfWords } from "./artists-of-words";
import type { RecommenderDeps } from "./deps";
import { readPhrase } from "./phrase";

export type Seeds = {
  /** The most telling first, each with artists that it fits best. */
  readonly phrases: readonly { readonly words: readonly string[]; readonly examples: readonly string[] }[];
  /** The first phrase says all of the text. */
  readonly whole: boolean;
  readonly artists: readonly { readonly name: string; readonly tags: readonly string[] }[];
  /** The artist that the text names. */
  readonly exact?: string;
};

const PHRASES = 4;
/** Looked at, since completion also finds the inside of words. */
const COMPLETIONS = 20;
const EXAMPLES = 3;
const TAGS = 3;

/** The words understood so far stay, the last one is completed: "dreamy shoeg" brings "dreamy, shoegaze". */
export function completeSeeds({ catalogue, holds }: RecommenderDeps, text: string, limit: number): Seeds {
  const { words, rest } = readPhrase(catalogue, text);
  // What stands before words that are known is a name rather than a word begun.
  const isBegun = rest !== "" && text.trim().toLowerCase().endsWith(rest);
  const open = rest === "" ? (words.at(-1) ?? "") : isBegun ? rest : "";
  const begun = rest === "" ? words.slice(0, -1) : words;
  const completed = catalogue
    .completeTags(open, COMPLETIONS)
    .filter(({ name }) => open !== "" && startsAWord(name, open) && !words.includes(name))
    .map(({ name }) => [...begun, name]);
  const whole = words.length > 0 && rest === "";
  const phrases = [...(whole ? [words] : []), ...completed].slice(0, PHRASES);
  const exact = catalogue.find(text);
  return {
    phrases: phrases.map((phrase) => ({
      words: phrase,
      examples: findArtistsOfWords(catalogue, phrase, { count: EXAMPLES, holds }).map(
        ({ artist }) => catalogue.names[artist] ?? "",
      ),
    })),
    whole,
    artists: catalogue.complete(text, limit).map((artist) => ({
      name: catalogue.names[artist] ?? "",
      tags: catalogue
        .tags(artist)
        .slice(0, TAGS)
        .map((tag) => tag.name),
    })),
    ...(exact !== undefined && { exact: catalogue.names[exact] ?? text }),
  };
}

const startsAWord = (name: string, text: string): boolean =>
  name.startsWith(text) || name.split(/[\s-]/).some((part) => part.startsWith(text));
