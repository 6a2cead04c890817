"use client";

import clsx from "clsx";
import { useEffect, useState } from "react";
import { messages } from "@/components/messages";

type CoverProps = {
  readonly url: string | undefined;
  /** The album's or the track's title. */
  readonly title: string;
  readonly large?: boolean;
  /** A small cover beside its title tells a screen reader nothing new. */
  readonly decorative?: boolean;
  readonly className?: string;
};

/** A cover as the service's guidelines ask: square, uncropped, bare, corners 4 px, 8 px on large screens. */
export function Cover({ url, title, large = false, decorative = false, className }: CoverProps) {
  const [broken, setBroken] = useState<string>();
  useEffect(() => {
    if (!broken) return;
    const again = () => setBroken(undefined);
    addEventListener("online", again);
    return () => removeEventListener("online", again);
  }, [broken]);
  const shape = clsx(
    "block aspect-square bg-sunk object-contain",
    large ? "rounded-cover lg:rounded-cover-lg" : "rounded-cover",
    className,
  );
  if (!url || url === broken) return <NoCover decorative={decorative} className={shape} />;
  return (
    // biome-ignore lint/performance/noImgElement: the service serves the sizes itself, and covers must not be altered.
    <img
      src={url}
      onError={() => setBroken(url)}
      alt={decorative ? "" : messages.station.coverOf(title)}
      className={shape}
      width={large ? 640 : 64}
      height={large ? 640 : 64}
      loading={large ? "eager" : "lazy"}
      fetchPriority={large ? "high" : "auto"}
      decoding="async"
      draggable={false}
    />
  );
}

/** The scale without a station on it, where the service has no cover. */
function NoCover({ decorative, className }: { readonly decorative: boolean; readonly className: string }) {
  return (
    <svg
      viewBox="0 0 100 100"
      role="img"
      aria-label={messages.station.noCover}
      aria-hidden={decorative || undefined}
      className={className}
    >
      {Array.from({ length: 17 }, (_, index) => 18 + index * 4).map((x) => (
        <line
          key={x}
          x1={x}
          x2={x}
          y1={(x - 18) % 16 === 0 ? 42 : 47}
          y2="58"
          strokeWidth="0.8"
          className="stroke-line-strong"
        />
      ))}
      <line x1="62" x2="62" y1="34" y2="64" strokeWidth="1.2" className="stroke-amber" />
    </svg>
  );
}
