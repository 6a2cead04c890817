// Short share links: a taste kept in the store under a code that its owner can revoke and that expires.
// A shared station is a seed like any other, so the station use cases play it unchanged.

import { z } from "zod";
import { AppError } from "@/lib/errors";
import type { KeyValueStore } from "@/lib/store/store";
import { type SharePayload, sharePayloadSchema } from "./payload";

const sharedSchema = z.object({ payload: sharePayloadSchema, owner: z.string(), expiresAt: z.number() });
export type Share = z.infer<typeof sharedSchema>;

export const SHARE_TTL_MS = 90 * 86_400_000;

const ALPHABET = "23456789abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ";
/** 14 letters of 55 are 80 bits: not to be guessed. */
const CODE_LENGTH = 14;
const CODE_PATTERN = new RegExp(`^[${ALPHABET}]{${CODE_LENGTH}}$`);

export type ShareDeps = {
  readonly store: KeyValueStore;
  readonly now: () => number;
  /** Cryptographically random bytes. */
  readonly randomBytes: (count: number) => Uint8Array;
};

/** Keeps a payload for {@link SHARE_TTL_MS} and returns the code that opens it. */
export async function createShare(
  deps: ShareDeps,
  input: { readonly payload: SharePayload; readonly owner: string },
): Promise<{ code: string; expiresAt: number }> {
  const code = makeCode(deps.randomBytes);
  const expiresAt = deps.now() + SHARE_TTL_MS;
  await deps.store.set(shareKey(code), { ...input, expiresAt } satisfies Share, { ttlMs: SHARE_TTL_MS });
  return { code, expiresAt };
}

/** Throws AppError("gone") when the code was revoked, has expired or never was: the three are not told apart. */
export async function openShare(deps: Pick<ShareDeps, "store">, code: string): Promise<Share> {
  const kept = CODE_PATTERN.test(code)
    ? sharedSchema.safeParse(await deps.store.get(shareKey(code)))
    : undefined;
  if (kept?.success) return kept.data;
  throw new AppError(
    "gone",
    "This shared station has expired, was withdrawn or never existed. Ask for a new link.",
  );
}

/** Takes a link back at once. Throws as openShare, or AppError("forbidden") for anybody but its owner. */
export async function revokeShare(
  deps: Pick<ShareDeps, "store">,
  code: string,
  owner: string,
): Promise<void> {
  const share = await openShare(deps, code);
  if (share.owner !== owner)
    throw new AppError("forbidden", "Only the listener who shared this station can withdraw it.");
  await deps.store.delete(shareKey(code));
}

function makeCode(randomBytes: ShareDeps["randomBytes"]): string {
  let code = "";
  while (code.length < CODE_LENGTH) {
    for (const byte of randomBytes(CODE_LENGTH)) {
      // Bytes beyond the last whole multiple would favour the first letters.
      if (byte < 256 - (256 % ALPHABET.length) && code.length < CODE_LENGTH)
        code += ALPHABET[byte % ALPHABET.length];
    }
  }
  return code;
}

const shareKey = (code: string) => `share:${code}`;
