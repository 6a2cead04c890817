"use client";

import { useSyncExternalStore } from "react";
import { StationScreen } from "./station-screen";
import { StationSkeleton } from "./station-skeleton";

/** A station's state lives in the browser, so the server can only draw its outline. */
export function StationPage({ id }: { readonly id: string }) {
  const isInBrowser = useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
  return isInBrowser ? <StationScreen key={id} id={id} /> : <StationSkeleton />;
}
