// Gives names that are the same said aloud one key: "Saint" for "St.", "Fifty" for "50", "Two" for "II", a 0 for an O.
// Part of the resolver; keys are compared with each other only, never shown.

const NUMBERS = new Map(
  (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen " +
    "eighteen nineteen"
  )
    .split(" ")
    .map((word, at) => [word, at + 1]),
);
const TENS = new Map(
  "twenty thirty forty fifty sixty seventy eighty ninety".split(" ").map((word, at) => [word, 10 * (at + 2)]),
);
/** "Dr." is not among them: Doctor Dré is another than Dr. Dre. */
const WRITTEN_OUT: Readonly<Record<string, string>> = {
  st: "saint",
  mt: "mount",
  mr: "mister",
  jr: "junior",
  bros: "brothers",
  ii: "2",
  iii: "3",
  "0": "o",
};

/**
 * One key for a folded name of several words, without spaces; "" for a single word, which is too short for more than its
 * letters to agree.
 */
export function toSpokenKey(fold: string): string {
  if (!fold.includes(" ")) return "";
  let key = "";
  let number = 0;
  for (const word of [...fold.split(" "), ""]) {
    const unit = NUMBERS.get(word) ?? 0;
    const ten = TENS.get(word) ?? 0;
    if (word === "thousand" && number > 0) number *= 1000;
    else if (unit > 0 && unit < 10 && number >= 20 && number % 10 === 0) number += unit;
    else {
      if (number > 0) key += number;
      number = unit + ten;
      if (number === 0) key += WRITTEN_OUT[word] ?? word;
    }
  }
  return key;
}
