// The two steps that ALS alternates: turning factors into the eigenbasis of their Gram matrix, and solving the other side's rows.
// In that basis the large part of each row's equation is diagonal. kernels.ts has the loops, team.ts the threads.

import { GRAM_BLOCK, ROW_BLOCK_BYTES, SCRATCH_ROWS } from "./kernels";
import { rotationToEigenbasis } from "./linear-algebra";
import type { SparseMatrix } from "./model";
import { createTeam, type Team } from "./team";

/** The factors of one side: `rows` vectors from `address` on. */
export type Factors = { readonly address: number; readonly rows: number };

export type HalfStepOptions = {
  /** alpha_0 of Rendle et al.: the weight of every cell, seen or not. */
  readonly unobservedWeight: number;
  /** What a row's unseen cells count beside those of a plain row: a faint document is faintly complete too. */
  readonly rowWeights: Float64Array;
  /** lambda_r of each row of X. */
  readonly regularization: Float64Array;
};

/** A matrix and the options of its rows, where the threads see them. */
export type Side = { readonly rows: number; readonly addresses: readonly number[] };

export interface Workshop {
  readonly factors: readonly Factors[];
  readonly sides: readonly Side[];
  /** The floats of a row; a view, not a copy. */
  row(factors: Factors, r: number): Float32Array;
  /** Copies factors out, rows x dimensions, row-major. */
  read(factors: Factors): Float32Array;
  /**
   * Turns the rows of Y into the eigenbasis of G = Y'WY, in place; returns the eigenvalues of G.
   * W = diagonal of `weights`, or I. Cost: 3/2 rows d^2.
   */
  diagonalize(Y: Factors, weights?: Float64Array): Promise<Float64Array>;
  /**
   * Writes into X the rows that minimise sum_j c_j (x.y_j - 1)^2 + alpha_0 w_r x'Gx + lambda_r x.x, c the entries of the side.
   * With D = alpha_0 w_r eigenvalues of G + lambda_r (diagonal) and z = D^1/2 x, that is (I + B'CB) z = B'c with
   * B = Y_r D^-1/2: close to the identity, so that conjugate gradients need a few steps of 2 n d each and no d^2, where plain
   * ALS pays n d^2 + d^3 (steps as in Takacs, Pilaszy, Tikk 2011; the diagonal form is ours).
   * @param X one row for each of the side. @param Y one row for each of its columns, in its eigenbasis (diagonalize).
   */
  solve(
    side: Side,
    factors: { readonly X: Factors; readonly Y: Factors },
    eigenvalues: Float64Array,
  ): Promise<void>;
  close(): Promise<void>;
}

export type WorkshopOptions = {
  readonly dimensions: number;
  /** Rows of each block of factors; all 0 at first. */
  readonly rows: readonly number[];
  /** Matrices whose rows are to be solved, values = confidences c > 0. */
  readonly sides: readonly { readonly matrix: SparseMatrix; readonly options: HalfStepOptions }[];
  readonly threads: number;
};

/** Rows that a thread takes at a time. */
const PART = 64;
/** Blocks of rows whose Gram matrices wait to be added up. */
const GRAM_ROUND = 64;

