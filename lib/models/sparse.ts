// Sparse matrices of the models: checks, transpose, stacking, sums. Every fit starts here.
// Pure; inputs are never changed.

import { FitError, type SparseMatrix, type TrainingData } from "./model";

/** A matrix from its rows of [column, value] pairs. Columns of a row are sorted; a column twice adds up. */
export function toSparse(
  rows: readonly (readonly (readonly [column: number, value: number])[])[],
  columns: number,
): SparseMatrix {
  const offsets = new Uint32Array(rows.length + 1);
  const indices: number[] = [];
  const values: number[] = [];
  rows.forEach((row, r) => {
    const sums = new Map<number, number>();
    for (const [column, value] of row) sums.set(column, (sums.get(column) ?? 0) + value);
    for (const [column, value] of [...sums].sort(([a], [b]) => a - b)) {
      indices.push(column);
      values.push(value);
    }
    offsets[r + 1] = indices.length;
  });
  return {
    rows: rows.length,
    columns,
    offsets,
    indices: Uint32Array.from(indices),
    values: Float32Array.from(values),
  };
}

/** Columns become rows; the entries of each new row are in order of the old rows. Cost: entries + columns. */
export function transpose(matrix: SparseMatrix): SparseMatrix {
  const { rows, columns, offsets, indices, values } = matrix;
  const turned = new Uint32Array(columns + 1);
  for (const column of indices) turned[column + 1] = (turned[column + 1] ?? 0) + 1;
  for (let c = 0; c < columns; c++) turned[c + 1] = (turned[c + 1] ?? 0) + (turned[c] ?? 0);
  const next = turned.slice(0, columns);
  const turnedIndices = new Uint32Array(indices.length);
  const turnedValues = new Float32Array(indices.length);
  for (let r = 0; r < rows; r++) {
    for (let e = offsets[r] ?? 0; e < (offsets[r + 1] ?? 0); e++) {
      const column = indices[e] ?? 0;
      const place = next[column] ?? 0;
      next[column] = place + 1;
      turnedIndices[place] = r;
      turnedValues[place] = values[e] ?? 0;
    }
  }
  return { rows: columns, columns: rows, offsets: turned, indices: turnedIndices, values: turnedValues };
}

/** The rows of `top`, then those of `bottom` with their values times `factor`. Both have the same columns. */
export function stackRows(top: SparseMatrix, bottom: SparseMatrix, factor = 1): SparseMatrix {
  const offsets = new Uint32Array(top.rows + bottom.rows + 1);
  offsets.set(top.offsets);
  const shift = top.indices.length;
  for (let r = 1; r <= bottom.rows; r++) offsets[top.rows + r] = shift + (bottom.offsets[r] ?? 0);
  const indices = new Uint32Array(shift + bottom.indices.length);
  indices.set(top.indices);
  indices.set(bottom.indices, shift);
  const values = new Float32Array(indices.length);
  values.set(top.values);
  bottom.values.forEach((value, e) => {
    values[shift + e] = value * factor;
  });
  return { rows: top.rows + bottom.rows, columns: top.columns, offsets, indices, values };
}

/** The sum of the values of each row. */
export function rowSums(matrix: SparseMatrix): Float64Array {
  const sums = new Float64Array(matrix.rows);
  for (let r = 0; r < matrix.rows; r++) {
    let sum = 0;
    for (let e = matrix.offsets[r] ?? 0; e < (matrix.offsets[r + 1] ?? 0); e++) sum += matrix.values[e] ?? 0;
    sums[r] = sum;
  }
  return sums;
}

/** The mean of the values of each row; 0 for a row without entries. */
export function meanValues(matrix: SparseMatrix): Float64Array {
  return rowSums(matrix).map((sum, r) => {
    const entries = (matrix.offsets[r + 1] ?? 0) - (matrix.offsets[r] ?? 0);
    return entries > 0 ? sum / entries : 0;
  });
}

/** Throws FitError unless both matrices are well formed, their values finite and > 0, their columns alike. */
export function checkTrainingData(data: TrainingData): void {
  checkMatrix("documents", data.documents);
  if (!data.tags) return;
  checkMatrix("tags", data.tags);
  if (data.tags.columns !== data.documents.columns) {
    throw new FitError(
      `tags has ${data.tags.columns} columns, documents ${data.documents.columns}: both are the artists`,
    );
  }
}

/** Throws FitError when a result holds a NaN or an infinity. */
export function checkFinite(name: string, values: Float32Array): void {
  const place = values.findIndex((value) => !Number.isFinite(value));
  if (place >= 0) throw new FitError(`${name}[${place}] is ${values[place]}: the fit diverged`);
}

function checkMatrix(name: string, matrix: SparseMatrix): void {
  const { rows, columns, offsets, indices, values } = matrix;
  if (offsets.length !== rows + 1 || offsets[0] !== 0 || offsets[rows] !== indices.length) {
    throw new FitError(`${name}.offsets does not fit ${rows} rows and ${indices.length} entries`);
  }
  if (values.length !== indices.length) {
    throw new FitError(`${name} has ${indices.length} indices and ${values.length} values`);
  }
  for (let r = 0; r < rows; r++) {
    if ((offsets[r + 1] ?? 0) < (offsets[r] ?? 0)) throw new FitError(`${name}.offsets falls at row ${r}`);
  }
  const column = indices.findIndex((index) => index >= columns);
  if (column >= 0)
    throw new FitError(`${name}.indices[${column}] is ${indices[column]} of ${columns} columns`);
  const value = values.findIndex((entry) => !(entry > 0 && entry < Number.POSITIVE_INFINITY));
  if (value >= 0) throw new FitError(`${name}.values[${value}] is ${values[value]}, not a number above 0`);
}
