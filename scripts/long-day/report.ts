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
  return [`\n== ${tier.name} ==`, ...tables, taken, ...verdicts].join("\n");
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
