"use client";

import clsx from "clsx";
import { Suspense } from "react";
import { useStore } from "zustand";
import { messages } from "@/components/messages";
import { Volume } from "@/components/player/volume";
import { Button, IconButton } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { late } from "@/components/ui/late";
import { useRadio } from "./radio-provider";
import type { StationStore } from "./station-store";
import { togglePlay } from "./toggle-play";
import { useDislike } from "./use-dislike";
import { useNow } from "./use-now";
import { useShortcuts } from "./use-shortcuts";

const FirstDislike = late(() => import("./first-dislike"));
const DevicePicker = late(() => import("@/components/player/device-picker"));

/** Play, skip, rate and volume, by pointer and by keyboard. */
export function Transport({ station }: { readonly station: StationStore }) {
  const { radio, info } = useRadio();
  const { current, isPlaying } = useNow(station);
  const volume = useStore(radio.player.store, (state) => state.volume);
  const { dislike, lesson, understood } = useDislike(station);
  const isLiked = current?.rating === 1;
  const actions = {
    toggle: () => togglePlay(radio, station),
    skip: () => {
      radio.player.activate();
      void station.skip();
    },
    previous: () => {
      radio.player.activate();
      void station.previous();
    },
    like: () => station.rate(isLiked ? 0 : 1),
    dislike: () => {
      radio.player.activate();
      void dislike();
    },
  };
  useShortcuts(station, actions);

  return (
    <div className="mt-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="flex items-center gap-2">
          <IconButton label={messages.station.previous} className="-ml-2" onClick={actions.previous}>
            <Icon name="back" size={22} filled />
          </IconButton>
          <button
            type="button"
            aria-label={isPlaying ? messages.station.pause : messages.station.play}
            onClick={actions.toggle}
            className="grid size-16 place-items-center rounded-full bg-amber-fill text-on-amber transition-transform duration-150 focus-visible:rounded-full active:scale-95"
          >
            <Icon
              name={isPlaying ? "pause" : "play"}
              size={26}
              filled
              className={clsx(!isPlaying && "translate-x-0.5")}
            />
          </button>
          <IconButton label={messages.station.skip} onClick={actions.skip}>
            <Icon name="forward" size={22} filled />
          </IconButton>
        </div>
        <div className="-mx-3 flex flex-wrap items-center max-lg:order-last max-lg:w-full">
          <Button
            look="quiet"
            aria-pressed={isLiked}
            onClick={actions.like}
            className={clsx("px-3", isLiked && "text-like hover:text-like")}
          >
            <Icon name="like" filled={isLiked} />
            {messages.station.like}
          </Button>
          <Button look="quiet" onClick={actions.dislike} className="px-3 hover:text-dislike">
            <Icon name="dislike" size={20} />
            {messages.station.dislike}
          </Button>
        </div>
        <div className="ml-auto flex items-center">
          {info.capabilities.player === "device" && (
            <Suspense fallback={<span className="size-11" />}>
              <DevicePicker />
            </Suspense>
          )}
          <div className="hidden sm:block">
            <Volume volume={volume} onChange={radio.player.setVolume} />
          </div>
        </div>
      </div>
      <Suspense>{lesson && <FirstDislike artist={lesson} onUnderstood={understood} />}</Suspense>
    </div>
  );
}
