// Fetchers of links, of those who follow them, and of what a taste would play: for pages that load them when needed.

import { queryOptions } from "@tanstack/react-query";
import { type Answer, call, type RequestOptions } from "./client";
import type { NextRequest, Taste } from "./schemas";
import type { TastePreviewResponse } from "./share-schemas";

export type ShareRequest = { readonly station_id: string; readonly name: string } & Partial<
  Pick<
    NextRequest,
    | "tracks"
    | "weights"
    | "familiarity"
    | "variety"
    | "model"
    | "new_to_me"
    | "no_explicit"
    | "seed"
    | "taste"
  >
>;

export const createShare = (body: ShareRequest & { readonly live?: boolean; readonly starts_at?: number }) =>
  call<Answer<"shareResponseSchema">>("/api/shares", {
    method: "POST",
    body,
    fields: ["code", "url", "expires_at"],
  });

export const revokeShare = (code: string) =>
  call<void>(`/api/shares/${encodeURIComponent(code)}`, { method: "DELETE", fields: [] });

/** Puts the station as it is now under the code of a live link. */
export const updateShare = (code: string, body: ShareRequest) =>
  call<Answer<"shareResponseSchema">>(`/api/shares/${encodeURIComponent(code)}`, {
    method: "PUT",
    body,
    fields: ["expires_at"],
  });

export const setFollowing = (code: string, following: boolean) =>
  call<void>(`/api/shares/${encodeURIComponent(code)}/follow`, {
    method: following ? "PUT" : "DELETE",
    fields: [],
  });

export const ownSharesOptions = () =>
  queryOptions({
    queryKey: ["shares"],
    queryFn: ({ signal }) =>
      call<Answer<"ownSharesResponseSchema">>("/api/shares", { signal, fields: ["shares"] }),
  });

export const followedOptions = () =>
  queryOptions({
    queryKey: ["followed"],
    queryFn: ({ signal }) =>
      call<Answer<"followedResponseSchema">>("/api/followed", { signal, fields: ["stations"] }),
  });

/** The same for a link that holds the taste itself. */
export const readTaste = async (body: ShareRequest) =>
  (await call<Answer<"tasteResponseSchema">>("/api/tastes", { method: "POST", body, fields: ["taste"] }))
    .taste;

const previewTaste = (taste: Taste, options: RequestOptions = {}) =>
  call<TastePreviewResponse>("/api/tastes/preview", {
    ...options,
    method: "POST",
    body: { taste },
    fields: ["same_model", "artists"],
  });

export const tasteOptions = (id: string, taste: Taste) =>
  queryOptions({ queryKey: ["taste", id], queryFn: ({ signal }) => previewTaste(taste, { signal }) });

export type Broadcast = Answer<"broadcastResponseSchema">;

export const fetchBroadcast = (code: string, at?: number, options: RequestOptions = {}) =>
  call<Broadcast>(
    `/api/shares/${encodeURIComponent(code)}/broadcast${at === undefined ? "" : `?at=${Math.round(at)}`}`,
    { ...options, fields: ["now", "starts_at", "slots"] },
  );
