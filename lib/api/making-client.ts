// Fetchers of what a page asks for only when a station is made, edited or given another model.
// Apart from client.ts, so that the station page does not carry them.

import { queryOptions } from "@tanstack/react-query";
import { type Answer, call, type RequestOptions } from "./client";
import type { EditStation, SourceBody } from "./schemas";

export type Model = Answer<"modelsResponseSchema">["models"][number];

export const modelsOptions = () =>
  queryOptions({
    queryKey: ["models"],
    queryFn: ({ signal }) =>
      call<Answer<"modelsResponseSchema">>("/api/models", { signal, fields: ["models"] }),
    staleTime: 60_000,
  });

export type Playlist = Answer<"playlistsResponseSchema">["playlists"][number];

export const playlistsOptions = () =>
  queryOptions({
    queryKey: ["playlists"],
    queryFn: ({ signal }) =>
      call<Answer<"playlistsResponseSchema">>("/api/playlists", { signal, fields: ["playlists"] }),
    staleTime: 60_000,
  });

/** How many completions a field offers. */
const COMPLETIONS = "6";

/** What a text may mean: words of the tag vocabulary, and artists. */
export const fetchSeeds = (text: string, { signal }: RequestOptions = {}) => {
  const query = new URLSearchParams({ q: text, limit: COMPLETIONS });
  return call<Answer<"seedsResponseSchema">>(`/api/seeds?${query}`, {
    ...(signal ? { signal } : {}),
    fields: ["phrases", "whole", "artists"],
  });
};

export const completeArtists = async (text: string, { signal }: RequestOptions = {}) => {
  const query = new URLSearchParams({ q: text, limit: COMPLETIONS });
  const answer = await call<Answer<"artistsResponseSchema">>(`/api/artists?${query}`, {
    ...(signal ? { signal } : {}),
    fields: ["artists"],
  });
  return answer.artists;
};

/** What a mixture would play; the same mixture is asked for once. */
export const draftOptions = (sources: readonly SourceBody[]) =>
  queryOptions({
    queryKey: ["draft", sources],
    queryFn: ({ signal }) =>
      call<Answer<"draftResponseSchema">>("/api/stations/draft", {
        signal,
        method: "POST",
        body: { sources },
        fields: ["artists", "style", "unknown"],
      }),
    staleTime: 300_000,
    retry: false,
  });

export const editStation = (id: string, body: EditStation) =>
  call<Answer<"editStationResponseSchema">>(`/api/stations/${encodeURIComponent(id)}`, {
    method: "PATCH",
    body,
    fields: ["station", "removed", "unknown"],
  });

export const deleteStation = (id: string) =>
  call<void>(`/api/stations/${encodeURIComponent(id)}`, { method: "DELETE", fields: [] });

export const restoreStation = (id: string) =>
  call<Answer<"restoreStationResponseSchema">>(`/api/stations/${encodeURIComponent(id)}/restore`, {
    method: "POST",
    fields: ["station"],
  });
