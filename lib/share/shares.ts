// Short share links: a taste kept in the store under a code that its owner can change and revoke and that expires.
// A shared station is a seed like any other, so the station use cases play it unchanged.

import { createHash } from "node:crypto";
import { z } from "zod";
import { AppError } from "@/lib/errors";
import { listenerKey } from "@/lib/store/listener-keys";
import type { Change, KeyValueStore } from "@/lib/store/store";
import { isCode, makeCode } from "./code";
import { type SharePayload, sharePayloadSchema } from "./payload";

const sharedSchema = z.object({
  payload: sharePayloadSchema,
  owner: z.string(),
  /** The station it was made from; a follower never learns of it. */
  stationId: z.string(),
  /** A live share follows its station: the owner's page sends every change of it. */
  live: z.boolean(),
  /** When it goes on the air as a broadcast, Unix milliseconds; its taste then stands. */
  startsAt: z.number().optional(),
  expiresAt: z.number(),
  /** Marks of the listeners who follow: they can be counted, not read back. */
  followers: z.array(z.string()),
});
export type Share = z.infer<typeof sharedSchema>;

/** Counted from the last change by the owner. */
export const SHARE_TTL_MS = 90 * 86_400_000;
const MAX_FOLLOWERS = 5_000;
/** Links of one listener, and stations that one listener follows. */
const MAX_LISTED = 100;

export type ShareDeps = {
  readonly store: KeyValueStore;
  readonly now: () => number;
  /** Cryptographically random bytes. */
  readonly randomBytes: (count: number) => Uint8Array;
};

type CreateShareInput = Pick<Share, "payload" | "owner" | "stationId" | "live" | "startsAt">;

/** Keeps a payload for {@link SHARE_TTL_MS} and returns the code that opens it. */
export async function createShare(
  deps: ShareDeps,
  input: CreateShareInput,
): Promise<{ code: string; expiresAt: number }> {
  const code = makeCode(deps.randomBytes);
  const expiresAt = deps.now() + SHARE_TTL_MS;
  const share: Share = { ...input, expiresAt, followers: [] };
  await deps.store.set(shareKey(code), share, { ttlMs: SHARE_TTL_MS });
  await addToList(deps, ownListKey(input.owner), code);
  return { code, expiresAt };
}

/** Throws AppError("gone") when the code was revoked, has expired or never was: the three are not told apart. */
export async function openShare(
  deps: { readonly store: Pick<KeyValueStore, "get"> },
  code: string,
): Promise<Share> {
  const share = isCode(code) ? parseShare(await deps.store.get(shareKey(code))) : undefined;
  if (share) return share;
  throw gone();
}

/** Puts a newer taste under the same code. Throws as openShare, or AppError("forbidden") for anybody but its owner. */
export async function updateShare(
  deps: ShareDeps,
  code: string,
  { owner, payload }: { readonly owner: string; readonly payload: SharePayload },
): Promise<Share> {
  const expiresAt = deps.now() + SHARE_TTL_MS;
  return changeShare(deps, code, (share) => {
    if (share.owner !== owner) throw forbidden("change");
    if (share.startsAt !== undefined) {
      throw new AppError("invalid_request", "A broadcast stands as it was made. Make another one.");
    }
    return { ...share, payload, expiresAt };
  });
}

/** Takes a link back at once. Throws as openShare, or AppError("forbidden") for anybody but its owner. */
export async function revokeShare(
  deps: Pick<ShareDeps, "store">,
  code: string,
  owner: string,
): Promise<void> {
  await deps.store.update(shareKey(code), (value) => {
    const share = parseShare(value);
    if (!share) throw gone();
    if (share.owner !== owner) throw forbidden("withdraw");
    return "delete";
  });
  await dropFromList(deps, ownListKey(owner), [code]);
}

export type ListedShare = { readonly code: string; readonly share: Share };

/** The owner's links that still work, newest first. */
export const listShares = (deps: Pick<ShareDeps, "store">, owner: string): Promise<ListedShare[]> =>
  openListed(deps, ownListKey(owner));

/** Following twice is following once. Throws as openShare, or AppError("too_large") for a share with too many. */
export async function followShare(deps: ShareDeps, code: string, listenerId: string): Promise<void> {
  const mark = markOf(code, listenerId);
  await changeShare(deps, code, (share) => {
    if (share.followers.includes(mark)) return share;
    if (share.followers.length >= MAX_FOLLOWERS) {
      throw new AppError("too_large", `This station has ${MAX_FOLLOWERS} followers; it takes no more.`);
    }
    return { ...share, followers: [...share.followers, mark] };
  });
  await addToList(deps, followListKey(listenerId), code);
}

