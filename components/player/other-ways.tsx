"use client";

import { Suspense, useState } from "react";
import { useRadio, useStationState } from "@/components/station/radio-provider";
import type { StationStore } from "@/components/station/station-store";
import { Button, buttonClass } from "@/components/ui/button";
import { late } from "@/components/ui/late";
import { deviceMessages as words } from "./device-messages";

const DeviceDialog = late(() => import("./device-dialog"));

type OtherWaysProps = {
  readonly station: StationStore;
  /** The account may steer devices; without the paid plan the service lets it open songs in its own program only. */
  readonly withDevices: boolean;
};

/** What is left where this browser cannot play: another device, or the song at the service itself. */
export default function OtherWays({ station, withDevices }: OtherWaysProps) {
  const { info } = useRadio();
  const url = useStationState(station, (state) => state.current?.pick.url);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {withDevices && (
        <Button look="quiet" onClick={() => setOpen(true)}>
          {words.choose}
        </Button>
      )}
      {url && (
        <a href={url} target="_blank" rel="noreferrer" className={buttonClass("quiet")}>
          {words.open(info.serviceLabel)}
        </a>
      )}
      <Suspense>{isOpen && <DeviceDialog onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
