"use client";

import { type FormEvent, useState } from "react";
import { useStore } from "zustand";
import { messages } from "@/components/messages";
import { Button, IconButton } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { showToast } from "@/components/ui/toast";
import {
  isInUse,
  type Preset,
  presetsOf,
  removePreset,
  renamePreset,
  savePreset,
  toPresetKnobs,
  withPreset,
} from "./presets";
import { useRadio, useStationState } from "./radio-provider";
import type { StationStore } from "./station-store";
import { tuneMessages } from "./tune-messages";

/** Settings of the listener's own: saved here, of use on every station. */
export function TuneSettings({ station }: { readonly station: StationStore }) {
  const { book } = useRadio().radio;
  const presets = presetsOf(useStore(book.store));
  const knobs = useStationState(station, (state) => state.knobs);
  const canSave = Object.keys(toPresetKnobs(knobs)).length > 0;
  return (
    <section aria-label={tuneMessages.settings} className="mt-6 border-t border-line pt-4">
      <h3 className="font-sans font-medium tracking-normal">{tuneMessages.settings}</h3>
      <p className="text-small text-ink-2">{tuneMessages.settingsHint}</p>
      <ul className="mt-1">
        {presets.map((preset) => (
          <PresetRow key={preset.field} station={station} preset={preset} />
        ))}
      </ul>
      <NameForm
        label={tuneMessages.nameLabel}
        action={tuneMessages.save}
        disabled={!canSave}
        onName={(name) => told(tuneMessages.saved(name), savePreset(book, name, knobs))}
      />
    </section>
  );
}

function PresetRow({ station, preset }: { readonly station: StationStore; readonly preset: Preset }) {
  const { book } = useRadio().radio;
  const knobs = useStationState(station, (state) => state.knobs);
  const [isRenaming, setRenaming] = useState(false);
  const { name } = preset;
  if (isRenaming) {
    return (
      <li>
        <NameForm
          label={tuneMessages.nameLabel}
          action={tuneMessages.done}
          first={name}
          onName={(wanted) => {
            setRenaming(false);
            if (wanted !== name) told(tuneMessages.renamed(wanted), renamePreset(book, preset, wanted));
          }}
        />
      </li>
    );
  }
  const apply = () => {
    station.setKnobs(withPreset(knobs, preset.knobs));
    told(tuneMessages.applied(name), () => station.setKnobs(knobs));
  };
  return (
    <li className="flex items-center">
      <Button look="quiet" className="-ml-4 min-w-0 flex-1 justify-start" onClick={apply}>
        <span className="sr-only">{tuneMessages.apply(name)}</span>
        <bdi aria-hidden="true" className="truncate">
          {name}
        </bdi>
        {isInUse(knobs, preset) && (
          <span className="text-small font-normal text-amber-ink">{tuneMessages.inUse}</span>
        )}
      </Button>
      <IconButton label={tuneMessages.rename(name)} onClick={() => setRenaming(true)}>
        <Icon name="edit" size={16} />
      </IconButton>
      <IconButton
        label={tuneMessages.remove(name)}
        onClick={() => told(tuneMessages.removed(name), removePreset(book, preset))}
      >
        <Icon name="close" size={16} />
      </IconButton>
    </li>
  );
}

type NameFormProps = {
  readonly label: string;
  readonly action: string;
  readonly first?: string;
  readonly disabled?: boolean;
  readonly onName: (name: string) => void;
};

function NameForm({ label, action, first = "", disabled = false, onName }: NameFormProps) {
  const [name, setName] = useState(first);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) return;
    onName(name.trim());
    setName("");
  };
  return (
    <form onSubmit={submit} className="mt-2 flex gap-2">
      <input
        dir="auto"
        aria-label={label}
        placeholder={label}
        value={name}
        maxLength={60}
        disabled={disabled}
        onChange={(event) => setName(event.target.value)}
        className="min-h-11 min-w-0 flex-1 rounded-control border border-line-strong bg-sunk px-3 text-ink placeholder:text-ink-3 disabled:opacity-60"
      />
      <Button type="submit" disabled={disabled || !name.trim()}>
        {action}
      </Button>
    </form>
  );
}

const told = (text: string, undo: () => void) =>
  showToast({ text, action: { label: messages.station.undo, onClick: undo } });
