import { describe, expect, it } from "vitest";
import { buildDataset } from "./dataset";
import { editorial } from "./sources/editorial";
import { hetrec } from "./sources/hetrec";
import { berghain, glastonbury } from "./sources/line-ups";
import { wfmu } from "./sources/radio-logs";
import type { KnownArtist, Play, Source, Tagging } from "./sources/source";

type Given = { readonly plays?: Play[]; readonly tags?: Tagging[]; readonly known?: KnownArtist[] };

const rowsOf = (source: Source, { plays = [], tags = [], known = [] }: Given) => ({
  source,
  rows: { plays, tags, known },
});

/** `count` documents, each with all these artists; every one another work. */
function together(prefix: string, count: number, artists: readonly string[]): Play[] {
  return Array.from({ length: count }, (_, i) =>
    artists.map((artist) => ({ document: `${prefix}${i}`, artist, work: `${prefix}${i}` })),
  ).flat();
}

const namesOf = (dataset: ReturnType<typeof buildDataset>): string[] =>
  dataset.artists.map(({ name }) => name);

describe("buildDataset", () => {
  it("brings the spellings of an artist together under the best-known one", () => {
    const dataset = buildDataset([
      rowsOf(hetrec, { plays: together("u", 6, ["The Beatles", "Beyoncé"]) }),
      rowsOf(wfmu, { plays: together("d", 9, ["Beatles", "BEYONCE", "Beatles, The"]) }),
    ]);
    expect(namesOf(dataset).sort()).toEqual(["Beyoncé", "The Beatles"]);
    expect(dataset.documents.rows).toBe(15);
  });

  it("splits pairs whose halves stand alone, and keeps bands whose halves do not", () => {
    const dataset = buildDataset([
      rowsOf(hetrec, {
        plays: [
          ...together("a", 12, ["Bruno Mars", "Cardi B", "Simon & Garfunkel", "Earth, Wind & Fire"]),
          ...together("b", 2, ["Bruno Mars & Cardi B", "Simon & Garfunkel feat. Bruno Mars"]),
          ...together("c", 2, ["Wind", "Nobody Else"]),
        ],
      }),
    ]);
    expect(namesOf(dataset).sort()).toEqual([
      "Bruno Mars",
      "Cardi B",
      "Earth, Wind & Fire",
      "Nobody Else",
      "Simon & Garfunkel",
      "Wind",
    ]);
    const bruno = namesOf(dataset).indexOf("Bruno Mars");
    expect(dataset.artists[bruno]?.popularity).toBe(14);
  });

  it("folds a misspelling that keeps the same company, and no namesake that does not", () => {
    const company = ["Slayer", "Megadeth", "Anthrax", "Testament"];
    const others = ["Enya", "Clannad", "Loreena McKennitt", "Capercaillie"];
    const dataset = buildDataset([
      rowsOf(hetrec, {
        plays: [
          ...together("m", 40, ["Metallica", "Portishead", ...company]),
          ...together("e", 40, others),
          ...together("x", 2, ["Metalica", ...company]),
          ...together("y", 2, ["Portishaed", ...others]),
        ],
      }),
    ]);
    expect(dataset.report.merges).toEqual([{ from: "Metalica", into: "Metallica", rule: "spelling" }]);
    expect(namesOf(dataset)).toContain("Portishaed");
    expect(dataset.artists.find(({ name }) => name === "Metallica")?.aliases).toEqual(["Metalica"]);
  });

  it("folds transliterations into the better-known script", () => {
    const dataset = buildDataset([
      rowsOf(hetrec, { plays: together("u", 8, ["Кино", "DDT"]) }),
      rowsOf(wfmu, { plays: together("d", 7, ["Kino", "Can"]) }),
    ]);
    expect(namesOf(dataset)).toContain("Кино");
    expect(namesOf(dataset)).not.toContain("Kino");
  });

  it("folds what is the same said aloud, and names whose letters were lost", () => {
    const dataset = buildDataset([
      rowsOf(hetrec, { plays: together("u", 8, ["Saint Etienne", "Tiësto", "The Jackson 5"]) }),
      rowsOf(wfmu, { plays: together("d", 7, ["St. Etienne", "Ti?sto", "Jackson Five"]) }),
    ]);
    expect(namesOf(dataset).sort()).toEqual(["Saint Etienne", "The Jackson 5", "Tiësto"]);
    expect(dataset.report.merges).toEqual([
      { from: "Ti?sto", into: "Tiësto", rule: "encoding" },
      { from: "St. Etienne", into: "Saint Etienne", rule: "spoken" },
      { from: "Jackson Five", into: "The Jackson 5", rule: "spoken" },
    ]);
  });

  it("keeps apart what differs by a dot inside a word", () => {
    const dataset = buildDataset([
      rowsOf(hetrec, {
        plays: together("u", 8, ["Live", "Muse"]).concat(together("v", 4, ["Liv.e", "Muse"])),
      }),
    ]);
    expect(namesOf(dataset).sort()).toEqual(["Liv.e", "Live", "Muse"]);
  });

  it("leaves out speech, placeholders, the rare, and who is only on a festival's programme", () => {
    const dataset = buildDataset([
      rowsOf(hetrec, {
        plays: together("u", 3, ["Low", "Unknown"]).concat(together("r", 1, ["Rare One", "Low"])),
      }),
      rowsOf(wfmu, { plays: together("d", 9, ["Music behind DJ: Gas", ".", "Low", "Can"]) }),
      rowsOf(glastonbury, { plays: together("g", 9, ["POWER BALLAD YOGA", "LOW"]) }),
    ]);
    expect(namesOf(dataset).sort()).toEqual(["Can", "Low"]);
  });

  it("ranks world stars above a station's favourites", () => {
    const dataset = buildDataset([
      rowsOf(hetrec, { plays: together("u", 60, ["Lady Gaga", "Muse"]) }),
      rowsOf(wfmu, { plays: together("d", 2_000, ["Yo La Tengo", "Muse"]) }),
    ]);
    expect(namesOf(dataset)).toEqual(["Muse", "Lady Gaga", "Yo La Tengo"]);
  });

  it("takes the editorial table's reach, aliases, tags and kindred", () => {
    const dataset = buildDataset([
      rowsOf(hetrec, { plays: together("u", 5, ["Radiohead", "Seul Gi"]) }),
      rowsOf(editorial, {
        plays: ["New Star", "Radiohead"].map((artist) => ({
          document: "New Star",
          artist,
          work: "New Star",
        })),
        tags: ["shoegaze", "dream pop"].map((tag) => ({ artist: "New Star", tag, weight: 6 })),
        known: [{ name: "New Star", aliases: ["Seulgi"], popularity: 140 }],
      }),
    ]);
    expect(dataset.artists[0]).toMatchObject({ name: "New Star", aliases: ["Seul Gi"] });
    expect(dataset.artists[0]?.popularity).toBeCloseTo(140 + 0.2 * 5);
  });

  it("shows the name that the table of aliases gives, and merges the others into it", () => {
    const dataset = buildDataset([
      rowsOf(hetrec, {
        plays: together("u", 5, ["宇多田ヒカル", "Low"]).concat(together("v", 2, ["Utada", "Low"])),
      }),
      rowsOf(editorial, { known: [{ name: "Hikaru Utada", aliases: ["宇多田ヒカル", "Utada"] }] }),
    ]);
    expect(dataset.artists).toEqual([
      { name: "Hikaru Utada", popularity: 7, aliases: ["宇多田ヒカル", "Utada"] },
      { name: "Low", popularity: 7, aliases: [] },
    ]);
  });

  it("keeps the other names of a described artist that one listener alone typed, but for a single Latin word", () => {
    const plays = together("u", 1, ["周杰倫", "Solo", "Low"]).concat(together("v", 3, ["Low", "Muse"]));
    const known = [{ name: "Jay Chou", aliases: ["周杰倫", "Solo", "Chou Jay"], popularity: 100 }];
    const described = { document: "Jay Chou", artist: "Jay Chou", work: "Jay Chou" };
    const dataset = buildDataset([
      rowsOf(hetrec, { plays }),
      rowsOf(editorial, { plays: [described], known }),
    ]);
    expect(dataset.artists[0]).toMatchObject({ name: "Jay Chou", aliases: ["Chou Jay", "周杰倫"] });
    expect(namesOf(dataset)).toEqual(["Jay Chou", "Low", "Muse"]);
  });

  it("keeps tags that several listeners use on several artists, in one spelling, without noise", () => {
    const artists = ["A One", "B Two", "C Three", "D Four", "E Five"];
    const tag = (word: string, by: number): Tagging[] =>
      artists.map((artist) => ({ artist, tag: word, weight: 1, by: `u${by}` }));
    const dataset = buildDataset([
      rowsOf(hetrec, {
        plays: together("u", 4, artists),
        tags: [
          ...[1, 2, 3].flatMap((by) => tag("Hip-Hop", by)),
          ...[4, 5].flatMap((by) => tag("hip hop", by)),
          ...[1, 2, 3, 4].flatMap((by) => tag("seen live", by)),
          ...tag("my private list", 1),
          ...tag("x4x4x", 1),
        ],
      }),
    ]);
    expect(dataset.tagNames).toEqual(["hip-hop"]);
    expect(dataset.tagRows).toHaveLength(5);
    expect(dataset.tags).toMatchObject({ rows: 1, columns: 5 });
    expect(dataset.tags.values[0]).toBeCloseTo(Math.log2(6));
  });

  it("weighs listeners fully, airplay at a fifth, and less where a station plays nothing else", () => {
    const dataset = buildDataset([
      rowsOf(hetrec, { plays: together("u", 3, ["Low", "Can"]) }),
      rowsOf(berghain, { plays: together("n", 80, ["Ben Klock", "Low"]) }),
    ]);
    const low = namesOf(dataset).indexOf("Low");
    const values = [...dataset.documents.values].filter((_, i) => dataset.documents.indices[i] === low);
    expect(values.slice(0, 3)).toEqual([1, 1, 1]);
    expect(values[3]).toBeCloseTo(0.2 * Math.sqrt(20 / 80));
  });
});
