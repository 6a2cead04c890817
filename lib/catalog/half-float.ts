// IEEE 754 half-precision numbers, two bytes each: half the size of a model folder at no loss that can be heard.
// Little-endian on disk whatever the machine is.

/** Decodes `bytes` (2 per number, little-endian) by a table of all 65,536 values. */
export function decodeHalfFloats(bytes: Uint8Array): Float32Array {
  const table = halfTable();
  const values = new Float32Array(bytes.length >> 1);
  for (let i = 0; i < values.length; i++) {
    values[i] = table[(bytes[2 * i] ?? 0) | ((bytes[2 * i + 1] ?? 0) << 8)] ?? 0;
  }
  return values;
}

/** Encodes with rounding to nearest even. Throws RangeError on a number that has no finite half. */
export function encodeHalfFloats(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array(values.length * 2);
  const bits = new Uint32Array(1);
  const float = new Float32Array(bits.buffer);
  values.forEach((value, i) => {
    if (!(Math.abs(value) < 65_520))
      throw new RangeError(`number ${i} is ${value}, which no half float holds`);
    float[0] = value;
    const half = toHalfBits(bits[0] ?? 0);
    bytes[2 * i] = half & 0xff;
    bytes[2 * i + 1] = half >>> 8;
  });
  return bytes;
}

function toHalfBits(bits: number): number {
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 0xff) - 112;
  const mantissa = bits & 0x7fffff;
  if (exponent <= 0) {
    if (exponent < -10) return sign;
    const shift = 14 - exponent;
    return sign | roundShift(mantissa | 0x800000, shift);
  }
  // A carry out of the mantissa raises the exponent, as it should.
  return sign | ((exponent << 10) + roundShift(mantissa, 13));
}

function roundShift(value: number, shift: number): number {
  const kept = value >>> shift;
  const rest = value & ((1 << shift) - 1);
  const half = 1 << (shift - 1);
  return rest > half || (rest === half && (kept & 1) === 1) ? kept + 1 : kept;
}

let table: Float32Array | undefined;

function halfTable(): Float32Array {
  if (table) return table;
  table = new Float32Array(65_536);
  for (let half = 0; half < 65_536; half++) {
    const sign = half & 0x8000 ? -1 : 1;
    const exponent = (half >>> 10) & 0x1f;
    const mantissa = half & 0x3ff;
    if (exponent === 31) table[half] = mantissa ? Number.NaN : sign * Number.POSITIVE_INFINITY;
    else if (exponent === 0) table[half] = sign * 2 ** -14 * (mantissa / 1024);
    else table[half] = sign * 2 ** (exponent - 15) * (1 + mantissa / 1024);
  }
  return table;
}
