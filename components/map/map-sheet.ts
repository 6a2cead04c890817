// The map of the catalogue as the server packs it (GET /api/map), unpacked for drawing and for finding artists on it.
// Artists go by their place in the sheet, best known first: position 0 is the best known of all.

import { AppError } from "@/lib/api/client";
import { createGrid, type Grid } from "./grid";
import { mapMessages } from "./map-messages";

export type MapPlace = {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly artists: number;
};

export type MapSheet = {
  readonly model: string;
  readonly count: number;
  readonly names: readonly string[];
  /** count x 2, row-major, each coordinate in [-1, 1]. */
  readonly points: Float32Array;
  /** How well known, in [0, 1], falling. */
  readonly fame: Float32Array;
  /** Words of the regions, largest first. */
  readonly places: readonly MapPlace[];
  readonly grid: Grid;
  readonly find: (name: string) => number | undefined;
};

type Header = {
  readonly version: number;
  readonly model: string;
  readonly count: number;
  readonly places: readonly (readonly [string, number, number, number])[];
};

/** Throws AppError; a model without a map is "not_found". */
export async function fetchMapSheet(model: string | undefined, signal: AbortSignal): Promise<MapSheet> {
  const query = model === undefined ? "" : `?${new URLSearchParams({ model })}`;
  const response = await fetch(`/api/map${query}`, { signal }).catch((cause: unknown) => {
    if (signal.aborted) throw cause;
    throw new AppError("service_unavailable", mapMessages.offline, { cause });
  });
  if (response.status === 404) throw new AppError("not_found", mapMessages.none);
  if (!response.ok) throw new AppError("service_unavailable", mapMessages.failed);
  if (!response.body) throw new AppError("service_unavailable", mapMessages.failed);
  const plain = response.body.pipeThrough(new DecompressionStream("gzip"));
  return decodeMapSheet(await new Response(plain).arrayBuffer());
}

export function decodeMapSheet(bytes: ArrayBuffer): MapSheet {
  const view = new DataView(bytes);
  const first = 4 + view.getUint32(0, true);
  const text = new TextDecoder();
  const header: Header = JSON.parse(text.decode(new Uint8Array(bytes, 4, first - 4)));
  const { count, model } = header;
  const points = new Float32Array(2 * count);
  for (let i = 0; i < count; i++) {
    points[2 * i] = toCoordinate(view.getUint16(first + 2 * i, true));
    points[2 * i + 1] = toCoordinate(view.getUint16(first + 2 * (count + i), true));
  }
  const names = text.decode(new Uint8Array(bytes, first + 5 * count)).split("\n");
  const byName = new Map(names.map((name, at) => [name, at]));
  return {
    model,
    count,
    names,
    points,
    fame: Float32Array.from(new Uint8Array(bytes, first + 4 * count, count), (value) => value / 255),
    places: header.places.map(([name, x, y, artists]) => ({ name, x, y, artists })),
    grid: createGrid(points),
    find: (name) => byName.get(name),
  };
}

const toCoordinate = (steps: number): number => (2 * steps) / 65_535 - 1;

/** The point of an artist of the sheet. */
export const pointOf = ({ points }: Pick<MapSheet, "points">, artist: number) => ({
  x: points[2 * artist] ?? 0,
  y: points[2 * artist + 1] ?? 0,
});
