// Ids like Spotify's (22 characters of base62, 128 bits) that can be read back without a table.
// An id holds what it names (kind), whose it is (64-bit key of a name) and which (n), scrambled so that it looks like any other.
import { hash32 } from "./random";

export const KINDS = { artist: 1, album: 2, track: 3, playlist: 4, episode: 5, show: 6 } as const;
export type Kind = keyof typeof KINDS;

export type IdParts = { readonly kind: Kind; readonly owner: bigint; readonly n: number };

const ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const FIVE_DIGITS = 62n ** 5n;
const MASK = (1n << 64n) - 1n;
/** Tells a real id from 22 characters that merely look like one. */
const CHECK = 0x5a4d_b0n;
const KEYS = [0x9e3779b97f4a7c15n, 0xd1b54a32d192ed03n] as const;

/** 64-bit key of a name; equal names (by the caller's folding) have equal keys. */
export function keyOf(name: string): bigint {
  return (BigInt(hash32(name)) << 32n) | BigInt(hash32(`${name}\u0000`));
}

export function encodeId({ kind, owner, n }: IdParts): string {
  let low = (CHECK << 40n) | (BigInt(KINDS[kind]) << 32n) | BigInt(n);
  let high = owner;
  low ^= mix(high ^ KEYS[0]);
  high ^= mix(low ^ KEYS[1]);
  return toBase62((high << 64n) | low);
}

/** What an id names, or undefined if the sandbox never made it. */
export function decodeId(id: string): IdParts | undefined {
  if (!/^[0-9A-Za-z]{22}$/.test(id)) return undefined;
  const value = fromBase62(id);
  if (value >> 128n !== 0n) return undefined;
  let high = value >> 64n;
  let low = value & MASK;
  high ^= mix(low ^ KEYS[1]);
  low ^= mix(high ^ KEYS[0]);
  if (low >> 40n !== CHECK) return undefined;
  const code = Number((low >> 32n) & 0xffn);
  const kind = kindOf(code);
  return kind && { kind, owner: high, n: Number(low & 0xffff_ffffn) };
}

/** `spotify:track:ID` to its parts; undefined for anything else. */
export function parseUri(uri: string): { kind: string; id: string } | undefined {
  const match = /^spotify:([a-z]+):([0-9A-Za-z]{22})$/.exec(uri);
  return match?.[1] && match[2] ? { kind: match[1], id: match[2] } : undefined;
}

function kindOf(code: number): Kind | undefined {
  for (const [kind, value] of Object.entries(KINDS)) if (value === code && isKind(kind)) return kind;
  return undefined;
}

function isKind(text: string): text is Kind {
  return text in KINDS;
}

/** The finaliser of splitmix64: one round of a two-round Feistel network. */
function mix(value: bigint): bigint {
  let z = value & MASK;
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK;
  return z ^ (z >> 31n);
}

/** Five digits at a time, because numbers divide far faster than bigints. */
function toBase62(value: bigint): string {
  let text = "";
  let rest = value;
  while (text.length < 25) {
    let five = Number(rest % FIVE_DIGITS);
    rest /= FIVE_DIGITS;
    for (let i = 0; i < 5; i++) {
      text = ALPHABET.charAt(five % 62) + text;
      five = Math.floor(five / 62);
    }
  }
  return text.slice(-22);
}

function fromBase62(text: string): bigint {
  let value = 0n;
  for (const character of text) value = value * 62n + BigInt(ALPHABET.indexOf(character));
  return value;
}
