// Ids that can be read back, and inventions that are the same for the same name.
import { describe, expect, it } from "vitest";
import { createCatalogue, fold, parseArtists } from "./catalogue";
import { inventDiscography } from "./discography";
import { decodeId, encodeId, KINDS, keyOf, parseUri } from "./ids";

const catalogue = createCatalogue(() => [
  { name: "The Band", popularity: 60 },
  { name: "The Band Perry", popularity: 64 },
  { name: "Céu", popularity: 40, aliases: ["Ceu", "Maria do Céu"] },
  { name: "CEU", popularity: 10 },
  { name: "!!!", popularity: 30 },
]);

function artist(name: string) {
  const found = catalogue.findByName(name);
  if (!found) throw new Error(name);
  return found;
}

describe("ids", () => {
  it("look like Spotify's and can be read back", () => {
    for (const kind of Object.keys(KINDS) as (keyof typeof KINDS)[]) {
      const parts = { kind, owner: keyOf("low"), n: 17 };
      const id = encodeId(parts);
      expect(id).toMatch(/^[0-9A-Za-z]{22}$/);
      expect(decodeId(id)).toEqual(parts);
    }
  });

  it("do not resemble each other", () => {
    const ids = Array.from({ length: 50 }, (_, n) => encodeId({ kind: "track", owner: keyOf("low"), n }));
    expect(new Set(ids.map((id) => id.slice(2, 6))).size).toBeGreaterThan(45);
  });

  it.each(["", "short", "0".repeat(22), "Z".repeat(22), `${"a".repeat(21)}!`])("are not made of %j", (id) => {
    expect(decodeId(id)).toBeUndefined();
  });

  it("are read from URIs", () => {
    expect(parseUri(`spotify:track:${"a".repeat(22)}`)).toEqual({ kind: "track", id: "a".repeat(22) });
    expect(parseUri("spotify:local:a:b:c:1")).toBeUndefined();
  });
});

describe("the catalogue", () => {
  it("finds by folded name, keeps the first of two that fold alike, and finds by key", () => {
    expect(catalogue.findByName("ceu")?.name).toBe("Céu");
    expect(catalogue.findByKey(artist("!!!").key)?.name).toBe("!!!");
    expect(catalogue.findByName("Nobody")).toBeUndefined();
  });

  it("matches whole words in order for a phrase, beginnings of words for words", () => {
    expect(catalogue.withPhrase("the band").map(({ name }) => name)).toEqual(["The Band", "The Band Perry"]);
    expect(catalogue.withPhrase("the ban")).toEqual([]);
    expect(catalogue.withPhrase("maria do ceu").map(({ name }) => name)).toEqual(["Céu"]);
    expect(catalogue.withWords("per ban").map(({ name }) => name)).toEqual(["The Band Perry"]);
  });

  it("reads the artists of a published model", () => {
    const tsv = "id\tname\tpopularity\taliases\n0\tLow\t99\tLOW|Low (band)\n1\tIda\t0\t\n";
    expect(parseArtists(tsv)).toEqual([
      { name: "Low", popularity: 97, aliases: ["LOW", "Low (band)"] },
      { name: "Ida", popularity: 5, aliases: [] },
    ]);
  });

  it("folds accents, case and signs, but not a name of nothing else", () => {
    expect(["Sigur Rós", "AC/DC", "Guns N' Roses", "!!!"].map(fold)).toEqual([
      "sigur ros",
      "ac dc",
      "guns n roses",
      "!!!",
    ]);
  });
});

describe("inventDiscography", () => {
  it("is the same for the same name and another for another", () => {
    expect(inventDiscography(artist("The Band"))).toEqual(inventDiscography(artist("the band")));
    const titles = (name: string) => inventDiscography(artist(name)).tracks.map(({ title }) => title);
    expect(titles("The Band")).not.toEqual(titles("The Band Perry"));
  });

  it("has 10 to 24 tracks of sound length on 2 to 4 albums, each on one album, no title twice", () => {
    for (let n = 0; n < 300; n++) {
      const many = createCatalogue(() => [{ name: `Artist ${n}`, popularity: 50 }]).findByName(`Artist ${n}`);
      if (!many) throw new Error("missing");
      const { tracks, albums, top } = inventDiscography(many);
      expect(tracks.length).toBeGreaterThanOrEqual(10);
      expect(tracks.length).toBeLessThanOrEqual(24);
      expect(albums.length).toBeGreaterThanOrEqual(2);
      expect(albums.length).toBeLessThanOrEqual(4);
      expect(albums.flatMap((album) => album.tracks)).toEqual(tracks);
      expect(new Set(tracks.map(({ title }) => title)).size).toBe(tracks.length);
      expect([...top].sort((a, b) => a.n - b.n)).toEqual(tracks);
      for (const { durationMs } of tracks) {
        expect(durationMs).toBeGreaterThanOrEqual(22_000);
        expect(durationMs).toBeLessThanOrEqual(360_000);
      }
    }
  });

  it("has interludes, doubles and explicit tracks somewhere", () => {
    const many = createCatalogue(() =>
      Array.from({ length: 100 }, (_, n) => ({ name: `Artist ${n}`, popularity: 50 })),
    );
    const tracks = many.withWords("artist").flatMap((one) => inventDiscography(one).tracks);
    expect(tracks.some(({ durationMs }) => durationMs < 45_000)).toBe(true);
    expect(tracks.some(({ title }) => / - Live in /.test(title))).toBe(true);
    expect(tracks.some(({ title }) => / Remix$/.test(title))).toBe(true);
    expect(tracks.some(({ explicit }) => explicit)).toBe(true);
  });
});
