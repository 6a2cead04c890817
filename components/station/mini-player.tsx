"use client";

import { usePathname } from "next/navigation";
import { Suspense } from "react";
import { useStore } from "zustand";
import { late } from "@/components/ui/late";
import { useRadio } from "./radio-provider";

const MiniBar = late(() => import("./mini-bar"));

/** What plays, while the listener is on another page than its station's. */
export function MiniPlayer() {
  const { radio } = useRadio();
  const id = useStore(radio.active, (state) => state.id);
  const path = usePathname();
  if (id === undefined || path === `/station/${encodeURIComponent(id)}`) return null;
  return (
    <Suspense>
      <MiniBar station={radio.station(id)} />
    </Suspense>
  );
}
