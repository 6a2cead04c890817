"use client";

import clsx from "clsx";
import { type PointerEvent, useMemo, useRef } from "react";
import { messages } from "@/components/messages";
import { type Label, type Light, lightOf, type Place, placeLabels, type Scale } from "./scale";
import type { Tuning } from "./use-tuning";
import { useWidth } from "./use-width";

type TuningScaleProps = {
  readonly tuning: Tuning | undefined;
  readonly scale: Scale | undefined;
  /** The artist that plays, with its place on the scale where it has one. */
  readonly playing: Place | undefined;
  readonly onWander: (wander: number) => void;
};

const ROW_PX = 27;
const TICKS_PX = 34;

/** The lit scale: every tick is an artist, the names are those that the dial can reach, the lit ones come next. */
export function TuningScale({ tuning, scale, playing, onWander }: TuningScaleProps) {
  const element = useRef<HTMLDivElement>(null);
  const width = useWidth(element);
  const rows = width > 0 && width < 560 ? 5 : 4;
  const light = scale && tuning && lightOf(scale.places, tuning.next);
  const labels = useLabels({ tuning, scale, playing, width, rows });

  const dragTo = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    if (scale) onWander(scale.wanderAt((event.clientX - box.left) / box.width));
  };

  return (
    <section aria-label={messages.scale.label} className="select-none">
      <div
        ref={element}
        className="relative touch-pan-y"
        style={{ height: rows * ROW_PX + TICKS_PX }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          dragTo(event);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) dragTo(event);
        }}
      >
        <Glow light={light} />
        {labels.map((label) => (
          <ScaleName
            key={label.name}
            label={label}
            lit={tuning?.next.includes(label.name) ?? false}
            playing={label.name === playing?.name}
          />
        ))}
        {scale && <Ticks places={scale.places} lit={tuning?.next ?? []} />}
        <Needle at={light?.needle} />
      </div>
      <div aria-hidden="true" className="mt-1.5 flex justify-between text-small text-ink-3">
        <span>{messages.scale.home}</span>
        <span>{messages.scale.far}</span>
      </div>
      <p className="sr-only">{messages.scale.needle(tuning?.next.slice(0, 5) ?? [])}</p>
    </section>
  );
}

type LabelsInput = {
  readonly tuning: Tuning | undefined;
  readonly scale: Scale | undefined;
  readonly playing: Place | undefined;
  readonly width: number;
  readonly rows: number;
};

function useLabels({ tuning, scale, playing, width, rows }: LabelsInput): readonly Label[] {
  const held = useRef<ReadonlyMap<string, number>>(new Map());
  return useMemo(() => {
    if (!tuning || !scale || width === 0) return [];
    const order = [
      ...(playing ? [playing.name] : []),
      ...tuning.preview.artists.map((artist) => artist.name),
      ...scale.reachable,
      // Landmarks: names that most people know, wherever there is room.
      ...scale.places.toSorted((a, b) => b.renown - a.renown).map((place) => place.name),
    ];
    const labels = placeLabels(playing ? [...scale.places, playing] : scale.places, [...new Set(order)], {
      width,
      rows,
      measure: measureName,
      held: held.current,
    });
    held.current = new Map(labels.map((label) => [label.name, label.row]));
    return labels;
  }, [tuning, scale, playing, width, rows]);
}

/** Close enough for a proportional face of 13 px; wide scripts take about twice the room. */
function measureName(name: string): number {
  let length = 20;
  for (const letter of name) length += letter.charCodeAt(0) > 0x2e80 ? 14 : 7.2;
  return length;
}

type ScaleNameProps = { readonly label: Label; readonly lit: boolean; readonly playing: boolean };

function ScaleName({ label, lit, playing }: ScaleNameProps) {
  return (
    <span
      aria-hidden="true"
      className={clsx(
        "halo absolute z-1 flex animate-[arrive_400ms_ease-out] items-center gap-1.5 text-small whitespace-nowrap",
        "transition-[left,right,top,color] duration-500 ease-(--ease-needle)",
        label.flipped && "flex-row-reverse",
        playing ? "font-semibold text-amber-ink" : lit ? "font-medium text-ink" : "text-ink-3",
      )}
      style={{
        top: label.row * ROW_PX,
        ...(label.flipped
          ? { right: `calc(${(1 - label.x) * 100}% - 3px)` }
          : { left: `calc(${label.x * 100}% - 3px)` }),
      }}
    >
      <span
        className={clsx(
          "size-1.5 shrink-0 rounded-full transition-colors duration-300",
          playing ? "bg-amber ring-3 ring-amber/30" : lit ? "bg-amber" : "bg-line-strong",
        )}
      />
      <bdi>{label.name}</bdi>
    </span>
  );
}

function Ticks({ places, lit }: { readonly places: readonly Place[]; readonly lit: readonly string[] }) {
  const inside = places.filter((place) => place.x <= 1);
  const path = (some: readonly Place[]) =>
    some.map(({ x, renown }) => `M${(x * 1000).toFixed(1)} 34V${(26 - renown * 18).toFixed(1)}`).join("");
  return (
    <svg
      viewBox="0 0 1000 34"
      preserveAspectRatio="none"
      aria-hidden="true"
      className="absolute inset-x-0 bottom-0 w-full overflow-visible"
      style={{ height: TICKS_PX }}
    >
      <path d="M0 34H1000" className="stroke-line-strong" vectorEffect="non-scaling-stroke" />
      <path d={path(inside)} className="stroke-line-strong" vectorEffect="non-scaling-stroke" />
      <path
        d={path(inside.filter((place) => lit.includes(place.name)))}
        strokeWidth="2"
        className="stroke-amber"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}

/** The light lies where the next artists stand, brightest at the ticks. */
function Glow({ light }: { readonly light: Light | undefined }) {
  if (!light) return null;
  const from = Math.max(light.from, 0);
  const to = Math.min(Math.max(light.to, light.from), 1);
  return (
    <div
      aria-hidden="true"
      className="pointer-events-none absolute -top-16 -bottom-24 transition-[left,width] duration-500 ease-(--ease-needle)"
      style={{
        left: `calc(${from * 100}% - 8rem)`,
        width: `calc(${(to - from) * 100}% + 16rem)`,
        background:
          "radial-gradient(ellipse 50% 50% at 50% 54%, rgb(var(--glow) / var(--glow-strength)), transparent)",
      }}
    />
  );
}

function Needle({ at }: { readonly at: number | undefined }) {
  if (at === undefined) return null;
  return (
    <div
      aria-hidden="true"
      className="pointer-events-none absolute -top-3 -bottom-3 transition-[left] duration-500 ease-(--ease-needle)"
      style={{ left: `${Math.min(Math.max(at, 0), 1) * 100}%` }}
    >
      <div
        className="absolute -inset-y-10 -left-16 w-32"
        style={{
          background:
            "radial-gradient(ellipse 50% 50% at 50% 60%, rgb(var(--glow) / var(--glow-strength)), transparent)",
        }}
      />
      <div className="absolute inset-y-0 -left-px w-[2px] bg-amber" />
    </div>
  );
}
