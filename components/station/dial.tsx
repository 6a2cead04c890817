"use client";

import { useMemo } from "react";
import { termsOf } from "./because";
import { useStationState } from "./radio-provider";
import { toFamiliarity, toWander } from "./rank";
import { createScale } from "./scale";
import type { StationStore } from "./station-store";
import { TuningScale } from "./tuning-scale";
import type { Tuning } from "./use-tuning";
import { WanderKnob } from "./wander-knob";

type DialProps = { readonly station: StationStore; readonly tuning: Tuning | undefined };

/** The scale with its needle, and the knob that moves the light along it. */
export default function Dial({ station, tuning }: DialProps) {
  const knobs = useStationState(station, (state) => state.knobs);
  const pick = useStationState(station, (state) => state.current?.pick);
  // Familiarity moves the light along the scale, not the scale itself.
  const { moment, live, preview } = tuning ?? {};
  const { weights, variety, lean, gap, newToMe } = live ?? {};
  const scale = useMemo(
    () =>
      moment && weights && variety !== undefined
        ? createScale(moment, { weights, variety, lean, gap, newToMe, familiarity: 0 })
        : undefined,
    [moment, weights, variety, lean, gap, newToMe],
  );
  const playing = useMemo(() => {
    if (!scale || !preview || !pick) return undefined;
    return scale.placeOf({
      name: pick.artist,
      terms: termsOf(pick.because, preview.weights, preview.familiarity),
    });
  }, [scale, preview, pick]);
  const home = moment?.homeFamiliarity ?? 1;
  const setWander = (wander: number) =>
    station.setKnobs({ ...knobs, familiarity: toFamiliarity(wander, home) });
  return (
    <div className="overflow-hidden border-y border-line bg-sunk py-6 lg:order-first">
      <div className="page grid items-center gap-x-12 gap-y-4 lg:grid-cols-[minmax(0,1fr)_11rem]">
        <TuningScale tuning={tuning} scale={scale} playing={playing} onWander={setWander} />
        <WanderKnob
          wander={toWander(live?.familiarity ?? 0, home)}
          disabled={!tuning}
          onChange={setWander}
          onReset={() => station.setKnobs({ ...knobs, familiarity: undefined })}
        />
      </div>
    </div>
  );
}
