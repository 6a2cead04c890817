"use client";

import dynamic from "next/dynamic";
import { StationSkeleton } from "./station-skeleton";

// The station's state lives in the browser, so the server can only draw its outline.
const StationScreen = dynamic(() => import("./station-screen").then((module) => module.StationScreen), {
  ssr: false,
  loading: () => <StationSkeleton />,
});

export function StationPage({ id }: { readonly id: string }) {
  return <StationScreen key={id} id={id} />;
}
