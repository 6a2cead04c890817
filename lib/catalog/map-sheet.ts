// The map of the catalogue as pages fetch it: one compact sheet of names, places and positions, best known first.
// Layout (little-endian): uint32 length of the header; header, JSON in UTF-8, padded with spaces to a multiple of 4;
// uint16 x and uint16 y of each artist (0 = -1, 65535 = 1); uint8 how well known (255 = best); names in UTF-8, one a line.

import { scaleOf } from "@/lib/core/scale";
import type { Catalogue } from "./catalogue";
import { findPlaces } from "./places";

/** Larger regions first; beyond these a word names a handful. */
const MOST_PLACES = 320;
const STEPS = 65_535;

/** undefined for a model that was published without a map. Cost: some hundred milliseconds, once a model. */
export function createMapSheet(catalogue: Catalogue): Uint8Array<ArrayBuffer> | undefined {
  const { map, space, names, model } = catalogue;
  if (map.every((value) => value === 0)) return undefined;
  const { familiarity } = scaleOf(space);
  const order = Array.from({ length: space.count }, (_, artist) => artist).sort(
    (a, b) => (familiarity[b] ?? 0) - (familiarity[a] ?? 0) || a - b,
  );
  const places = findPlaces(catalogue)
    .slice(0, MOST_PLACES)
    .map(({ name, x, y, artists }) => [name, round(x), round(y), artists]);
  const head = JSON.stringify({
    version: 1,
    model: model.name,
    hash: model.hash,
    count: order.length,
    places,
  });
  const header = new TextEncoder().encode(head);
  const padded = Math.ceil(header.length / 4) * 4;
  const text = new TextEncoder().encode(order.map((artist) => names[artist] ?? "").join("\n"));
  const sheet = new Uint8Array(4 + padded + 5 * order.length + text.length);
  const view = new DataView(sheet.buffer);
  view.setUint32(0, padded, true);
  sheet.fill(0x20, 4, 4 + padded).set(header, 4);
  order.forEach((artist, at) => {
    const place = 4 + padded + 2 * at;
    view.setUint16(place, toSteps(map[2 * artist]), true);
    view.setUint16(place + 2 * order.length, toSteps(map[2 * artist + 1]), true);
    sheet[4 + padded + 4 * order.length + at] = Math.round(255 * (familiarity[artist] ?? 0));
  });
  sheet.set(text, 4 + padded + 5 * order.length);
  return sheet;
}

const round = (value: number): number => Math.round(value * 1_000) / 1_000;

const toSteps = (value = 0): number => Math.round(((Math.min(1, Math.max(-1, value)) + 1) / 2) * STEPS);
