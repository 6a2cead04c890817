"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { useStore } from "zustand";
import { messages } from "@/components/messages";
import { showToast } from "@/components/ui/toast";
import type { Capabilities } from "@/lib/api/capabilities";
import { getBrowserRadio } from "./browser-radio";
import type { Radio } from "./radio";
import type { StationState, StationStore } from "./station-store";

export type ListenerInfo = { readonly id: string; readonly name: string; readonly imageUrl?: string };

export type RadioInfo = {
  /** Also the name of its way to sign in. */
  readonly musicService: string;
  readonly serviceLabel: string;
  readonly capabilities: Capabilities;
  readonly sdkUrl?: string;
  readonly listener: ListenerInfo;
};

type RadioContextValue = { readonly radio: Radio; readonly info: RadioInfo };

/** For what stands in for the provider below. */
export const RadioContext = createContext<RadioContextValue | undefined>(undefined);

/** Holds the radio above the pages, so that the music goes on while the listener looks around. */
export function RadioProvider({
  info,
  children,
}: {
  readonly info: RadioInfo;
  readonly children: ReactNode;
}) {
  const [radio] = useState(() => getBrowserRadio(info));
  useEffect(() => {
    const save = () => radio.save();
    // An emptied storage has no key: the listener has disconnected in another tab.
    const leave = (event: StorageEvent) => {
      if (event.key !== null) return;
      radio.forget();
      location.replace("/goodbye");
    };
    window.addEventListener("storage", leave);
    window.addEventListener("pagehide", save);
    document.addEventListener("visibilitychange", save);
    const timer = setInterval(save, 5_000);
    return () => {
      window.removeEventListener("storage", leave);
      window.removeEventListener("pagehide", save);
      document.removeEventListener("visibilitychange", save);
      clearInterval(timer);
    };
  }, [radio]);
  useEffect(
    () =>
      radio.player.subscribe((signal) => {
        if (signal.type === "unplayable") showToast({ text: messages.player.unplayable(signal.title) });
      }),
    [radio],
  );
  return <RadioContext value={{ radio, info }}>{children}</RadioContext>;
}

export function useRadio(): RadioContextValue {
  const value = useContext(RadioContext);
  if (!value) throw new Error("useRadio needs a RadioProvider above it.");
  return value;
}

export const useStationState = <T,>(station: StationStore, select: (state: StationState) => T): T =>
  useStore(station.store, select);
