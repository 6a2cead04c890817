// What is typed into the box where a station begins, taken apart: "60 % Rainy Sunday, 40 % Workout, less metal".
// Only the form is read here; what a name means, the server and the listener's playlists say.

export type Clause = {
  readonly text: string;
  /** Percent, -100 to 100, where the words say one. */
  readonly weight: number | undefined;
};

/** How words weigh, in percent. */
const PHRASES: readonly (readonly [pattern: RegExp, weight: number])[] = [
  [/^(?:no|not|without|never)\s+(?=\S)/iu, -100],
  [/^(?:less|fewer|not so much)\s+(?:of\s+)?(?=\S)/iu, -50],
  [/^(?:a little|a bit of|a touch of|a pinch of)\s+(?=\S)/iu, 25],
  [/^(?:more|lots of|mostly|mainly|plenty of)\s+(?=\S)/iu, 100],
];
const PERCENT_FIRST = /^(\d{1,3})\s*(?:%|per ?cent)\s*(?:of\s+)?(?=\S)/iu;
const PERCENT_LAST = /\s+(\d{1,3})\s*(?:%|per ?cent)$/iu;

/** Commas, semicolons and plus signs part a mixture, and "and" before a percentage or "less". */
const BETWEEN = /\s*[,;\n+]\s*(?:and\s+|but\s+)?|\s+(?:and|but)\s+(?=\d{1,3}\s*%|less\s|no\s|without\s)/iu;

export function readClauses(text: string): Clause[] {
  return text
    .split(BETWEEN)
    .map((part) => toClause(part.trim()))
    .filter((clause) => clause.text !== "");
}

/** Does the text weigh anything, so that it must be a mixture? */
export const isWeighed = (clauses: readonly Clause[]): boolean =>
  clauses.some(({ weight }) => weight !== undefined);

function toClause(text: string): Clause {
  const percent = PERCENT_FIRST.exec(text) ?? PERCENT_LAST.exec(text);
  if (percent) {
    return { text: text.replace(percent[0], "").trim(), weight: Math.min(100, Number(percent[1])) };
  }
  for (const [pattern, weight] of PHRASES) {
    if (pattern.test(text)) return { text: text.replace(pattern, ""), weight };
  }
  return { text, weight: undefined };
}
