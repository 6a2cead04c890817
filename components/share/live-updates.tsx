"use client";

import { useEffect } from "react";
import type { StationStore } from "@/components/station/station-store";
import { isAppError } from "@/lib/api/client";
import { updateShare } from "@/lib/api/sharing";
import { liveLinks, setLiveLink } from "./live-links";
import { toShareRequest } from "./share-request";

type LiveUpdatesProps = {
  readonly station: StationStore;
  readonly name: string;
  readonly listenerId: string;
};

/** So many changes in a row, e.g. of a knob that turns, are one. */
const REST_MS = 4_000;

/** Sends a station's changes to its live links while the station is open. Draws nothing. */
export default function LiveUpdates({ station, name, listenerId }: LiveUpdatesProps) {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const send = () => {
      timer = undefined;
      for (const [code, { withFeedback }] of Object.entries(liveLinks(listenerId, station.id))) {
        updateShare(code, toShareRequest(station, name, withFeedback)).catch((error: unknown) => {
          // Withdrawn elsewhere, or expired. Anything else is made up for by the next change.
          if (isAppError(error, "gone")) setLiveLink(listenerId, station.id, code, undefined);
        });
      }
    };
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(send, REST_MS);
    };
    // What changed while another page was open goes first.
    wait();
    const stop = station.store.subscribe((state, before) => {
      if (state.moment !== before.moment) wait();
    });
    return () => {
      stop();
      if (timer === undefined) return;
      clearTimeout(timer);
      send();
    };
  }, [station, name, listenerId]);
  return null;
}
