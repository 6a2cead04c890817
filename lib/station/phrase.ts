// What listeners write ("some dreamy shoegaze from the nineties") as words of the catalogue's tags.
// The box where a station begins asks it while one types.

import type { Catalogue } from "@/lib/catalog/catalogue";

/** Said beside the words that matter. A tag of the catalogue is never taken for one of these. */
const FILLERS = new Set(
  "a an and the of from in with to for like by some any more something music songs song tunes tracks stuff sound sounds sounding vibes vibe very really bit artists bands years era".split(
    " ",
  ),
);

/** What people write for a tag of another name. */
const MEANINGS: Readonly<Record<string, string>> = {
  melancholy: "melancholic",
  fifties: "50s",
  sixties: "60s",
  seventies: "70s",
  eighties: "80s",
  nineties: "90s",
  noughties: "00s",
  "1950s": "50s",
  "1960s": "60s",
  "1970s": "70s",
  "1980s": "80s",
  "1990s": "90s",
  "2000s": "00s",
  "r&b": "rnb",
  "drum & bass": "drum and bass",
  dnb: "drum and bass",
  women: "female vocalists",
  men: "male vocalists",
  female: "female vocalists",
  male: "male vocalists",
  dream: "dreamy",
  sadness: "sad",
  happiness: "happy",
  romance: "romantic",
  relaxed: "relaxing",
  calm: "mellow",
  upbeat: "energetic",
  japan: "japanese",
  france: "french",
  brazil: "brazilian",
  korea: "korean",
  uk: "british",
  usa: "american",
};

export type Phrase = {
  /** Tags as the catalogue writes them, in the order of the text, each once. */
  readonly words: readonly string[];
  /** What is none, e.g. a name, or a word that is not finished yet. */
  readonly rest: string;
};

const MOST_TOKENS = 4;

/** Reads a phrase from left to right, the longest tag first: "hip hop" before "hip". */
export function readPhrase(catalogue: Pick<Catalogue, "completeTags">, text: string): Phrase {
  const tokens = text
    .toLowerCase()
    .split(/[\s,;+/]+/)
    .map((token) => token.replace(/^["'“”‘’(]+|["'“”‘’).!?:]+$/g, ""))
    .filter((token) => token !== "");
  const words: string[] = [];
  const rest: string[] = [];
  for (let at = 0; at < tokens.length; ) {
    const found = longestTag(catalogue, tokens.slice(at, at + MOST_TOKENS));
    const token = tokens[at] ?? "";
    if (found) words.push(found.tag);
    else if (!FILLERS.has(token) && token !== "&") rest.push(token);
    at += found?.tokens ?? 1;
  }
  return { words: [...new Set(words)], rest: rest.join(" ") };
}

function longestTag(catalogue: Pick<Catalogue, "completeTags">, tokens: readonly string[]) {
  for (let count = tokens.length; count > 0; count--) {
    const text = tokens.slice(0, count).join(" ");
    const tag = findTag(catalogue, MEANINGS[text] ?? text);
    if (tag) return { tag, tokens: count };
  }
  return undefined;
}

/** The tag of exactly this name, whatever joins its parts: "hip hop" is "hip-hop". */
function findTag(catalogue: Pick<Catalogue, "completeTags">, text: string): string | undefined {
  const key = squash(text);
  return catalogue.completeTags(text, 3).find(({ name }) => squash(name) === key)?.name;
}

const squash = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}&]+/gu, "");
