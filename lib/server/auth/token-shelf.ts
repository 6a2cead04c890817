// What a refresh of tokens gave, for the other replicas: one of them refreshes, the others find the result in the store.
// Encrypted with the installation's secret, under the listener's prefix, and gone when the access token is. Without the store each
// replica goes on alone.

import { randomUUID } from "node:crypto";
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { isAppError } from "@/lib/errors";
import type { KeyValueStore } from "@/lib/store/store";
import { AUTH_TIMEOUT_MS } from "./settings";

export type Tokens = {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Unix milliseconds. */
  readonly expiresAt: number;
};

export interface TokenShelf {
  /** What the refresh under this key, a listener's and made of the refresh token's hash, gave; undefined = nothing there, or the store cannot be asked. */
  find(key: string): Promise<Tokens | undefined>;
  keep(key: string, tokens: Tokens): Promise<void>;
  /** May this replica refresh now? False while another one does. True where the store cannot be asked. */
  claim(key: string): Promise<boolean>;
  release(key: string): Promise<void>;
}

export type TokenShelfOptions = {
  readonly store: KeyValueStore;
  readonly secret: string;
  readonly now: () => number;
};

/** A replica that died while it refreshed holds the others up for no longer than this. */
const CLAIM_MS = AUTH_TIMEOUT_MS + 2_000;
/** Sets the key apart from the session cookie's, so that neither is ever taken for the other. */
const SALT = "refreshed-tokens";

const keptSchema = z.object({ accessToken: z.string(), refreshToken: z.string(), expiresAt: z.number() });

export function createTokenShelf({ store, secret, now }: TokenShelfOptions): TokenShelf {
  const replica = randomUUID();
  return {
    find: (key) =>
      orElse(undefined, async () => {
        const token = z.string().safeParse(await store.get(resultKey(key)));
        if (!token.success) return undefined;
        const payload = await decode({ token: token.data, secret, salt: SALT }).catch(() => null);
        const kept = keptSchema.safeParse(payload);
        return kept.success ? kept.data : undefined;
      }),
    keep: (key, tokens) =>
      orElse(undefined, async () => {
        const ttlMs = tokens.expiresAt - now();
        if (ttlMs <= 0) return;
        const { accessToken, refreshToken, expiresAt } = tokens;
        const token = { accessToken, refreshToken, expiresAt };
        const value = await encode({ token, secret, salt: SALT, maxAge: Math.ceil(ttlMs / 1_000) });
        await store.set(resultKey(key), value, { ttlMs });
      }),
    claim: (key) =>
      orElse(true, async () => {
        const holder = await store.update(claimKey(key), (value) =>
          value === undefined ? { value: replica, ttlMs: CLAIM_MS } : "keep",
        );
        return holder === replica;
      }),
    release: (key) =>
      orElse(undefined, async () => {
        await store.update(claimKey(key), (value) => (value === replica ? "delete" : "keep"));
      }),
  };
}

/** The store helps; signing in must not depend on it. */
function orElse<Result>(instead: Result, call: () => Promise<Result>): Promise<Result> {
  return call().catch((error: unknown) => {
    if (isAppError(error)) return instead;
    throw error;
  });
}

const resultKey = (key: string) => `${key}:result`;
const claimKey = (key: string) => `${key}:claim`;
