import { describe, expect, it } from "vitest";
import { createResolver, type NamedArtist } from "./resolver";

const stars = [
  "Metallica",
  "Nirvana",
  "The Beatles",
  "Earth, Wind & Fire",
  "Florence + the Machine",
  "Tyler, The Creator",
  "Simon & Garfunkel",
  "Sly & the Family Stone",
  "Nick Cave and the Bad Seeds",
  "Prince",
  "JAY-Z",
  "Rihanna",
  "Kanye West",
  "Four Tet",
  "Martyn",
  "Burial",
  "Thom Yorke",
  "Radiohead",
  "Beyoncé",
  "P!nk",
  "Sigur Rós",
  "Frank Ocean",
  "Kendrick Lamar",
  "SZA",
  "Elvis Costello",
  "The Roots",
  "Björk",
  "Modeselektor",
  "Ben Klock",
  "Marcel Dettmann",
  "The Chemical Brothers",
  "Machine Gun Kelly",
  "X Ambassadors",
  "Bebe Rexha",
  "David Bowie",
  "Brian Eno",
  "David Byrne",
  "Robert Plant",
  "Alison Krauss",
  "Black Sabbath",
  "The Rolling Stones",
  "Live",
  "Belle and Sebastian",
  "Iron & Wine",
  "Of Monsters and Men",
  "The The",
  "!!!",
  "Lil Wayne",
  "Bruno Mars",
  "Will.i.am",
  "Portishead",
  "Adrian Utley",
  "Paul Weller",
  "Gas",
  "Muse",
  "Mus",
  "Sun Ra",
  "宇多田ヒカル",
  "소녀시대",
  "Mark Ronson",
  "Amy Winehouse",
  "Jonathan Richman",
  "Cardi B",
  "Johnny Cash",
  "Dimitri Vegas & Like Mike",
].map((name, at) => ({ name, aliases: [] as string[], popularity: 500 - at }));

const others: NamedArtist[] = [
  { name: "Low", aliases: [], popularity: 14 },
  { name: "Liv.e", aliases: [], popularity: 20 },
  { name: "Mapa.che", aliases: [], popularity: 20 },
  { name: "Ryuichi Sakamoto", aliases: ["坂本龍一"], popularity: 60 },
  { name: "Baek Ji Young", aliases: ["백지영"], popularity: 60 },
  { name: "St. Vincent", aliases: [], popularity: 60 },
  { name: "50 Cent", aliases: [], popularity: 60 },
  { name: "Sunn O)))", aliases: [], popularity: 60 },
  { name: "Twenty One Pilots", aliases: [], popularity: 60 },
  { name: "Boyz II Men", aliases: [], popularity: 60 },
  { name: "The Isley Brothers", aliases: [], popularity: 60 },
  { name: "Tiësto", aliases: [], popularity: 60 },
  { name: "Die Ärzte", aliases: [], popularity: 60 },
  { name: "The Dø", aliases: [], popularity: 60 },
  { name: "Dr. Dre", aliases: [], popularity: 60 },
  { name: "Кино", aliases: ["Виктор Цой и группа Кино"], popularity: 60 },
  { name: "Zемфира", aliases: ["Земфира"], popularity: 60 },
  { name: "Молчат Дома", aliases: ["Molchat Doma"], popularity: 60 },
  { name: "Count Basie Big Band", aliases: [], popularity: 20 },
  { name: "Dave Matthews Band", aliases: [], popularity: 20 },
  { name: "Aphex Twin", aliases: ["AFX", "Polygon Window"], popularity: 90 },
  { name: "Wind", aliases: [], popularity: 1 },
  { name: "Stone", aliases: [], popularity: 1 },
];

/** Names enough that the thresholds by rank mean something. */
const crowd: NamedArtist[] = Array.from({ length: 20_000 }, (_, at) => ({
  name: `Zzq${at.toString(36)} Filler`,
  aliases: [],
  popularity: at < 9_000 ? 50 - at / 1_000 : 2,
}));
const artists: readonly NamedArtist[] = [...stars, ...others.slice(0, -2), ...crowd, ...others.slice(-2)];
const resolver = createResolver(artists);
const resolve = (raw: string): { names: (string | undefined)[]; rule: string } => {
  const { artists: ids, rule } = resolver.resolve(raw);
  return { names: ids.map((id) => artists[id]?.name), rule };
};

