// The seeded random generator and the string hash that seeds it.
// Every random choice of the radio and of the models goes through here, so that the same seed gives the same queue.

/** A generator of reproducible random numbers. Hidden state: each call moves it on. */
export interface Rng {
  /** Uniform in [0, 1), 32 bits of resolution. */
  next(): number;
  /** Uniform integer in [0, n). Throws RangeError unless n is an integer in 1..2^32. */
  int(n: number): number;
  /** Standard normal (Box-Muller, one value a call). */
  normal(): number;
  /** Shuffles in place (Fisher-Yates) and returns the same array. */
  shuffle<T>(items: T[]): T[];
}

/**
 * sfc32 (C. Doty-Humphrey, PractRand), its state filled from `seed` by splitmix32.
 * @param seed any finite number; its low 32 bits count.
 */
export function createRng(seed: number): Rng {
  if (!Number.isFinite(seed)) throw new RangeError(`A seed must be a finite number, got ${seed}`);
  let state = seed >>> 0;
  const fill = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) | 0;
  };
  let a = fill();
  let b = fill();
  let c = fill();
  let counter = 1;

  const bits = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  // sfc32 wants a few rounds before states that differ in one bit look unrelated.
  for (let i = 0; i < 12; i++) bits();

  const next = () => bits() / 4294967296;
  const int = (n: number) => {
    if (!Number.isInteger(n) || n < 1 || n > 4294967296)
      throw new RangeError(`int(n) needs n in 1..2^32, got ${n}`);
    return Math.floor(next() * n);
  };
  return {
    next,
    int,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    shuffle: <T>(items: T[]) => {
      for (let i = items.length - 1; i > 0; i--) {
        const j = int(i + 1);
        // Both numbers are inside the array, which the type of an index cannot say.
        const kept = items[i] as T;
        items[i] = items[j] as T;
        items[j] = kept;
      }
      return items;
    },
  };
}

/**
 * A 32-bit hash of a text, unsigned: FNV-1a over its UTF-16 units with murmur3's finalizer, so that
 * texts that differ in one letter give unrelated seeds. Not for secrets.
 */
export function hashString(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
