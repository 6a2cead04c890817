"use client";

import clsx from "clsx";
import { Suspense, useEffect, useState } from "react";
import { late } from "@/components/ui/late";
import { DeviceIcon } from "./device-icon";
import { deviceMessages as words } from "./device-messages";
import { getOutputs } from "./open-device-player";
import type { Output } from "./outputs";

const DeviceDialog = late(() => import("./device-dialog"));

/** The way to another device, and where it plays if that is not here. */
export default function DevicePicker() {
  const [isOpen, setOpen] = useState(false);
  const output = useOutput(isOpen);
  const label = output ? words.playingOn(output.name) : words.choose;
  return (
    <>
      <button
        type="button"
        aria-label={label}
        title={label}
        onClick={() => setOpen(true)}
        className={clsx(
          "inline-flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-full transition-colors duration-150",
          output ? "px-2 text-amber-ink" : "text-ink-2 hover:text-ink",
        )}
      >
        <DeviceIcon />
        {output && <bdi className="max-w-36 truncate text-small">{output.name}</bdi>}
      </button>
      <Suspense>{isOpen && <DeviceDialog onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}

/** `moment` changes when the player may have come into being since. */
function useOutput(moment: unknown): Output | undefined {
  const [output, setOutput] = useState<Output | undefined>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the player is fetched beside this, and tells nobody.
  useEffect(() => {
    const outputs = getOutputs();
    if (!outputs) return;
    setOutput(outputs.store.getState().output);
    const stop = outputs.store.subscribe((state) => setOutput(state.output));
    // On a device the music may have been paused or changed by hand meanwhile.
    const look = () => document.visibilityState === "visible" && outputs.look();
    document.addEventListener("visibilitychange", look);
    return () => {
      stop();
      document.removeEventListener("visibilitychange", look);
    };
  }, [moment]);
  return output;
}
