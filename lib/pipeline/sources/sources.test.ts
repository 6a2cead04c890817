import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { editorial } from "./editorial";
import { hetrec } from "./hetrec";
import { berghain, glastonbury } from "./line-ups";
import { bbcRadio, belgianRadio, classicRock, somaFm, tripleJ, wfmu } from "./radio-logs";
import type { SourceFiles } from "./source";
import { readSources, SOURCES } from "./sources";

/** A folder in memory. */
function filesOf(files: Readonly<Record<string, string>>): SourceFiles {
  return {
    directory: "memory",
    list: async () => Object.keys(files).sort(),
    text: async (name) => {
      const text = files[name];
      if (text === undefined) throw new Error(`no ${name}`);
      return text;
    },
  };
}

describe("hetrec", () => {
  it("reads listens and both halves of the tags, and skips ids without a name", async () => {
    const rows = await hetrec.read(
      filesOf({
        "artists.dat": "id\tname\turl\tpictureURL\n1\tMALICE MIZER\tu\tp\n2\tLow\tu\tp\n",
        "tags.dat": "tagID\ttagValue\r\n7\tslowcore\r\n",
        "user_artists.dat": "userID\tartistID\tweight\r\n5\t2\t120\r\n5\t99\t3\r\n6\t1\t8\r\n",
        "user_taggedartists.dat": "userID\tartistID\ttagID\tday\tmonth\tyear\r\n5\t2\t7\t1\t4\t2009\r\n",
        "user_taggedartists_2.dat": "6\t2\t7\t1\t4\t2009\r\n6\t404\t7\t1\t4\t2009\r\n",
      }),
    );
    expect(rows.plays).toEqual([
      { document: "5", artist: "Low", work: "5" },
      { document: "6", artist: "MALICE MIZER", work: "6" },
    ]);
    expect(rows.tags).toEqual([
      { artist: "Low", tag: "slowcore", weight: 1, by: "5" },
      { artist: "Low", tag: "slowcore", weight: 1, by: "6" },
    ]);
  });
});

describe("radio logs", () => {
  it("wfmu: a document is a DJ's day", async () => {
    const { plays } = await wfmu.read(
      filesOf({
        "plays.tsv.gz": "src\tdj\tdate\tartist\ttitle\nfirst50\tSN\t2017-07-03\tCan\tVitamin C\n",
        "clay_plays.tsv.gz": 'dj\tdate\tartist\ttitle\nWA\t2020-11-10\t"Sparks\tHey\n',
      }),
    );
    expect(plays).toEqual([
      { document: "SN 2017-07-03", artist: "Can", work: "Vitamin C" },
      { document: "WA 2020-11-10", artist: '"Sparks', work: "Hey" },
    ]);
  });

  it("bbc: quotes hold commas and quotes", async () => {
    const { plays } = await bbcRadio.read(
      filesOf({
        "history.csv":
          'artist,title,album,recordLabel,sequence,programTitle,episodeTitle,episodeTimestamp\n"Earth, Wind & Fire","Say ""Yes""",,X,0,GP,Ep,2026-07-18T15:00:00+01:00\n',
      }),
    );
    expect(plays).toEqual([
      { document: "2026-07-18T15:00:00+01:00", artist: "Earth, Wind & Fire", work: 'Say "Yes"' },
    ]);
  });

  it("belgian radio and classic rock: three hours of a station", async () => {
    const belgian = await belgianRadio.read(
      filesOf({
        "plays.tsv.gz":
          "station\tdate\ttime\tartist\ttitle\nmnm\t2016-01-04\t00:01\tMuse\tA\nmnm\t2016-01-04\t02:59\tSia\tB\nmnm\t2016-01-04\t03:00\tSia\tB\n",
      }),
    );
    expect(belgian.plays.map(({ document }) => document)).toEqual([
      "mnm 2016-01-04 0",
      "mnm 2016-01-04 0",
      "mnm 2016-01-04 1",
    ]);
    const rock = await classicRock.read(
      filesOf({
        "plays.tsv": "callsign\ttime\tartist\tsong\nKGLK\t10799\t.38 Special\tX\nKGLK\t10800\tRush\tY\n",
      }),
    );
    expect(rock.plays.map(({ document }) => document)).toEqual(["KGLK 0", "KGLK 1"]);
  });

  it("triple j: a programme of a day; SomaFM: an hour of a channel", async () => {
    const { plays } = await tripleJ.read(
      filesOf({
        "plays.tsv.gz":
          "date\ttime\tprogram\tartist\ttitle\talbum\n2012-02-07\t8:41:57\tMornings\tFever Ray\tSeven\t \n",
      }),
    );
    expect(plays).toEqual([{ document: "2012-02-07 Mornings", artist: "Fever Ray", work: "Seven" }]);
    const soma = await somaFm.read(
      filesOf({
        "music.json": JSON.stringify({
          "7soul": { 1: { played_at: "2023-08-26T06:06:16-07:00", artist_name: "Fusik", song_name: "Amen" } },
        }),
      }),
    );
    expect(soma.plays).toEqual([{ document: "7soul 2023-08-26T06", artist: "Fusik", work: "Amen" }]);
  });
});