describe("createResolver: one artist", () => {
  it.each([
    ["Metallica", "Metallica", "exact"],
    ["METALLICA", "Metallica", "fold"],
    ["Beatles", "The Beatles", "fold"],
    ["Beatles, The", "The Beatles", "fold"],
    ["Beyonce", "Beyoncé", "fold"],
    ["Nirvaña", "Nirvana", "fold"],
    ["Pink", "P!nk", "fold"],
    ["Jay Z", "JAY-Z", "fold"],
    ["JayZ", "JAY-Z", "spacing"],
    ["Earth Wind and Fire", "Earth, Wind & Fire", "fold"],
    ["Earth, Wind & Fire", "Earth, Wind & Fire", "exact"],
    ["Florence And The Machine", "Florence + the Machine", "fold"],
    ["Tyler, The Creator", "Tyler, The Creator", "exact"],
    ["Simon and Garfunkel", "Simon & Garfunkel", "fold"],
    ["Sly And The Family Stone", "Sly & the Family Stone", "fold"],
    ["Nick Cave & The Bad Seeds", "Nick Cave and the Bad Seeds", "fold"],
    ["The The", "The The", "exact"],
    ["!!!", "!!!", "exact"],
    ["AFX", "Aphex Twin", "alias"],
    ["Kino", "Кино", "transliteration"],
    ["кино", "Кино", "fold"],
    ["Zemfira", "Zемфира", "transliteration"],
    ["Земфира", "Zемфира", "alias"],
    ["Molchat Doma", "Молчат Дома", "alias"],
    ["Нирвана", "Nirvana", "transliteration"],
    ["宇多田ヒカル", "宇多田ヒカル", "exact"],
    ["소녀시대", "소녀시대", "exact"],
    ["Ben Klock live", "Ben Klock", "notes"],
    ["FOUR TET (DJ SET)", "Four Tet", "notes"],
    ["Modeselektor [live]", "Modeselektor", "notes"],
    ["The Chemical Brothers (DJ set) [Glade takeover]", "The Chemical Brothers", "notes"],
    ["Low (US)", "Low", "notes"],
    ["Live", "Live", "exact"],
    ["liv.e", "Liv.e", "fold"],
    ["Nirvana - Topic", "Nirvana", "notes"],
    ["RihannaVEVO", "Rihanna", "notes"],
    ["Metallica (Official)", "Metallica", "notes"],
    ["Saint Vincent", "St. Vincent", "spoken"],
    ["Fifty Cent", "50 Cent", "spoken"],
    ["Sunn 0)))", "Sunn O)))", "spoken"],
    ["21 Pilots", "Twenty One Pilots", "spoken"],
    ["Boyz 2 Men", "Boyz II Men", "spoken"],
    ["Isley Bros.", "The Isley Brothers", "spoken"],
    ["Sakamoto Ryuichi", "Ryuichi Sakamoto", "inverted"],
    ["Ji Young Baek", "Baek Ji Young", "inverted"],
    ["Die Aerzte", "Die Ärzte", "transliteration"],
    ["Ti?sto", "Tiësto", "encoding"],
    ["BjÃ¶rk", "Björk", "encoding"],
    ["Ð\u009aÐ¸Ð½Ð¾", "Кино", "encoding"],
    ["Sigur%20R%C3%B3s", "Sigur Rós", "encoding"],
    ["Simon &amp; Garfunkel", "Simon & Garfunkel", "encoding"],
    ["Beyonc&eacute;", "Beyoncé", "encoding"],
    ["Bj&#246;rk", "Björk", "encoding"],
    ["Bowie, David", "David Bowie", "inverted"],
    ["Metalica", "Metallica", "spelling"],
    ["Radiohaed", "Radiohead", "spelling"],
    ["Black Sabath", "Black Sabbath", "spelling"],
    ["Chemical Brohters", "The Chemical Brothers", "spelling"],
    ["Prince & The Revolution", "Prince", "leader"],
    ["Jonathan Richman And His Band", "Jonathan Richman", "leader"],
    ["Nick Cave", "Nick Cave and the Bad Seeds", "band"],
    ["count basie", "Count Basie Big Band", "band"],
    ["Dave Matthews", "Dave Matthews Band", "band"],
  ])("%s -> %s by %s", (raw, name, rule) => {
    expect(resolve(raw)).toEqual({ names: [name], rule });
  });
});

