// The figures of a long day as text: calls by bucket and hour of each day, then the verdicts.

import type { LongDay, Tier } from "./simulate";
import type { Claim } from "./verdict";

const HOUR_MS = 3_600_000;
const NAME_WIDTH = 16;
const CELL_WIDTH = 4;

export function toReport(tier: Tier, day: LongDay, claims: readonly Claim[]): string {
  const hours = day.ledger.calls.map(({ at }) => Math.floor((at - day.start) / HOUR_MS));
  const days = Math.max(0, ...hours.map((hour) => Math.floor(hour / 24))) + 1;
  const tables = Array.from({ length: days }, (_, n) => toTable(day, n));
  const verdicts = claims.map(
    ({ what, holds, figures }) => `${holds ? "holds " : "FAILS "} ${what}: ${figures}`,
  );
  const routes = (route: "new" | "old") => day.ledger.calls.filter((call) => call.route === route).length;
  const taken = `playlist items asked on the new route ${routes("new")} times, on the old one ${routes("old")}`;
  return [`\n== ${tier.name} ==`, ...tables, taken, toVariety(day), ...verdicts].join("\n");
}

/** How many artists the songs of a sitting are by, and how many of them its station had never played before. */
export function toVariety({ sittings, songs, start }: LongDay): string {
  const heard = new Map<string, Set<string>>();
  const days: { songs: number; artists: number; news: number; sittings: number }[] = [];
  for (const { from, to, station } of sittings) {
    const sitting = songs.filter((song) => song.station === station && song.at >= from && song.at < to);
    const before = heard.get(station) ?? new Set();
    const artists = new Set(sitting.map(({ artist }) => artist));
    const day = Math.floor((from - start) / (24 * HOUR_MS));
    const sum = days[day] ?? { songs: 0, artists: 0, news: 0, sittings: 0 };
    days[day] = {
      songs: sum.songs + sitting.length,
      artists: sum.artists + artists.size,
      news: sum.news + [...artists].filter((artist) => !before.has(artist)).length,
      sittings: sum.sittings + 1,
    };
    heard.set(station, new Set([...before, ...artists]));
  }
  const parts = days.map(({ songs: count, artists, news, sittings: of }, day) => {
    const each = (sum: number) => Math.round(sum / of);
    return `day ${day + 1}: ${each(count)} songs by ${each(artists)} artists, ${each(news)} new to the station`;
  });
  return `a sitting on average, ${parts.join("; ")}`;
}

function toTable({ ledger, start }: LongDay, day: number): string {
  const calls = ledger.calls
    .map(({ at, bucket }) => ({ bucket, hour: Math.floor((at - start) / HOUR_MS) - 24 * day }))
    .filter(({ hour }) => hour >= 0 && hour < 24);
  const hours = [...new Set(calls.map(({ hour }) => hour))].sort((a, b) => a - b);
  const buckets = [...new Set(calls.map(({ bucket }) => bucket))].sort();
  const count = (bucket: string | undefined, hour: number | undefined) =>
    calls.filter((call) => (bucket ?? call.bucket) === call.bucket && (hour ?? call.hour) === call.hour)
      .length;
  const row = (name: string, cells: readonly (number | string)[]) =>
    name.padEnd(NAME_WIDTH) + cells.map((cell) => String(cell).padStart(CELL_WIDTH)).join("");
  return [
    `day ${day + 1}: calls by bucket and hour`,
    row("hour", [...hours, "all"]),
    ...buckets.map((bucket) =>
      row(bucket, [...hours.map((hour) => count(bucket, hour)), count(bucket, undefined)]),
    ),
    row("all", [...hours.map((hour) => count(undefined, hour)), calls.length]),
  ].join("\n");
}
