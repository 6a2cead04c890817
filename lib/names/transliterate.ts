// Gives Cyrillic and Latin spellings of one name one key, coarse enough for the usual ways to romanise.
// Part of the resolver; keys are compared with each other only, never shown.

/** Russian, Ukrainian, Belarusian, Bulgarian and Serbian letters. */
const LATIN: Readonly<Record<string, string>> = {
  а: "a",
  б: "b",
  в: "v",
  г: "g",
  д: "d",
  е: "e",
  ж: "zh",
  з: "z",
  и: "i",
  й: "i",
  к: "k",
  л: "l",
  м: "m",
  н: "n",
  о: "o",
  п: "p",
  р: "r",
  с: "s",
  т: "t",
  у: "u",
  ф: "f",
  х: "h",
  ц: "ts",
  ч: "ch",
  ш: "sh",
  щ: "sh",
  ъ: "",
  ы: "i",
  ь: "",
  э: "e",
  ю: "iu",
  я: "ia",
  ё: "e",
  є: "ie",
  і: "i",
  ї: "i",
  ґ: "g",
  ў: "u",
  ђ: "dj",
  ј: "i",
  љ: "li",
  њ: "ni",
  ћ: "ch",
  џ: "dzh",
};
const CYRILLIC = /[\u0400-\u04ff]/u;

/** What those without the keys type, for letters whose mark a fold drops ("Bjoerk"). */
const SPELT_OUT: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue", ø: "oe", å: "aa" };

/** The text in small letters with umlauts as two letters. */
export function spellOutUmlauts(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[äöüøå]/gu, (letter) => SPELT_OUT[letter] ?? letter);
}

/** Does the text hold a Cyrillic letter? */
export function hasCyrillic(text: string): boolean {
  return CYRILLIC.test(text);
}

/** One key for a folded name in Cyrillic, in Latin or in a mixture ("Zемфира", "Zemfira"). */
export function toLatinKey(fold: string): string {
  let latin = "";
  for (const letter of fold) latin += LATIN[letter] ?? letter;
  return latin
    .replaceAll(" ", "")
    .replace(/shch|sch/g, "sh")
    .replace(/kh/g, "h")
    .replace(/ck|c(?!h)|q/g, "k")
    .replace(/ph/g, "f")
    .replace(/x/g, "ks")
    .replace(/w/g, "v")
    .replace(/[jy]/g, "i")
    .replace(/i?e|io/g, "e")
    .replace(/tz|ts/g, "ts")
    .replace(/(.)\1+/gu, "$1");
}
