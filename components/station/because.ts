// A pick's reasons in words and shares: exactly the terms of its score, nothing added.

import { listNames, messages } from "@/components/messages";
import type { ReasonBody, TermsBody, WeightsBody } from "@/lib/api/schemas";

export type ReasonLine = {
  readonly term: ReasonBody["term"];
  /** Signed part of all that pulls up, whole percent. */
  readonly percent: number;
  readonly text: string;
};

const NAMES_SHOWN = 3;

/** Strongest first; what rounds to nothing is left out. */
export function reasonLines(because: readonly ReasonBody[]): ReasonLine[] {
  const up = because.reduce((sum, reason) => sum + Math.max(0, reason.share), 0);
  if (up === 0) return [];
  return because
    .map((reason) => ({
      term: reason.term,
      percent: Math.round((reason.share / up) * 100),
      text: textOf(reason),
    }))
    .filter((line) => line.percent !== 0)
    .sort((a, b) => b.percent - a.percent);
}

/** One short reason for a list: the artist that speaks loudest for `artist`, which may be one of the style itself. */
export function shortReason(because: readonly ReasonBody[], artist: string): string {
  const [best] = [...because].sort((a, b) => b.share - a.share);
  const { short } = messages.why;
  const name = best?.artists[0]?.name;
  if (!best || best.share <= 0) return short.plain;
  if (best.term === "familiarity") return strongestTaste(because, artist) ?? short.familiarity;
  if (!name) return short.plain;
  if (name === artist) return best.term === "like" ? short.liked : short.own;
  return best.term === "like" ? short.like(name) : short.style(name);
}

/** Turns the shares of a score back into unweighted terms, to set a pick among the pool's artists. */
export function termsOf(
  because: readonly ReasonBody[],
  weights: WeightsBody,
  familiarity: number,
): TermsBody {
  const share = (term: ReasonBody["term"]) =>
    because.reduce((sum, reason) => sum + (reason.term === term ? reason.share : 0), 0);
  const unweighted = (value: number, weight: number) => (weight === 0 ? 0 : value / weight);
  return {
    style: unweighted(share("style"), weights.style),
    likes: unweighted(share("like"), weights.likes),
    dislikes: unweighted(-share("dislike"), weights.dislikes),
    familiarity: unweighted(share("familiarity"), familiarity),
  };
}

/** Being well known explains little: where taste has a word, it is the better short reason. */
function strongestTaste(because: readonly ReasonBody[], artist: string): string | undefined {
  const taste = because.filter((reason) => reason.term !== "familiarity" && reason.share > 0);
  return taste.length > 0 ? shortReason(taste, artist) : undefined;
}

function textOf({ term, share, artists }: ReasonBody): string {
  const { why } = messages;
  const names = listNames(artists.slice(0, NAMES_SHOWN).map((artist) => artist.name));
  if (term === "familiarity") return why.familiarity;
  const text = why[term](names);
  return share < 0 ? why.less(text) : text;
}
