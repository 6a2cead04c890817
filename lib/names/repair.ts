// Undoes what programs do to the letters of a name: entities of HTML, escapes of addresses, UTF-8 read as Latin.
// The resolver tries it on names that are nobody's as they stand.

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", quot: '"', apos: "'", lt: "<", gt: ">" };
const ACCENTS: Readonly<Record<string, string>> = {
  acute: "\u0301",
  grave: "\u0300",
  uml: "\u0308",
  circ: "\u0302",
  tilde: "\u0303",
  ring: "\u030a",
  cedil: "\u0327",
};
const ENTITY =
  /&(?:#(?<code>\d{2,6})|#x(?<hex>[\da-f]{2,5})|(?<letter>[a-z])(?<accent>[a-z]{3,5})|(?<word>[a-z]{2,4}));/giu;
/** What windows-1252 makes of each byte, and back. */
const BYTES = new Map(
  [...new TextDecoder("windows-1252").decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))].map(
    (letter, byte) => [letter, byte],
  ),
);
const LOST = /[?\ufffd]+/gu;
const FOREIGN = /[^\p{ASCII}]+/gu;
/** Fewer letters beside lost ones fit too many names. */
const MIN_LETTERS = 3;

/** The name as it was before, or the same when nothing shows that it was changed. */
export function repairText(name: string): string {
  const text = name.replace(ENTITY, (entity, ...rest) => readEntity(entity, rest.at(-1)));
  return fromMisreadBytes(fromPercents(text));
}

/**
 * A key under which a name whose foreign letters a program turned into "?" meets the name itself ("Ti?sto", "Tiësto");
 * "" when there is none: no such letter, or hardly another.
 * @param letters which of the two `name` holds.
 */
export function toLostKey(name: string, letters: "lost" | "foreign"): string {
  const text = name.normalize("NFC").toLowerCase().trim();
  const isMissing = letters === "lost" ? LOST : FOREIGN;
  if (text.search(isMissing) < 0 || (letters === "foreign" && text.includes("?"))) return "";
  const key = text.replaceAll(isMissing, "?");
  return key.replace(/[^a-z]/gu, "").length >= MIN_LETTERS ? key : "";
}

function readEntity(entity: string, groups: Readonly<Record<string, string | undefined>>): string {
  const { code, hex, letter = "", accent = "", word = "" } = groups;
  const point = code ? Number(code) : Number.parseInt(hex ?? "", 16);
  if (point >= 0x20 && point <= 0x10ffff) return String.fromCodePoint(point);
  const mark = ACCENTS[accent.toLowerCase()];
  if (mark) return `${letter}${mark}`.normalize("NFC");
  return ENTITIES[(letter + accent + word).toLowerCase()] ?? entity;
}

function fromPercents(text: string): string {
  if (!/%[\da-f]{2}/iu.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Letters that stand for the bytes of UTF-8 read as windows-1252: hardly any other text makes valid UTF-8. */
function fromMisreadBytes(text: string): string {
  const bytes = [...text].map((letter) => BYTES.get(letter) ?? -1);
  if (bytes.includes(-1) || !bytes.some((byte) => byte > 0x7f)) return text;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes));
  } catch {
    return text;
  }
}
