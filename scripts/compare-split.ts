// Data and scores of the comparison with PyPI's packages: protocol P1 on HetRec Last.fm 2K, plain binary listens, and
// the raw arrays that compare_python.py reads and writes.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Rng } from "@/lib/core/rng";
import type { SparseMatrix } from "@/lib/models/model";

/** Artists per listener. */
export type Split = {
  /** Number of artists. */
  readonly artists: number;
  /** To fit on. */
  readonly train: readonly (readonly number[])[];
  /** Train and validation: never an answer. */
  readonly masked: readonly (readonly number[])[];
  readonly test: readonly (readonly number[])[];
};

/** HetRec's listeners, split by {@link splitRows}. */
export function readSplit(folder: string, rng: Rng): Split {
  const table = (name: string): string[] =>
    readFileSync(join(folder, name), "utf8").split(/\r?\n/u).slice(1).filter(Boolean);
  const artists = new Map(table("artists.dat").map((line, at) => [line.split("\t", 1)[0], at]));
  const listeners = new Map<string, number[]>();
  for (const line of table("user_artists.dat")) {
    const [listener = "", artist] = line.split("\t");
    const id = artists.get(artist);
    if (id !== undefined) listeners.set(listener, [...(listeners.get(listener) ?? []), id]);
  }
  return splitRows([...listeners.values()], artists.size, rng);
}

/** 8:1:1 in random order as RecBole does: tenths rounded down, but at least one where the row has two, or three. */
export function splitRows(rows: readonly (readonly number[])[], artists: number, rng: Rng): Split {
  const parts = rows.map((row) => {
    const shuffled = rng.shuffle([...row].sort((a, b) => a - b));
    const tenth = Math.floor(row.length / 10);
    const test = tenth || (row.length > 1 ? 1 : 0);
    const validation = tenth || (row.length > 2 ? 1 : 0);
    const masked = shuffled.slice(test);
    return { train: masked.slice(validation), masked, test: shuffled.slice(0, test) };
  });
  return {
    artists,
    train: parts.map(({ train }) => train),
    masked: parts.map(({ masked }) => masked),
    test: parts.map(({ test }) => test),
  };
}

/** Documents x artists, every value 1. */
export function toMatrix(rows: readonly (readonly number[])[], columns: number): SparseMatrix {
  const offsets = new Uint32Array(rows.length + 1);
  rows.forEach((row, at) => {
    offsets[at + 1] = (offsets[at] ?? 0) + row.length;
  });
  const indices = Uint32Array.from(rows.flatMap((row) => [...row].sort((a, b) => a - b)));
  return { rows: rows.length, columns, offsets, indices, values: new Float32Array(indices.length).fill(1) };
}

/** Number of rows that hold each column. */
export function countColumns(matrix: SparseMatrix): Float32Array {
  const counts = new Float32Array(matrix.columns);
  for (const column of matrix.indices) counts[column] = (counts[column] ?? 0) + 1;
  return counts;
}

/** Mean Recall and binary NDCG of the answers (best first) over the listeners that have test artists. */
export function scoreAnswers(
  answers: readonly (readonly number[])[],
  test: Split["test"],
): { readonly recall: number; readonly ndcg: number; readonly listeners: number } {
  let recall = 0;
  let ndcg = 0;
  let listeners = 0;
  test.forEach((row, at) => {
    const answer = answers[at] ?? [];
    if (row.length === 0) return;
    const wanted = new Set(row);
    const hits = answer.map((artist) => wanted.has(artist));
    recall += hits.filter(Boolean).length / row.length;
    ndcg += gainOf(hits) / gainOf(answer.map((_, rank) => rank < row.length));
    listeners++;
  });
  return { recall: recall / listeners, ndcg: ndcg / listeners, listeners };
}

function gainOf(hits: readonly boolean[]): number {
  return hits.reduce((sum, hit, rank) => sum + (hit ? 1 / Math.log2(rank + 2) : 0), 0);
}

/** Writes a matrix where compare_python.py looks for it. */
export function writeMatrix(folder: string, name: string, matrix: SparseMatrix): void {
  writeFileSync(join(folder, `${name}.offsets.u32`), matrix.offsets);
  writeFileSync(join(folder, `${name}.indices.u32`), matrix.indices);
  writeFileSync(join(folder, `${name}.values.f32`), matrix.values);
}

/** Rows of `width` whole numbers of 32 bits. */
export function readRows(file: string, width: number): number[][] {
  const numbers = new Uint32Array(readBytes(file));
  return Array.from({ length: numbers.length / width }, (_, row) => [
    ...numbers.subarray(row * width, (row + 1) * width),
  ]);
}

export function readFloats(file: string): Float32Array {
  return new Float32Array(readBytes(file));
}

/** A copy: the buffers of small files share one block at any offset. */
function readBytes(file: string): ArrayBuffer {
  return Uint8Array.from(readFileSync(file)).buffer;
}
