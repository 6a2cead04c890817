"use client";

import { useState } from "react";
import { messages } from "@/components/messages";
import { IconButton } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Slider } from "@/components/ui/slider";

type VolumeProps = { readonly volume: number; readonly onChange: (volume: number) => void };

export function Volume({ volume, onChange }: VolumeProps) {
  const [before, setBefore] = useState(0.8);
  const isMuted = volume === 0;
  const toggle = () => {
    if (!isMuted) setBefore(volume);
    onChange(isMuted ? before : 0);
  };
  return (
    <div className="flex items-center">
      <IconButton label={isMuted ? messages.station.unmute : messages.station.mute} onClick={toggle}>
        <Icon name={isMuted ? "muted" : volume < 0.5 ? "quiet" : "loud"} />
      </IconButton>
      <Slider
        label={messages.station.volume}
        value={Math.round(volume * 100)}
        max={100}
        className="w-20"
        onChange={(value) => onChange(value / 100)}
      />
    </div>
  );
}
