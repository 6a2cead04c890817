// When are two artist names the same? Services and the catalogue write them differently; folds compare equal.
// Used by the music services to keep only the tracks of the artist that was asked for.

/** Letters that Unicode does not take apart into a base letter and a mark. */
const LETTERS: Readonly<Record<string, string>> = {
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ß: "ss",
  ı: "i",
};

/**
 * The name without case, accents, punctuation and spaces: "Sigur Rós" = "sigur ros", "AC/DC" = "ACDC".
 * A name of punctuation alone ("!!!") keeps it. Never empty for a name that is not blank.
 */
export function foldName(name: string): string {
  const plain = name
    .normalize("NFKD")
    // Only the marks of Latin, Greek and Cyrillic: those of other scripts tell names apart.
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[æœøłđðþßı]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/[&+]/g, " and ")
    // Stylised letters: "Ke$ha", "P!nk".
    .replace(/(?<=\p{L})\$|\$(?=\p{L})/gu, "s")
    .replace(/(?<=\p{L})!(?=\p{L})/gu, "i");
  const letters = plain.replace(/[^\p{L}\p{N}\p{M}]/gu, "");
  return letters === "" ? plain.trim() : letters.normalize("NFC");
}

/** Equal folds, or equal but for a leading "The". */
export function isSameName(first: string, second: string): boolean {
  const [a, b] = [foldName(first), foldName(second)];
  return a === b || withoutThe(first) === b || a === withoutThe(second);
}

/** A name that is only the article keeps it. */
function withoutThe(name: string): string {
  return foldName(name.replace(/^\s*the\s+(?=\S)/i, ""));
}
