"use client";

import { useEffect, useState } from "react";
import { messages } from "@/components/messages";
import { Slider } from "@/components/ui/slider";

type ProgressProps = {
  readonly lengthMs: number;
  readonly positionMs: () => number;
  readonly moving: boolean;
  readonly onSeek: (positionMs: number) => void;
};

/** Where the song stands; drags are shown at once and sent when let go. */
export function Progress({ lengthMs, positionMs, moving, onSeek }: ProgressProps) {
  const [dragged, setDragged] = useState<number>();
  const [, tick] = useState(0);
  useEffect(() => {
    if (!moving) return;
    const timer = setInterval(() => tick((count) => count + 1), 250);
    return () => clearInterval(timer);
  }, [moving]);
  const at = Math.min(dragged ?? positionMs(), lengthMs);
  return (
    <div className="flex items-center gap-3 text-small text-ink-3">
      <span className="tabular min-w-8">{formatTime(at)}</span>
      <Slider
        label={messages.station.seek}
        value={Math.round(at / 1000)}
        max={Math.max(1, Math.round(lengthMs / 1000))}
        valueText={`${formatTime(at)} / ${formatTime(lengthMs)}`}
        className="flex-1"
        onChange={(seconds) => setDragged(seconds * 1000)}
        onCommit={(seconds) => {
          setDragged(undefined);
          onSeek(seconds * 1000);
        }}
      />
      <span className="tabular min-w-8 text-right">{formatTime(lengthMs)}</span>
    </div>
  );
}

export function formatTime(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