/** Memory and threads for the factors and matrices of one fit. `close` ends the threads. */
export function createWorkshop({ dimensions: d, rows, sides, threads }: WorkshopOptions): Workshop {
  const stride = Math.ceil((4 * d) / ROW_BLOCK_BYTES) * ROW_BLOCK_BYTES;
  const longest = sides.reduce((most, { matrix }) => Math.max(most, longestRow(matrix)), 0);
  const rounds = Math.min(GRAM_ROUND, Math.ceil(Math.max(0, ...rows) / GRAM_BLOCK));
  const sideBytes = sides.flatMap(({ matrix: { rows: count, indices } }) => {
    return [4 * (count + 1), 4 * indices.length, 4 * indices.length, 4 * count, 4 * count];
  });
  const team = createTeam({
    blocks: [
      ...rows.map((count) => count * stride),
      ...[rounds * d * stride, d * stride, 4 * d, stride, 4 * Math.max(0, ...rows)],
      ...sideBytes,
    ],
    scratch: Math.max(SCRATCH_ROWS * stride + 8 * longest, 8 * GRAM_BLOCK),
    threads,
  });
  const shelf = { team, d, stride };
  const [sums = 0, axes = 0, axisAddresses = 0, spectrum = 0, rowWeights = 0] = team.addresses.slice(
    rows.length,
  );
  const { floats, words } = team;
  for (let k = 0; k < d; k++) words[axisAddresses / 4 + k] = axes + k * stride;
  const factors = rows.map((count, i) => ({ address: team.addresses[i] ?? 0, rows: count }));
  const row = ({ address }: Factors, r: number) => {
    const start = (address + r * stride) / 4;
    return floats.subarray(start, start + d);
  };

  return {
    factors,
    sides: sides.map((side, i) => writeSide(team, side, rows.length + 5 + 5 * i)),
    row,
    read: (block) => {
      const copy = new Float32Array(block.rows * d);
      for (let r = 0; r < block.rows; r++) copy.set(row(block, r), r * d);
      return copy;
    },
    async diagonalize(Y, weights) {
      for (let r = 0; r < Y.rows; r++) floats[rowWeights / 4 + r] = weights?.[r] ?? 1;
      const { values, Q } = rotationToEigenbasis(await gram(shelf, Y, { sums, rowWeights }), d);
      for (let k = 0; k < d; k++) floats.set(Q.subarray(k * d, (k + 1) * d), (axes + k * stride) / 4);
      const given = [Y.address, axisAddresses, d, stride];
      await team.run({ kernel: "rotate", count: Y.rows, part: PART, given });
      return values;
    },
    async solve(side, { X, Y }, eigenvalues) {
      eigenvalues.forEach((value, k) => {
        floats[spectrum / 4 + k] = Math.max(value, 0);
      });
      const [offsets = 0, indices = 0, values = 0, unobserved = 0, lambda = 0] = side.addresses;
      const matrix = [offsets, indices, values];
      const given = [...matrix, X.address, Y.address, spectrum, unobserved, lambda, stride];
      await team.run({ kernel: "solve", count: side.rows, part: PART, given });
    },
    close: () => team.close(),
  };
}

function longestRow({ offsets }: SparseMatrix): number {
  return offsets.reduce((most, end, r) => Math.max(most, end - (offsets[r - 1] ?? 0)), 0);
}

function writeSide(team: Team, { matrix, options }: WorkshopOptions["sides"][number], first: number): Side {
  const addresses = team.addresses.slice(first, first + 5);
  const [offsets = 0, indices = 0, values = 0, unobserved = 0, lambda = 0] = addresses.map(
    (place) => place / 4,
  );
  team.words.set(matrix.offsets, offsets);
  team.words.set(matrix.indices, indices);
  team.floats.set(matrix.values, values);
  team.floats.set(
    options.rowWeights.map((weight) => options.unobservedWeight * weight),
    unobserved,
  );
  team.floats.set(options.regularization, lambda);
  return { rows: matrix.rows, addresses };
}

type Shelf = { readonly team: Team; readonly d: number; readonly stride: number };

/** Y'WY, d x d. Blocks of rows are summed in single precision, the blocks in double and in order. */
async function gram(
  { team, d, stride }: Shelf,
  Y: Factors,
  { sums, rowWeights }: { readonly sums: number; readonly rowWeights: number },
): Promise<Float64Array> {
  const G = new Float64Array(d * d);
  const blocks = Math.ceil(Y.rows / GRAM_BLOCK);
  for (let first = 0; first < blocks; first += GRAM_ROUND) {
    const count = Math.min(GRAM_ROUND, blocks - first);
    const given = [Y.address, rowWeights, Y.rows, first, sums, d, stride];
    await team.run({ kernel: "gram", first, count, part: 1, given });
    for (let b = 0; b < count; b++) {
      for (let k = 0; k < d; k++) {
        const start = (sums + (b * d + k) * stride) / 4;
        for (let j = k; j < d; j++) G[k * d + j] = (G[k * d + j] ?? 0) + (team.floats[start + j] ?? 0);
      }
    }
  }
  for (let k = 0; k < d; k++) for (let j = 0; j < k; j++) G[k * d + j] = G[j * d + k] ?? 0;
  return G;
}
