// Line-ups of a club and a festival: who plays the same floor on one night, the same stage on one day.
// The festival's programme holds theatre, talks and films too, so it introduces nobody.

import { readCsv } from "./rows";
import { airplayFame, onlyPlays, type Play, type Source } from "./source";

const LINE_UP_WEIGHT = 0.2;

export const berghain: Source = {
  id: "berghain",
  title: "Berghain / Panorama Bar line-ups",
  licence: { flag: "open", text: "MIT" },
  document: "a floor on a night",
  weight: LINE_UP_WEIGHT,
  introducesArtists: true,
  spelling: 2,
  fame: airplayFame,
  async read(files) {
    const rows = readCsv(await files.text("lineups.csv"), [
      "event_id",
      "floor",
      "artist_name",
      "set_time_start",
    ]);
    return onlyPlays(
      rows.map((row) => ({
        document: `${row.event_id} ${row.floor}`,
        artist: row.artist_name,
        work: row.event_id,
      })),
    );
  },
};

export const glastonbury: Source = {
  id: "glastonbury",
  title: "Glastonbury Festival line-ups 2014-2025",
  licence: { flag: "facts", text: "no licence stated; published facts" },
  document: "a music stage on a day",
  weight: LINE_UP_WEIGHT,
  introducesArtists: false,
  // Printed in capitals.
  spelling: 0.1,
  fame: airplayFame,
  async read(files) {
    const stages = musicStages(await files.text("valid_stages.txt"));
    const plays: Play[] = [];
    for (const file of (await files.list()).filter((name) => name.endsWith("_schedule.csv"))) {
      const year = file.match(/\d{4}/u)?.[0] ?? file;
      for (const row of readCsv(await files.text(file), ["title", "stage", "day"])) {
        if (!stages.has(toStage(row.stage))) continue;
        plays.push({ document: `${year} ${toStage(row.stage)} ${row.day}`, artist: row.title, work: year });
      }
    }
    return onlyPlays(plays);
  },
};

/** The stages with music; lines starting with "#" are headings or stages without. */
function musicStages(text: string): Set<string> {
  return new Set(
    text
      .split(/\r?\n/u)
      .filter((line) => line !== "" && !line.startsWith("#"))
      .map(toStage),
  );
}

function toStage(name: string): string {
  return name
    .toUpperCase()
    .replace(/^THE /u, "")
    .replace(/ STAGE$/u, "")
    .trim();
}
