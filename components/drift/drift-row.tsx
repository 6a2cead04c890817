"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useId, useState } from "react";
import { useStationState } from "@/components/station/radio-provider";
import type { StationStore } from "@/components/station/station-store";
import { Button } from "@/components/ui/button";
import { showToast } from "@/components/ui/toast";
import { stationsOptions } from "@/lib/api/client";
import { nextTime, percentOf, toTimeText } from "./drift-clock";
import { driftMessages } from "./drift-messages";

const HOUR_MS = 3_600_000;
const LOOK_EVERY_MS = 10_000;
const fieldClass =
  "min-h-11 rounded-control border border-line-strong bg-ground px-3 text-body text-ink disabled:opacity-50";

/** Sends the station on its way to another one by a set hour, shows how far it is, and calls it back. */
export function DriftRow({ station }: { readonly station: StationStore }) {
  const drift = useStationState(station, (state) => state.knobs.drift);
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  if (drift) return <UnderWay station={station} />;
  return (
    <div className="-ml-3">
      <Button
        look="quiet"
        className="px-3 text-small"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        {driftMessages.open}
      </Button>
      <div id={id} hidden={!isOpen}>
        {isOpen && <DriftForm station={station} onStart={() => setOpen(false)} />}
      </div>
    </div>
  );
}

type DriftFormProps = { readonly station: StationStore; readonly onStart: () => void };

function DriftForm({ station, onStart }: DriftFormProps) {
  const id = useId();
  const { data } = useQuery(stationsOptions());
  const others = data?.stations.filter((each) => each.id !== station.id && each.known > 0) ?? [];
  const [target, setTarget] = useState("");
  const [time, setTime] = useState(() => toTimeText(Date.now() + HOUR_MS));
  if (data && others.length === 0) return <p className="px-3 text-ink-2">{driftMessages.none}</p>;
  const start = () => {
    const now = Date.now();
    const until = nextTime(time, now);
    const stationId = target || others[0]?.id;
    if (until === undefined || stationId === undefined) return;
    const { knobs } = station.store.getState();
    station.setKnobs({ ...knobs, drift: { station_id: stationId, from: now, until } });
    onStart();
  };
  return (
    <form
      className="flex flex-wrap items-end gap-x-4 gap-y-2 px-3 pt-1 pb-2"
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <div className="grid min-w-0 gap-1 text-small text-ink-2">
        <label htmlFor={`${id}-to`}>{driftMessages.to}</label>
        <select
          id={`${id}-to`}
          value={target || others[0]?.id}
          disabled={!data}
          onChange={(event) => setTarget(event.target.value)}
          className={`${fieldClass} max-w-full`}
        >
          {others.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </select>
      </div>
      <label className="grid gap-1 text-small text-ink-2">
        {driftMessages.by}
        <input
          type="time"
          required
          value={time}
          onChange={(event) => setTime(event.target.value)}
          className={`${fieldClass} tabular`}
        />
      </label>
      <Button type="submit" disabled={!data}>
        {driftMessages.start}
      </Button>
    </form>
  );
}

function UnderWay({ station }: { readonly station: StationStore }) {
  const drift = useStationState(station, (state) => state.knobs.drift);
  const { data } = useQuery(stationsOptions());
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  if (!drift) return null;
  const name = data?.stations.find((each) => each.id === drift.station_id)?.name ?? driftMessages.unnamed;
  const percent = percentOf(drift, now);
  const clock = toTimeText(drift.until);
  const set = (next: typeof drift | undefined) =>
    station.setKnobs({ ...station.store.getState().knobs, drift: next });
  const cancel = () => {
    set(undefined);
    showToast({
      text: driftMessages.cancelled,
      action: { label: driftMessages.undo, onClick: () => set(drift) },
    });
  };
  return (
    <div className="flex flex-wrap items-center gap-x-3">
      <p className="text-small text-ink-2">
        {percent < 100 ? driftMessages.under(name, percent, clock) : driftMessages.arrived(name, clock)}
      </p>
      <Button look="quiet" className="px-0 text-small text-amber-ink" onClick={cancel}>
        {driftMessages.cancel}
      </Button>
      <div aria-hidden="true" className="h-0.5 w-full max-w-md rounded-full bg-line">
        <div className="h-full rounded-full bg-amber" style={{ width: `${percent}%` }} />
      </div>
    </div>
  );
}