/** Harmless for a share that is not followed or is gone. */
export async function unfollowShare(deps: ShareDeps, code: string, listenerId: string): Promise<void> {
  const mark = markOf(code, listenerId);
  await deps.store.update(shareKey(code), (value) => {
    const share = parseShare(value);
    if (!share?.followers.includes(mark)) return "keep";
    return toChange(deps, { ...share, followers: share.followers.filter((other) => other !== mark) });
  });
  await dropFromList(deps, followListKey(listenerId), [code]);
}

/** The stations that a listener follows and that still are, newest first. */
export const listFollowed = (deps: Pick<ShareDeps, "store">, listenerId: string): Promise<ListedShare[]> =>
  openListed(deps, followListKey(listenerId));

export const isFollowing = (share: Share, code: string, listenerId: string): boolean =>
  share.followers.includes(markOf(code, listenerId));

/** Deletes what sharing knows of a listener: links are withdrawn, nobody is followed any more. Counts them. */
export async function forgetListener(
  deps: ShareDeps,
  listenerId: string,
): Promise<{ readonly links: number; readonly followed: number }> {
  const [own, followed] = await Promise.all([listShares(deps, listenerId), listFollowed(deps, listenerId)]);
  await Promise.all([
    ...own.map(({ code }) => deps.store.delete(shareKey(code))),
    ...followed.map(({ code }) => unfollowShare(deps, code, listenerId)),
  ]);
  await Promise.all([
    deps.store.delete(ownListKey(listenerId)),
    deps.store.delete(followListKey(listenerId)),
  ]);
  return { links: own.length, followed: followed.length };
}

async function changeShare(deps: ShareDeps, code: string, change: (share: Share) => Share): Promise<Share> {
  if (!isCode(code)) throw gone();
  const value = await deps.store.update(shareKey(code), (found) => {
    const share = parseShare(found);
    if (!share) throw gone();
    return toChange(deps, change(share));
  });
  return sharedSchema.parse(value);
}

const toChange = ({ now }: ShareDeps, share: Share): Change => ({
  value: share,
  ttlMs: Math.max(1, share.expiresAt - now()),
});

const listSchema = z.array(z.string()).catch([]);

async function addToList({ store }: Pick<ShareDeps, "store">, key: string, code: string): Promise<void> {
  await store.update(key, (value) => ({
    value: [...new Set([code, ...listSchema.parse(value)])].slice(0, MAX_LISTED),
    ttlMs: 2 * SHARE_TTL_MS,
  }));
}

async function dropFromList(
  { store }: Pick<ShareDeps, "store">,
  key: string,
  codes: readonly string[],
): Promise<void> {
  await store.update(key, (value) => {
    const rest = listSchema.parse(value).filter((code) => !codes.includes(code));
    return rest.length === 0 ? "delete" : { value: rest, ttlMs: 2 * SHARE_TTL_MS };
  });
}

async function openListed(deps: Pick<ShareDeps, "store">, key: string): Promise<ListedShare[]> {
  const codes = listSchema.parse(await deps.store.get(key));
  const found = await Promise.all(
    codes.map(async (code) => ({ code, share: parseShare(await deps.store.get(shareKey(code))) })),
  );
  return found.flatMap(({ code, share }) => (share ? [{ code, share }] : []));
}

function parseShare(value: unknown): Share | undefined {
  const parsed = sharedSchema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

/** Different for each share, so that two owners cannot find a follower that they share. */
const markOf = (code: string, listenerId: string): string =>
  createHash("sha256").update(`${code}/${listenerId}`).digest("base64url").slice(0, 12);

const gone = () =>
  new AppError(
    "gone",
    "This shared station has expired, was withdrawn or never existed. Ask for a new link.",
  );
const forbidden = (what: string) =>
  new AppError("forbidden", `Only the listener who shared this station can ${what} it.`);

const shareKey = (code: string) => `share:${code}`;
const ownListKey = (listenerId: string) => listenerKey(listenerId, "shares");
const followListKey = (listenerId: string) => listenerKey(listenerId, "followed");
