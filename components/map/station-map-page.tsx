"use client";

import { useSyncExternalStore } from "react";
import { StationMap } from "./station-map";

/** A station's state lives in the browser, and so does its map. */
export function StationMapPage({ id }: { readonly id: string }) {
  const isInBrowser = useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
  return (
    <div className="min-h-[calc(100dvh-var(--above)-var(--below))]">
      {isInBrowser && <StationMap key={id} id={id} />}
    </div>
  );
}
