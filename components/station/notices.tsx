"use client";

import { Suspense, useEffect, useSyncExternalStore } from "react";
import { useStore } from "zustand";
import { SignInLink } from "@/components/chrome/sign-in-link";
import { messages } from "@/components/messages";
import { browserLine } from "@/components/player/line";
import { Button } from "@/components/ui/button";
import { fetchParts, late } from "@/components/ui/late";
import { Strip } from "@/components/ui/strip";
import { isWithoutStyle } from "./is-without-style";
import { noticeMessages } from "./notice-messages";
import { useRadio, useStationState } from "./radio-provider";
import type { StationStore } from "./station-store";
import { useNow } from "./use-now";

const OtherWays = late(() => import("@/components/player/other-ways"));

/** Whatever is the matter, one calm line each, with a way forward. */
export default function Notices({ station }: { readonly station: StationStore }) {
  const { isMoving } = useNow(station);
  // Whoever has music has time for the rest of the page, and may be without a line when it is wanted.
  useEffect(() => {
    if (isMoving) void fetchParts();
  }, [isMoving]);
  return (
    <div className="mb-4 space-y-2 empty:hidden">
      <PlayerNotice station={station} />
      <ServiceNotice station={station} />
    </div>
  );
}

function PlayerNotice({ station }: { readonly station: StationStore }) {
  const { radio, info } = useRadio();
  const phase = useStore(radio.player.store, (state) => state.phase);
  const problem = useStore(radio.player.store, (state) => state.problem);
  const stopped = useStationState(station, (state) => state.stopped);
  const isActive = useStore(radio.active, (state) => state.id === station.id);
  const isCutOff = useCutOff(station);
  const text = noticeMessages;
  const playAgain = (label: string, takeOver = false) => (
    <Button
      look="quiet"
      onClick={() => {
        radio.player.activate();
        void station.play({ takeOver });
      }}
    >
      {label}
    </Button>
  );
  const otherWays = info.capabilities.player === "device" && (
    <Suspense>
      <OtherWays station={station} withDevices={problem?.kind !== "no_premium"} />
    </Suspense>
  );
  const againOrElsewhere = (
    <>
      {playAgain(text.retry)}
      {otherWays}
    </>
  );
  if (!isActive) return null;
  if (phase === "elsewhere") return <Strip action={playAgain(text.bringBack)}>{text.elsewhere}</Strip>;
  if (phase === "other_tab") return <Strip action={playAgain(text.playHere, true)}>{text.otherTab}</Strip>;
  if (isCutOff) return <Strip action={playAgain(text.retry)}>{text.noLine}</Strip>;
  if (phase === "offline") return <Strip action={againOrElsewhere}>{text.offline}</Strip>;
  if (stopped) return <Strip action={playAgain(text.retry)}>{text.stopped}</Strip>;
  if (!problem) return null;
  switch (problem.kind) {
    case "no_premium":
      return <Strip action={otherWays}>{text.no_premium(info.serviceLabel)}</Strip>;
    case "unsupported":
      return <Strip action={otherWays}>{text.unsupported}</Strip>;
    case "signed_out":
      return (
        <Strip action={<SignInLink returnTo={`/station/${station.id}`} />}>
          {text.signed_out(info.serviceLabel)}
        </Strip>
      );
    case "unreachable":
      return (
        <Strip action={againOrElsewhere}>{problem.message ?? text.unreachable(info.serviceLabel)}</Strip>
      );
    case "limited":
      return <Strip action={playAgain(text.retry)}>{problem.message}</Strip>;
    default:
      return <Strip>{text[problem.kind]}</Strip>;
  }
}

function ServiceNotice({ station }: { readonly station: StationStore }) {
  const notice = useStationState(station, (state) => state.notice);
  const error = useStationState(station, (state) => state.error);
  const hasQueue = useStationState(station, (state) => state.queue.length > 0);
  const isSaidBelow = useStationState(station, isWithoutStyle);
  const isCutOff = useCutOff(station);
  useEffect(() => {
    if (!error) return;
    return browserLine.subscribe(() => browserLine.isUp() && void station.refresh());
  }, [station, error]);
  if ((!notice && !error) || isSaidBelow || isCutOff) return null;
  const retryAt = notice?.retry_at ?? (error?.retryAfterMs ? Date.now() + error.retryAfterMs : undefined);
  return (
    <Strip
      action={
        error?.code === "not_signed_in" ? (
          <SignInLink returnTo={`/station/${station.id}`} />
        ) : (
          <Button look="quiet" onClick={() => void station.refresh()}>
            {messages.notice.retry}
          </Button>
        )
      }
    >
      {(error ?? notice)?.message} {retryAt && noticeMessages.until(formatClock(retryAt))}{" "}
      {hasQueue && noticeMessages.keepsPlaying}
    </Strip>
  );
}

/** The sound is away because the line is. */
function useCutOff(station: StationStore): boolean {
  const { radio } = useRadio();
  const isActive = useStore(radio.active, (state) => state.id === station.id);
  const isSilent = useStore(
    radio.player.store,
    ({ phase, problem }) => phase === "offline" || problem?.kind === "unreachable",
  );
  const hasLine = useSyncExternalStore(browserLine.subscribe, browserLine.isUp, () => true);
  return isActive && isSilent && !hasLine;
}

const formatClock = (at: number): string =>
  new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
