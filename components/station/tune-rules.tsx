"use client";

import type { ReactNode } from "react";
import type { ArtistGapBody } from "@/lib/api/tuning-schemas";
import { ARTIST_GAP } from "@/lib/core/order";
import { useStationState } from "./radio-provider";
import type { StationStore } from "./station-store";
import { tuneMessages } from "./tune-messages";
import type { Tuning } from "./use-tuning";

const USUAL_GAP: ArtistGapBody = { songs: ARTIST_GAP.songs, minutes: ARTIST_GAP.ms / 60_000 };
const GAP_SONGS = [5, 10, 15, 20, 30, 50] as const;
const GAP_MINUTES = [15, 30, 60, 90, 120, 180, 360, 720] as const;

type TuneRulesProps = { readonly station: StationStore; readonly tuning: Tuning | undefined };

/** What the radio must keep to, whatever the knobs say. */
export function TuneRules({ station, tuning }: TuneRulesProps) {
  const knobs = useStationState(station, (state) => state.knobs);
  const history = useStationState(station, (state) => state.history);
  const own = new Set(tuning?.preview.style);
  const heard = new Set(history.flatMap(({ artist }) => (artist && !own.has(artist) ? [artist] : [])));
  const gap = knobs.artist_gap ?? tuning?.preview.artist_gap ?? USUAL_GAP;
  const setGap = (changed: Partial<ArtistGapBody>) =>
    station.setKnobs({ ...knobs, artist_gap: { ...gap, ...changed } });
  return (
    <fieldset className="mt-6 border-t border-line pt-4">
      <legend className="sr-only">{tuneMessages.rules}</legend>
      <Rule
        label={tuneMessages.newToMe}
        text={tuneMessages.newToMeNow(own.size, heard.size)}
        checked={knobs.new_to_me ?? false}
        onChange={(on) => station.setKnobs({ ...knobs, new_to_me: on || undefined })}
      />
      <Rule
        label={tuneMessages.noExplicit}
        text={tuneMessages.noExplicitNow}
        checked={knobs.no_explicit ?? false}
        onChange={(on) => station.setKnobs({ ...knobs, no_explicit: on || undefined })}
      />
      <p className="mt-3 leading-11">
        {tuneMessages.gap.before}{" "}
        <Choice
          label={tuneMessages.gap.songsLabel}
          value={gap.songs}
          values={GAP_SONGS}
          toText={tuneMessages.gap.songs}
          onChange={(songs) => setGap({ songs })}
        />{" "}
        {tuneMessages.gap.and}{" "}
        <Choice
          label={tuneMessages.gap.minutesLabel}
          value={gap.minutes}
          values={GAP_MINUTES}
          toText={tuneMessages.gap.minutes}
          onChange={(minutes) => setGap({ minutes })}
        />{" "}
        {tuneMessages.gap.after}
      </p>
    </fieldset>
  );
}

type RuleProps = {
  readonly label: string;
  readonly text: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
};

function Rule({ label, text, checked, onChange }: RuleProps) {
  return (
    <label className="grid min-h-11 cursor-pointer grid-cols-[auto_1fr] items-start gap-x-3 py-2">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="mt-1 size-4 accent-(--amber)"
      />
      <span>
        <span className="font-medium">{label}</span>
        <span className="block text-small text-ink-2">{text}</span>
      </span>
    </label>
  );
}

type ChoiceProps = {
  readonly label: string;
  readonly value: number;
  readonly values: readonly number[];
  readonly toText: (value: number) => ReactNode;
  readonly onChange: (value: number) => void;
};

/** One of a few numbers inside a sentence; one that is none of them, from a file or a link, stays to choose. */
function Choice({ label, value, values, toText, onChange }: ChoiceProps) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => onChange(Number(event.target.value))}
      className="min-h-11 rounded-control border border-line-strong bg-ground px-2 font-medium text-ink hover:border-amber"
    >
      {[...new Set([...values, value])]
        .sort((a, b) => a - b)
        .map((each) => (
          <option key={each} value={each}>
            {toText(each)}
          </option>
        ))}
    </select>
  );
}