describe("createResolver: several artists", () => {
  it.each([
    ["JAY-Z feat. Rihanna & Kanye West", ["JAY-Z", "Rihanna", "Kanye West"], "feature"],
    ["Jay-Z Ft. Rihanna", ["JAY-Z", "Rihanna"], "feature"],
    ["Kendrick Lamar (feat. SZA)", ["Kendrick Lamar", "SZA"], "feature"],
    ["Kendrick Lamar {Ft. SZA}", ["Kendrick Lamar", "SZA"], "feature"],
    ["Mark Ronson featuring Amy Winehouse", ["Mark Ronson", "Amy Winehouse"], "feature"],
    ["Tyler, The Creator feat. Frank Ocean", ["Tyler, The Creator", "Frank Ocean"], "feature"],
    ["Bruno Mars & Cardi B", ["Bruno Mars", "Cardi B"], "joint"],
    ["Robert Plant and Alison Krauss", ["Robert Plant", "Alison Krauss"], "joint"],
    ["Brian Eno + David Byrne", ["Brian Eno", "David Byrne"], "joint"],
    ["Elvis Costello & The Roots", ["Elvis Costello", "The Roots"], "joint"],
    ["Burial, Four Tet & Thom Yorke", ["Burial", "Four Tet", "Thom Yorke"], "list"],
    ["SZA x Kendrick Lamar", ["SZA", "Kendrick Lamar"], "list"],
    ["Earth, Wind & Fire, Prince", ["Earth, Wind & Fire", "Prince"], "list"],
    ["Dimitri Vegas & Like Mike & Bebe Rexha", ["Dimitri Vegas & Like Mike", "Bebe Rexha"], "joint"],
    ["Radiohead vs. Rihanna", ["Radiohead", "Rihanna"], "versus"],
    ["Ben Klock b2b Marcel Dettmann", ["Ben Klock", "Marcel Dettmann"], "versus"],
    ["MartynFour Tet", ["Martyn", "Four Tet"], "glued"],
    ["Adrian UtleyPaul WellerPortishead", ["Adrian Utley", "Paul Weller", "Portishead"], "glued"],
    [
      "Machine Gun Kelly X Ambassadors & Bebe Rexha",
      ["Machine Gun Kelly", "X Ambassadors", "Bebe Rexha"],
      "list",
    ],
    ["Rihanna feat. Kendrik Lamar", ["Rihanna", "Kendrick Lamar"], "feature+spelling"],
    ["Jay-Z &amp; Ti?sto", ["JAY-Z", "Tiësto"], "joint+encoding"],
    ["Rihanna feat. Somebody Unheard", ["Rihanna"], "feature"],
  ])("%s", (raw, names, rule) => {
    expect(resolve(raw)).toEqual({ names, rule });
  });
});

describe("createResolver: nobody", () => {
  it.each([
    [".", "placeholder"],
    ["", "placeholder"],
    ["  ", "placeholder"],
    ["Unknown", "placeholder"],
    ["Various Artists", "placeholder"],
    ["TBA", "placeholder"],
    ["Artistes divers", "placeholder"],
    ["Track 01", "placeholder"],
    ["audiotrack 12", "placeholder"],
    ["Traffic", "unknown"],
    ["www.djsomebody.com", "address"],
    ["http://somebody.fm", "address"],
    ["Music behind DJ:", "speech"],
    ["Music Behind Dj:gas", "speech"],
    ["Your DJ Speaks", "speech"],
    ["Nirvana UK", "unknown"],
    ["Nirvana (UK)", "unknown"],
    ["Nirvana (2)", "unknown"],
    ["Mapache", "unknown"],
    ["Bowie David", "unknown"],
    ["Doctor Dre", "unknown"],
    ["D.O.E.", "unknown"],
    ["Tw? Pilots", "unknown"],
    ["100% Hits", "unknown"],
    ["Nirvaña UK", "unknown"],
    ["Johnny Gash", "unknown"],
    ["Stone And The Wind", "unknown"],
    ["Low And The Highs", "unknown"],
    ["Muze", "unknown"],
    ["Prinze", "unknown"],
    ["Bow", "unknown"],
    ["Sun Ray", "unknown"],
    ["Wind & Stone", "unknown"],
    ["Somebody Unheard And The Unknowns", "unknown"],
    ["Zzz Top Secret", "unknown"],
  ])("%s -> %s", (raw, rule) => {
    expect(resolve(raw)).toEqual({ names: [], rule });
  });
});

describe("find", () => {
  const find = (raw: string): string | undefined => artists[resolver.find(raw) ?? -1]?.name;

  it("finds one artist by any of the rules for one", () => {
    expect(["metalica", "BEATLES", "Kino", "Ben Klock live", "AFX"].map(find)).toEqual([
      "Metallica",
      "The Beatles",
      "Кино",
      "Ben Klock",
      "Aphex Twin",
    ]);
  });

  it("takes the main artist of a feature, and nobody for a pair", () => {
    expect(find("JAY-Z feat. Rihanna")).toBe("JAY-Z");
    expect(find("Somebody Unheard feat. Rihanna")).toBeUndefined();
    expect(find("Bruno Mars & Cardi B")).toBeUndefined();
    expect(find("Prince & The Revolution")).toBeUndefined();
  });
});

describe("createResolver: many names", () => {
  it("gives the better-known of two artists with one fold", () => {
    const two = createResolver([
      { name: "Ghost", aliases: [], popularity: 3 },
      { name: "GHOST", aliases: [], popularity: 30 },
    ]);
    expect(two.find("ghost")).toBe(1);
  });

  it("prefers a name to another artist's alias", () => {
    const two = createResolver([
      { name: "Prince", aliases: ["Camille"], popularity: 300 },
      { name: "Camille", aliases: [], popularity: 3 },
    ]);
    expect(two.find("Camille")).toBe(1);
  });

  it("lets a misspelling be refused", () => {
    const strict = createResolver(artists, { confirmSpelling: () => false });
    expect(strict.resolve("Metalica")).toEqual({ artists: [], rule: "unknown" });
  });
});
