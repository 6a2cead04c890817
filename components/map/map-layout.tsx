"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Strip } from "@/components/ui/strip";
import { isAppError } from "@/lib/api/client";
import { mapMessages } from "./map-messages";
import { fetchMapSheet, type MapSheet } from "./map-sheet";

/** The sheet of a model, fetched once a visit; the browser keeps it for the next. */
export const useMapSheet = (model: string | undefined) =>
  useQuery({
    queryKey: ["map", model],
    queryFn: ({ signal }) => fetchMapSheet(model, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 600_000,
    retry: false,
  });

/** The map where it is loading, and where it could not be loaded. */
export function MapAwaited({
  query,
  children,
}: {
  readonly query: ReturnType<typeof useMapSheet>;
  readonly children: (sheet: MapSheet) => ReactNode;
}) {
  const { data, error, refetch, isFetching } = query;
  if (data) return children(data);
  return (
    <div className="grid size-full place-items-center bg-sunk p-6">
      {error && !isFetching ? (
        <Strip
          action={
            isAppError(error, "not_found") ? undefined : (
              <Button look="quiet" onClick={() => void refetch()}>
                {mapMessages.retry}
              </Button>
            )
          }
        >
          {isAppError(error) ? error.message : mapMessages.failed}
        </Strip>
      ) : (
        <p role="status" className="animate-pulse text-ink-3 motion-reduce:animate-none">
          {mapMessages.loading}
        </p>
      )}
    </div>
  );
}
