// Fetchers of what a page asks for only when a station is made, edited or given another model.
// Apart from client.ts, so that the station page does not carry them.

import { queryOptions } from "@tanstack/react-query";
import { type Answer, call } from "./client";

export type Model = Answer<"modelsResponseSchema">["models"][number];

export const modelsOptions = () =>
  queryOptions({
    queryKey: ["models"],
    queryFn: ({ signal }) =>
      call<Answer<"modelsResponseSchema">>("/api/models", { signal, fields: ["models"] }),
    staleTime: 60_000,
  });
