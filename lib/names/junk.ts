// What in a typed name is not the artist: placeholders, speech and bed music, notes on the kind of performance.
// Used by the resolver before it gives up on a name, and by the pipeline before it counts one.

const PLACEHOLDERS = new Set([
  "",
  "unknown",
  "unknown artist",
  "unknown artists",
  "various",
  "various artists",
  "various artist",
  "varios artistas",
  "artistes divers",
  "artisti vari",
  "verschiedene interpreten",
  "va",
  "v a",
  "na",
  "n a",
  "none",
  "no artist",
  "artist",
  "tba",
  "tbc",
  "to be announced",
  "special guest",
  "special guests",
  "guest",
  "guests",
  "commercial",
  "commercials",
  "station id",
  "id",
  "promo",
  "announcement",
  "announcements",
  "news",
  "weather",
  "jingle",
  "psa",
  "soundtrack",
  "original soundtrack",
  "original cast",
  "traditional",
  "anonymous",
  "untitled",
  "null",
  "undefined",
  "artist unknown",
  "artists unknown",
  "artist unkown",
  "unkown",
  "unknown band",
  "triple j",
  "unbekannt",
  "inconnu",
  "неизвестен",
  "неизвестный исполнитель",
  "разные исполнители",
  "null null",
]);

/** What software writes where a file has no tags; "Track 1" and the like only with a number. */
const NUMBERED_TRACK = /^(?:audio ?)?(?:track|titel|piste|pista|трек) ?\d{1,3}$/u;

const SPEECH = [
  /^(?:more )?(?:music|talk(?:ing)?|bed(?: music)?) (?:behind|under|over) /,
  /^(?:behind|under) (?:the )?(?:dj|talk)\b/,
  /^(?:your )?djs? (?:speaks?|talks?|break|chat|rambles?|name)\b/,
  /^(?:mic|air) ?break\b/,
  /^(?:bed music|background music|station id|talkover|top of the hour)\b/,
];

/** Words after a name that tell how it was performed, not by whom. */
const NOTE =
  "live(?: (?:a/?v|audio ?visual|p\\.?a\\.?|band|act|set|show|hybrid|in concert|from .+|at .+|on .+))?|hybrid(?: set| live)?|dj[ -]?sets?|dj|live (?:&|and|\\+) dj[ -]?set|" +
  "(?:a/?v|audio ?visual)(?: show| set)?|all night long|closing(?: set)?|opening(?: set)?|in session|acoustic(?: set)?|" +
  "unplugged|extended set|solo(?: set)?|concert|b2b|soundsystem set|sound system set|club set|compere|vinyl set|" +
  "official(?: .+)?|explicit|(?:.+ )?takeover|(?:.+ )?re-?mix|(?:.+ )?edit|(?:.+ )?mix|remastered|performing .+|plays? .+|presents? .+|album launch";
const BRACKETED_NOTE = new RegExp(`\\s*[([{]\\s*(?:${NOTE})\\s*[)\\]}]\\s*$`, "iu");
const TRAILING_NOTE =
  /\s+(?:(?:[-–—:|/]\s*)?live(?: (?:a\/?v|audio ?visual|p\.?a\.?|set|act|hybrid))?|[-–—]\s*topic|vevo|(?:[-–—:|]\s*)?(?:official|dj[ -]sets?|live (?:&|and|\+) dj[ -]?set|hybrid(?: set| live)?|all night long|acoustic set|in session|solo set))\s*[.!]?$/iu;
/** Channels of record companies are called "AdeleVEVO". */
const GLUED_NOTE = /(?<=\p{Ll})VEVO$/u;
const COUNTRY_NOTE = /\s*[([{]\s*(?:US|USA|UK|GB|DE|FR|NL|BE|AU|AUS|CA|JP|IT|SE|NO|Fr|Ger)\s*[)\]}]\s*$/u;
const ALSO_KNOWN = /^(.{2,}?)\s+(?:a\.?k\.?a\.?|aka|formerly|f\.?k\.?a\.?)\s+(.{2,})$/iu;

/** Does a name stand for no artist at all ("Unknown", ".", "TBA")? Takes the folded name. */
export function isPlaceholder(fold: string): boolean {
  if (PLACEHOLDERS.has(fold) || PLACEHOLDERS.has(fold.replaceAll(" ", "")) || NUMBERED_TRACK.test(fold))
    return true;
  return !/[\p{L}\p{N}]/u.test(fold) && /^[.\-_?*/\\–—…~,:;|#<>=]+$/u.test(fold);
}

/** Is it where to find somebody rather than a name ("www.somebody.com")? Takes the folded name; "Vein.fm" is a band. */
export function isAddress(fold: string): boolean {
  return /^(?:https?|www) .+ [a-z]{2,4}$/.test(fold);
}

/** Is it music under speech, or speech itself ("Music behind DJ: Gas")? Takes the folded name. */
export function isSpeech(fold: string): boolean {
  return SPEECH.some((pattern) => pattern.test(fold));
}

/** The name without notes on the performance at its end; the name itself when there are none. */
export function stripNotes(name: string): string {
  let text = name.trim();
  for (let round = 0; round < 4; round++) {
    const shorter = text
      .replace(BRACKETED_NOTE, "")
      .replace(TRAILING_NOTE, "")
      .replace(GLUED_NOTE, "")
      .trim();
    if (shorter === "" || shorter === text) break;
    text = shorter;
  }
  return text;
}

/** The name without a country in brackets, as catalogues mark namesakes ("Low (US)"). */
export function stripCountry(name: string): string {
  return name.replace(COUNTRY_NOTE, "").trim();
}

/** The two names of "X aka Y", or undefined. */
export function splitAlsoKnown(name: string): readonly [string, string] | undefined {
  const match = ALSO_KNOWN.exec(name.replace(/[()[\]]/gu, " ").trim());
  const [, first, second] = match ?? [];
  return first !== undefined && second !== undefined ? [first.trim(), second.trim()] : undefined;
}
