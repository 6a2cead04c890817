"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { messages } from "@/components/messages";
import { keepTaste } from "@/components/station/saved";
import { Button } from "@/components/ui/button";
import { Strip } from "@/components/ui/strip";
import type { Taste } from "@/lib/api/schemas";
import { tasteOptions } from "@/lib/api/sharing";
import { hashString } from "@/lib/core/rng";
import { decodeLink } from "@/lib/share/link";
import { sharedMessages } from "./shared-messages";
import { DeadLink, TastePage, TasteSkeleton, type Viewer } from "./taste-page";

/** What a link leads to that holds its taste: read in this browser, and kept in it to be played. */
export function LinkedStation(viewer: Viewer) {
  const fragment = useSyncExternalStore(
    onFragment,
    () => window.location.hash,
    () => undefined,
  );
  const { data: taste, error } = useQuery({
    queryKey: ["link", fragment],
    queryFn: () => decodeLink(fragment ?? ""),
    enabled: fragment !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (error) return <DeadLink title={sharedMessages.brokenTitle} text={error.message} />;
  if (!taste) return <TasteSkeleton />;
  return <Opened {...viewer} taste={taste} stationId={toStationId(taste)} />;
}

function Opened({
  taste,
  stationId,
  ...viewer
}: Viewer & { readonly taste: Taste; readonly stationId: string }) {
  useEffect(() => keepTaste(stationId, taste, window.localStorage), [stationId, taste]);
  const { data, error, refetch } = useQuery(tasteOptions(stationId, taste));
  const fault = error && (
    <div className="mt-4">
      <Strip
        action={
          <Button look="quiet" onClick={() => void refetch()}>
            {messages.notice.retry}
          </Button>
        }
      >
        {sharedMessages.preview} {error.message}
      </Strip>
    </div>
  );
  return (
    <TastePage {...viewer} taste={taste} stationId={stationId} preview={data} fault={fault ?? undefined}>
      {sharedMessages.inLink}
    </TastePage>
  );
}

/** The same taste has the same id, so that a link opened twice is one station with one history. */
function toStationId(taste: Taste): string {
  const text = JSON.stringify(taste);
  return `l-${hashString(text).toString(36)}${hashString(`${text}/`).toString(36)}`;
}

function onFragment(changed: () => void): () => void {
  window.addEventListener("hashchange", changed);
  return () => window.removeEventListener("hashchange", changed);
}