describe("line-ups", () => {
  it("berghain: a floor on a night", async () => {
    const { plays } = await berghain.read(
      filesOf({
        "lineups.csv":
          "event_id,floor,artist_name,set_time_start,set_time_end\n100,Panorama Bar,Shonky,a,b\n",
      }),
    );
    expect(plays).toEqual([{ document: "100 Panorama Bar", artist: "Shonky", work: "100" }]);
  });

  it("glastonbury: music stages only, under either of their names", async () => {
    const { plays } = await glastonbury.read(
      filesOf({
        "valid_stages.txt": "## MAIN\nPYRAMID STAGE\n#CABARET\nTHE GLADE\n",
        "glastonbury_2014_schedule.csv":
          "title,url,stage,day,time,description\nDOLLY PARTON,,PYRAMID,SUNDAY,16:20,\nA TALK,,CABARET,SUNDAY,16:20,\nDUB FX,,GLADE,FRIDAY,1,\n",
      }),
    );
    expect(plays.map(({ artist, document }) => [artist, document])).toEqual([
      ["DOLLY PARTON", "2014 PYRAMID SUNDAY"],
      ["DUB FX", "2014 GLADE FRIDAY"],
    ]);
  });
});

describe("editorial", () => {
  it("turns a row into tags, a document of kindred artists and a reach", async () => {
    const rows = await editorial.read(
      filesOf({
        "a.tsv": "name\taliases\treach\ttags\tkindred\nKino\tКино|Tsoi\t4\tpost-punk|russian\tAkvarium|DDT\n",
        "b.tsv": "name\taliases\treach\ttags\tkindred\nDDT\t\t2\t\tKino\n",
        "aliases.tsv": "name\taliases\nJAY-Z\tJay Z\n",
      }),
    );
    expect(rows).toEqual({
      known: [
        { name: "JAY-Z", aliases: ["Jay Z"] },
        { name: "Kino", aliases: ["Кино", "Tsoi"], popularity: 70 },
        { name: "DDT", aliases: [], popularity: 10 },
      ],
      tags: [
        { artist: "Kino", tag: "post-punk", weight: 6 },
        { artist: "Kino", tag: "russian", weight: 2 },
      ],
      plays: [
        { document: "Kino", artist: "Kino", work: "Kino" },
        { document: "Kino", artist: "Akvarium", work: "Kino", weight: 0.3 },
        { document: "Kino", artist: "DDT", work: "Kino", weight: 0.5 },
        { document: "DDT", artist: "DDT", work: "DDT" },
        { document: "DDT", artist: "Kino", work: "DDT", weight: 0.5 },
      ],
    });
  });
});

describe("readSources", () => {
  it("refuses a folder without sources, and one that is not there", async () => {
    const options = { editorialDirectory: "nowhere", openOnly: false };
    await expect(readSources({ ...options, directory: "lib/pipeline" })).rejects.toThrow(
      /holds none of the known sources/u,
    );
    await expect(readSources({ ...options, directory: "no/such/folder" })).rejects.toThrow(
      /cannot be read as a folder/u,
    );
  });

  it.each([
    ["an empty file", "", /history\.csv: line 1: the header lacks the column "artist"/u],
    ["rows of none", "artist,title,episodeTimestamp\n", /bbc-radio: holds no rows/u],
    [
      "a torn quote",
      'artist,title,episodeTimestamp\nSun Ra,Lanquidity,1\nCan,"Vitamin C\n',
      /history\.csv: line 3: the row has a broken quote/u,
    ],
  ])("names the file and the line of %s", async (_, text, message) => {
    const directory = await mkdtemp(join(tmpdir(), "sources-"));
    await mkdir(join(directory, "bbc-radio"));
    await writeFile(join(directory, "bbc-radio", "history.csv"), text);
    const reading = readSources({ directory, editorialDirectory: "nowhere", openOnly: false });
    await expect(reading).rejects.toThrow(message);
    await rm(directory, { recursive: true });
  });

  it("has a licence and a document for every source, each id once", () => {
    expect(new Set(SOURCES.map(({ id }) => id)).size).toBe(SOURCES.length);
    for (const { licence, document } of SOURCES)
      expect(licence.text.length * document.length).toBeGreaterThan(0);
  });
});
