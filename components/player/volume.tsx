"use client";

import { Volume1, Volume2, VolumeX } from "lucide-react";
import { useState } from "react";
import { messages } from "@/components/messages";
import { IconButton } from "@/components/ui/button";
import { Slider } from "@/components/ui/slider";

type VolumeProps = { readonly volume: number; readonly onChange: (volume: number) => void };

export function Volume({ volume, onChange }: VolumeProps) {
  const [before, setBefore] = useState(0.8);
  const isMuted = volume === 0;
  const Icon = isMuted ? VolumeX : volume < 0.5 ? Volume1 : Volume2;
  const toggle = () => {
    if (!isMuted) setBefore(volume);
    onChange(isMuted ? before : 0);
  };
  return (
    <div className="flex items-center">
      <IconButton label={isMuted ? messages.station.unmute : messages.station.mute} onClick={toggle}>
        <Icon size={20} aria-hidden="true" />
      </IconButton>
      <Slider
        label={messages.station.volume}
        value={Math.round(volume * 100)}
        max={100}
        className="w-24"
        onChange={(value) => onChange(value / 100)}
      />
    </div>
  );
}
