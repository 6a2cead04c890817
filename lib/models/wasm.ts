// A small assembler for WebAssembly: expressions as nested calls, functions, a module. V8 runs loops over float
// vectors in 128-bit lanes several times faster than the same in JavaScript. simd.ts and kernels.ts are written in it.

/** Bytes of instructions (WebAssembly 2.0, chapter 5.4). */
export type Code = readonly number[];

export const I32 = 0x7f;
export const F32 = 0x7d;
export const V128 = 0x7b;
export type Type = typeof I32 | typeof F32 | typeof V128;

/** Index of a parameter or local variable. */
export type Local = number;

const op =
  (...bytes: number[]) =>
  (...operands: Code[]): Code => [...operands.flat(), ...bytes];

export const get = (local: Local): Code => [0x20, local];
export const set = (local: Local, value: Code): Code => [...value, 0x21, local];
export const integer = (value: number): Code => [0x41, ...signed(value)];

/** 32-bit integers; addresses are bytes, the loads' offset too. */
export const i32 = {
  add: op(0x6a),
  sub: op(0x6b),
  mul: op(0x6c),
  and: op(0x71),
  less: op(0x49),
  load: (address: Code, offset = 0): Code => [...address, 0x28, 0x02, ...unsigned(offset)],
  store: (address: Code, value: Code): Code => [...address, ...value, 0x36, 0x02, 0x00],
};

export const f32 = {
  add: op(0x92),
  mul: op(0x94),
  div: op(0x95),
  greater: op(0x5e),
  of: (value: number): Code => [0x43, ...new Uint8Array(Float32Array.of(value).buffer)],
  load: (address: Code): Code => [...address, 0x2a, 0x02, 0x00],
  store: (address: Code, value: Code): Code => [...address, ...value, 0x38, 0x02, 0x00],
};

/** Four floats side by side. */
export const f32x4 = {
  add: op(0xfd, 0xe4, 0x01),
  sub: op(0xfd, 0xe5, 0x01),
  mul: op(0xfd, 0xe6, 0x01),
  div: op(0xfd, 0xe7, 0x01),
  sqrt: op(0xfd, 0xe3, 0x01),
  splat: op(0xfd, 0x13),
  zero: [0xfd, 0x0c, ...Array<number>(16).fill(0)] as Code,
  lane: (vector: Code, index: number): Code => [...vector, 0xfd, 0x1f, index],
  load: (address: Code, offset = 0): Code => [...address, 0xfd, 0x00, 0x04, ...unsigned(offset)],
  /** One float into all four lanes. */
  loadSplat: (address: Code): Code => [...address, 0xfd, 0x09, 0x02, 0x00],
  store: (address: Code, value: Code, offset = 0): Code => [
    ...address,
    ...value,
    ...[0xfd, 0x0b, 0x04],
    ...unsigned(offset),
  ],
  /** Adds up the lanes of a vector in a local, in fixed order. */
  sum: (vector: Local): Code => {
    const [a, b, c, d] = [0, 1, 2, 3].map((index) => f32x4.lane(get(vector), index));
    return f32.add(f32.add(a ?? [], b ?? []), f32.add(c ?? [], d ?? []));
  },
};

export const call = (index: number, ...operands: Code[]): Code => [...operands.flat(), 0x10, index];
export const when = (condition: Code, ...body: Code[]): Code => [
  ...condition,
  0x04,
  0x40,
  ...body.flat(),
  0x0b,
];
/** Runs the body, and again while the condition holds. */
export const doWhile = (condition: Code, ...body: Code[]): Code => [
  ...[0x03, 0x40],
  ...body.flat(),
  ...condition,
  ...[0x0d, 0x00, 0x0b],
];
export const advance = (local: Local, step: Code): Code => set(local, i32.add(get(local), step));
/** Runs the body with the counter from where it stands, in steps, while it is below the end; at least once. */
export const stepTo = (counter: Local, step: number, end: Local, ...body: Code[]): Code =>
  doWhile(i32.less(get(counter), get(end)), ...body, advance(counter, integer(step)));

export type WasmFunction = {
  /** Absent = only called by the others. */
  readonly name?: string;
  readonly parameters: readonly Type[];
  readonly result?: Type;
  readonly locals: readonly Type[];
  readonly body: Code;
};

/** A function whose body is written with its locals at hand: parameters first, then what `local` hands out. */
export function wasmFunction(
  head: Pick<WasmFunction, "name" | "result"> & { readonly parameters: readonly Type[] },
  write: (parameters: readonly Local[], local: (type: Type) => Local) => readonly Code[],
): WasmFunction {
  const locals: Type[] = [];
  const local = (type: Type) => head.parameters.length + locals.push(type) - 1;
  const body = write([...head.parameters.keys()], local).flat();
  return { ...head, locals, body };
}

/** The binary of a module over a memory imported as env.memory; `sharedPages` = its size where threads share it. */
export function assemble(functions: readonly WasmFunction[], sharedPages?: number): Uint8Array<ArrayBuffer> {
  const memory =
    sharedPages === undefined ? [0x00, 0x00] : [0x03, ...unsigned(sharedPages), ...unsigned(sharedPages)];
  const exported = functions.flatMap(({ name }, at) => (name === undefined ? [] : [{ name, at }]));
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(
      1,
      list(functions, ({ parameters, result }) => [
        0x60,
        ...list(parameters, (type) => [type]),
        ...list(result === undefined ? [] : [result], (type) => [type]),
      ]),
    ),
    ...section(2, [1, ...text("env"), ...text("memory"), 0x02, ...memory]),
    ...section(
      3,
      list(functions, (_, at) => [at]),
    ),
    ...section(
      7,
      list(exported, ({ name, at }) => [...text(name), 0x00, at]),
    ),
    ...section(
      10,
      list(functions, ({ locals, body }) => {
        const code = [...list(locals, (type) => [1, type]), ...body, 0x0b];
        return [...unsigned(code.length), ...code];
      }),
    ),
  ]);
}

function section(id: number, content: Code): Code {
  return [id, ...unsigned(content.length), ...content];
}

function list<T>(items: readonly T[], write: (item: T, at: number) => Code): Code {
  return [...unsigned(items.length), ...items.flatMap((item, at) => [...write(item, at)])];
}

function text(value: string): Code {
  const bytes = [...new TextEncoder().encode(value)];
  return [...unsigned(bytes.length), ...bytes];
}

/** LEB128. */
function unsigned(value: number): Code {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

function signed(value: number): Code {
  const low = value & 127;
  const rest = value >> 7;
  const isLast = (rest === 0 && (low & 64) === 0) || (rest === -1 && (low & 64) !== 0);
  return isLast ? [low] : [low | 128, ...signed(rest)];
}
