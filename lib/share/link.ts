// The link that holds a whole taste in its fragment, so that it works for ever and no server has to remember it.
// Runs in the page, hence a parser by hand: what comes out has passed the same bounds as payload.ts.

import { AppError } from "@/lib/errors";
import type { SharePayload } from "./payload";

/**
 * Number at the front of every link; another number is another form. The second form says besides where the station leans
 * and how long artists rest; a link without either has the first, which every Longwave reads.
 */
const FIRST_VERSION = 1;
const LINK_VERSION = 2;
/** Characters of a fragment; messengers and browsers carry this much whole. */
export const MAX_LINK_CHARS = 16_000;
/** Bytes that a fragment may grow to: a bomb is stopped while it inflates. */
const MAX_TASTE_BYTES = 100_000;
const MAX_NAMES = 200;

const messages = {
  damaged: "This link is damaged or cut short. Copy the whole of it, or ask for a new one.",
  tooLarge: "This link is too large to be a station's.",
  older: "This link was made by an older Longwave that wrote links differently. Ask for a new one.",
  newer: "This link was made by a newer Longwave than this one. Ask for a short link, or come back later.",
  foreign: "This link does not hold a station. Ask for a new one.",
} as const;

/**
 * The fragment of a link, without "#": version, dot, and the deflated taste in base64url. The zlib form carries a checksum.
 * Throws AppError("too_large") for a taste that no link could carry.
 */
export async function encodeLink(payload: SharePayload): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify(toCompact(payload)));
  const packed = await readAll(
    new Blob([text]).stream().pipeThrough(new CompressionStream("deflate")),
    MAX_TASTE_BYTES,
  );
  const version = payload.lean || payload.artist_gap ? LINK_VERSION : FIRST_VERSION;
  const fragment = `${version}.${toBase64Url(packed)}`;
  if (text.length > MAX_TASTE_BYTES || fragment.length > MAX_LINK_CHARS) {
    throw new AppError(
      "too_large",
      "This station is too large for a link that holds it. Make a short link instead.",
    );
  }
  return fragment;
}

/** Reads a fragment, with or without "#". Throws AppError("too_large") or ("invalid_request"), with a message for people. */
export async function decodeLink(fragment: string): Promise<SharePayload> {
  if (fragment.length > MAX_LINK_CHARS) throw new AppError("too_large", messages.tooLarge);
  const [, version, body] = /^#?(\d{1,6})\.([\w-]+)$/.exec(fragment) ?? [];
  if (version === undefined || body === undefined) throw refuse(messages.damaged);
  if (Number(version) < FIRST_VERSION) throw refuse(messages.older);
  if (Number(version) > LINK_VERSION) throw refuse(messages.newer);
  return fromCompact(await inflateJson(body), Number(version));
}

async function inflateJson(body: string): Promise<unknown> {
  try {
    const stream = new Blob([fromBase64Url(body)]).stream().pipeThrough(new DecompressionStream("deflate"));
    const bytes = await readAll(stream, MAX_TASTE_BYTES);
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw refuse(messages.damaged, error);
  }
}

/** Stops reading, and with it the inflating, as soon as there is more than `maxBytes`. */
async function readAll(stream: ReadableStream<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > maxBytes) {
      await reader.cancel();
      throw new AppError("too_large", messages.tooLarge);
    }
    chunks.push(value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

type Pairs = SharePayload["feedback"];

/** Lists in place of objects: names and numbers in turn are half as long as keys around each. */
function toCompact(payload: SharePayload): unknown[] {
  const { weights, rules, lean, artist_gap: gap } = payload;
  const flat = (pairs: Pairs) => pairs.flatMap(({ name, weight }) => [name, weight]);
  return [
    payload.name,
    flat(payload.style),
    flat(payload.feedback),
    [weights.style, weights.likes, weights.dislikes],
    [payload.familiarity ?? null, payload.variety ?? null],
    rules ? [rules.new_to_me, rules.no_explicit] : null,
    payload.seed,
    payload.model,
    ...(lean || gap
      ? [lean ? [lean.x, lean.y, lean.pull] : null, gap ? [gap.songs, gap.minutes] : null]
      : []),
  ];
}

function fromCompact(value: unknown, version: number): SharePayload {
  const length = version === FIRST_VERSION ? 8 : 10;
  const [name, style, feedback, weights, knobs, rules, seed, model, lean = null, gap = null] = list(
    value,
    length,
    length,
  );
  const [styleWeight, likes, dislikes] = list(weights, 3, 3).map((item) => number(item, 0, 5));
  const [familiarity, variety] = list(knobs, 2, 2).map((item) =>
    item === null ? undefined : number(item, 0, 1),
  );
  const [newToMe, noExplicit] = rules === null ? [] : list(rules, 2, 2).map(truth);
  return {
    version: 1,
    name: text(name, 80),
    style: pairs(style, 1, (weight) => number(weight, Number.MIN_VALUE, 100)),
    feedback: pairs(feedback, 0, (weight) => number(weight, -1, 1)),
    weights: { style: styleWeight ?? 0, likes: likes ?? 0, dislikes: dislikes ?? 0 },
    ...(familiarity !== undefined && { familiarity }),
    ...(variety !== undefined && { variety }),
    ...(newToMe !== undefined &&
      noExplicit !== undefined && { rules: { new_to_me: newToMe, no_explicit: noExplicit } }),
    ...(lean !== null && { lean: toLean(lean) }),
    ...(gap !== null && { artist_gap: toGap(gap) }),
    seed: whole(number(seed, 0, 4_294_967_295)),
    model: text(model, 64, 0),
  };
}

function toLean(value: unknown): NonNullable<SharePayload["lean"]> {
  const [x, y, pull] = list(value, 3, 3);
  return { x: number(x, -1, 1), y: number(y, -1, 1), pull: number(pull, 0, 1) };
}

function toGap(value: unknown): NonNullable<SharePayload["artist_gap"]> {
  const [songs, minutes] = list(value, 2, 2);
  return { songs: whole(number(songs, 5, 50)), minutes: whole(number(minutes, 15, 720)) };
}

function pairs(value: unknown, least: number, weigh: (weight: unknown) => number): Pairs {
  const items = list(value, 2 * least, 2 * MAX_NAMES);
  if (items.length % 2 !== 0) throw refuse(messages.foreign);
  return Array.from({ length: items.length / 2 }, (_, index) => ({
    name: text(items[2 * index], 300),
    weight: weigh(items[2 * index + 1]),
  }));
}

function list(value: unknown, least: number, most: number): unknown[] {
  if (Array.isArray(value) && value.length >= least && value.length <= most) return value;
  throw refuse(messages.foreign);
}

function text(value: unknown, most: number, least = 1): string {
  const trimmed = typeof value === "string" ? value.trim() : undefined;
  if (trimmed !== undefined && trimmed.length >= least && trimmed.length <= most) return trimmed;
  throw refuse(messages.foreign);
}

function number(value: unknown, least: number, most: number): number {
  if (typeof value === "number" && value >= least && value <= most) return value;
  throw refuse(messages.foreign);
}

function whole(value: number): number {
  if (Number.isInteger(value)) return value;
  throw refuse(messages.foreign);
}

function truth(value: unknown): boolean {
  if (typeof value === "boolean") return value;
  throw refuse(messages.foreign);
}

const refuse = (message: string, cause?: unknown) => new AppError("invalid_request", message, { cause });

function toBase64Url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}
