// Builds a compressed sparse matrix row by row.

import type { SparseMatrix } from "@/lib/models/model";

export interface MatrixBuilder {
  /** Appends a row of (column, value); values of a repeated column add up. */
  addRow(entries: Iterable<readonly [column: number, value: number]>): void;
  build(): SparseMatrix;
}

/** Columns are 0 up to (not including) `columns`; within a row they end up in rising order. */
export function createMatrixBuilder(columns: number): MatrixBuilder {
  const offsets = [0];
  const indices: number[] = [];
  const values: number[] = [];
  return {
    addRow(entries) {
      const row = new Map<number, number>();
      for (const [column, value] of entries) row.set(column, (row.get(column) ?? 0) + value);
      for (const [column, value] of [...row].sort((a, b) => a[0] - b[0])) {
        indices.push(column);
        values.push(value);
      }
      offsets.push(indices.length);
    },
    build: () => ({
      rows: offsets.length - 1,
      columns,
      offsets: Uint32Array.from(offsets),
      indices: Uint32Array.from(indices),
      values: Float32Array.from(values),
    }),
  };
}
