// Reduces a name to what stays the same however people type it; two names are one when their folds are equal.
// Used by the resolver, by the catalogue's look-ups and by whoever compares names from a music service.

/** Letters that Unicode does not decompose, as people type them without the special key. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ø: "o",
  æ: "ae",
  œ: "oe",
  ß: "ss",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
  ħ: "h",
  ə: "e",
};
const PLAIN = new RegExp(`[${Object.keys(PLAIN_LETTERS).join("")}]`, "gu");
// Marks that readers leave out. Kana voicing marks and Indic vowel signs carry the meaning and stay.
const OPTIONAL_MARKS = /[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]/gu;
const APOSTROPHES = /['’‘`´ʼʻ′]/gu;
const PLAIN_WORDS = /^[a-z0-9]+(?: [a-z0-9]+)*$/u;
const ASCII_ONLY = /^[\x20-\x7e]*$/u;

/**
 * The comparable form of a name: lower case, without accents, apostrophes, punctuation and a leading or trailing "The";
 * `&`, `+` and `'n'` read "and", `$` and `!` inside a word read as letters. Every script is kept.
 * Empty only when the name holds nothing but white space.
 */
export function foldName(name: string): string {
  const words = toWords(name);
  const withoutThe = words.startsWith("the ") ? words.slice(4) : words;
  if (withoutThe !== "") return withoutThe;
  return name.normalize("NFKC").toLowerCase().replace(/\s+/gu, "");
}

/** A folded name without spaces and "the": equal for names that differ in those alone. */
export function squashFold(fold: string): string {
  const words = fold.split(" ").filter((word) => word !== "the");
  return words.length > 0 ? words.join("") : fold.replaceAll(" ", "");
}

/** A dot inside a word in small letters ("Liv.e", "will.i.am"): how the name is spelt, where initials and "St." only shorten. */
const DOT_IN_WORD = /\p{L}{2}\.\p{Ll}/u;

/**
 * Equal for names that differ in spaces, signs and "the" alone; a dot inside a word tells "Liv.e" from "Live".
 * Empty only for white space.
 */
export function squashName(name: string): string {
  const fold = foldName(name);
  return DOT_IN_WORD.test(name) ? fold : squashFold(fold);
}

function toWords(name: string): string {
  let text = name.normalize("NFKC").toLowerCase();
  // Most names are plain words, and most calls are made while a model opens.
  if (PLAIN_WORDS.test(text)) return text.includes(" n ") ? readAnd(text) : text;
  text = text.replace(/(?<=\p{L})!(?=\p{L})/gu, "i").replace(/(?<=\p{L}\$?)\$|\$(?=\$?\p{L})/gu, "s");
  if (!ASCII_ONLY.test(text)) {
    text = text.normalize("NFD").replace(OPTIONAL_MARKS, "").normalize("NFC");
    text = text.replace(PLAIN, (letter) => PLAIN_LETTERS[letter] ?? letter);
  }
  text = text.replace(/,\s*the\s*$/u, "");
  text = text.replace(/&|(?<=[\p{L}\p{N}\s])\+(?=[\p{L}\s])/gu, " and ");
  text = text.replace(/['’‘`´]n(?:['’‘`´]|(?=\s))/gu, " n ").replace(APOSTROPHES, "");
  text = text.replace(/(?<![\p{L}\p{N}])(?:\p{L}\.){2,}\p{L}?(?![\p{L}\p{N}])/gu, (dotted) =>
    dotted.replaceAll(".", ""),
  );
  text = text.replace(/[^\p{L}\p{N}\p{M}]+/gu, " ").trim();
  return readAnd(text);
}

function readAnd(words: string): string {
  return words.replace(/(?<=[\p{L}\p{N}] )n(?= [\p{L}\p{N}])/gu, "and");
}
