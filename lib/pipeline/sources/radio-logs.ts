// Radio stations' logs: what was played together in a show, an episode or a few hours of a channel.
// Each reader is a few lines; together they triple the vocabulary of the listeners' data.

import { z } from "zod";
import { readCsv, readTsv } from "./rows";
import { airplayFame, onlyPlays, type Play, type Source } from "./source";

const RADIO_WEIGHT = 0.2;
const WINDOW_HOURS = 3;
const radio = { weight: RADIO_WEIGHT, introducesArtists: true, spelling: 2, fame: airplayFame } as const;

export const wfmu: Source = {
  ...radio,
  id: "wfmu",
  title: "WFMU playlists, free-form radio, New Jersey",
  licence: { flag: "permission", text: "collected with the station manager's permission; no formal licence" },
  document: "a show: one DJ on one day",
  // Every word has been given a capital and lost its others ("Nrbq").
  spelling: 0.3,
  async read(files) {
    const plays: Play[] = [];
    for (const file of ["plays.tsv.gz", "clay_plays.tsv.gz"]) {
      for (const row of readTsv(await files.text(file), ["dj", "date", "artist", "title"]))
        plays.push({ document: `${row.dj} ${row.date}`, artist: row.artist, work: row.title });
    }
    return onlyPlays(plays);
  },
};

export const bbcRadio: Source = {
  ...radio,
  id: "bbc-radio",
  title: "Gilles Peterson, BBC Radio 6 Music",
  licence: { flag: "open", text: "MIT" },
  document: "an episode",
  async read(files) {
    const rows = readCsv(await files.text("history.csv"), ["artist", "title", "episodeTimestamp"]);
    return onlyPlays(
      rows.map((row) => ({ document: row.episodeTimestamp, artist: row.artist, work: row.title })),
    );
  },
};

export const classicRock: Source = {
  ...radio,
  id: "fivethirtyeight-classic-rock",
  title: "A week of 25 classic rock stations (FiveThirtyEight)",
  licence: { flag: "open", text: "CC BY 4.0" },
  document: "three hours of a station",
  async read(files) {
    const plays: Play[] = [];
    for (const row of readTsv(await files.text("plays.tsv"), ["callsign", "time", "artist", "song"])) {
      const window = Math.floor(Number(row.time) / (WINDOW_HOURS * 3600));
      plays.push({ document: `${row.callsign} ${window}`, artist: row.artist, work: row.song });
    }
    return onlyPlays(plays);
  },
};

export const tripleJ: Source = {
  ...radio,
  id: "triplej",
  title: "triple j, Australian national youth radio",
  licence: { flag: "facts", text: "no licence stated; broadcast facts" },
  document: "a programme of a day",
  async read(files) {
    const rows = readTsv(await files.text("plays.tsv.gz"), ["date", "program", "artist", "title"]);
    return onlyPlays(
      rows.map((row) => ({ document: `${row.date} ${row.program}`, artist: row.artist, work: row.title })),
    );
  },
};

export const belgianRadio: Source = {
  ...radio,
  id: "belgian-radio",
  title: "Fourteen Belgian stations",
  licence: { flag: "facts", text: "no licence stated; broadcast facts" },
  document: "three hours of a station",
  // The stations print names in capitals or in title case.
  spelling: 0.2,
  async read(files) {
    const rows = readTsv(await files.text("plays.tsv.gz"), ["station", "date", "time", "artist", "title"]);
    return onlyPlays(
      rows.map((row) => ({
        document: `${row.station} ${row.date} ${Math.floor(Number(row.time.slice(0, 2)) / WINDOW_HOURS)}`,
        artist: row.artist,
        work: row.title,
      })),
    );
  },
};

const somaSchema = z.record(
  z.string(),
  z.record(
    z.string(),
    z.object({ played_at: z.string(), artist_name: z.string().nullish(), song_name: z.string().nullish() }),
  ),
);

export const somaFm: Source = {
  ...radio,
  id: "somafm",
  title: "SomaFM, genre channels",
  licence: { flag: "open", text: "MIT" },
  document: "an hour of a channel",
  async read(files) {
    const channels = somaSchema.parse(JSON.parse(await files.text("music.json")));
    return onlyPlays(
      Object.entries(channels).flatMap(([channel, plays]) =>
        Object.values(plays).map((play) => ({
          document: `${channel} ${play.played_at.slice(0, 13)}`,
          artist: play.artist_name ?? "",
          work: play.song_name ?? "",
        })),
      ),
    );
  },
};
