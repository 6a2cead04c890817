"use client";

import Link from "next/link";
import { type FormEvent, useState } from "react";
import { useRadio } from "@/components/station/radio-provider";
import { memoryFileMessages } from "@/components/sync/memory-file-messages";
import { useMemoryFile } from "@/components/sync/use-memory-file";
import { Button, buttonClass } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Strip } from "@/components/ui/strip";
import { completeArtists } from "@/lib/api/making-client";
import type { EditStation, Station } from "@/lib/api/schemas";
import { ChipField } from "./chip-field";
import { makingMessages } from "./making-messages";
import { useEdits } from "./use-edits";

type EditStationDialogProps = { readonly station: Station; readonly onClose: () => void };

/** A station's name and artists, all changed at once; its blend with others; its end. Everything can be undone. */
export default function EditStationDialog({ station, onClose }: EditStationDialogProps) {
  const { info } = useRadio();
  const { save, remove } = useEdits(station, onClose);
  const { exportOne } = useMemoryFile();
  const fault = save.error ?? remove.error;
  const isBusy = save.isPending || remove.isPending;
  return (
    <Dialog
      onClose={onClose}
      title={makingMessages.edit.title}
      text={makingMessages.edit.text(info.serviceLabel)}
    >
      <EditForm station={station} isBusy={isBusy} isSaving={save.isPending} onSave={save.mutate} />
      {fault && (
        <div className="mt-4">
          <Strip>{fault.message}</Strip>
        </div>
      )}
      <div className="mt-8 border-t border-line pt-4">
        <div className="-ml-4 flex flex-wrap">
          <Link
            href={`/stations/new?playlist=${encodeURIComponent(station.id)}`}
            onClick={onClose}
            className={buttonClass("quiet")}
          >
            {makingMessages.edit.blend}
          </Link>
          <Button look="quiet" onClick={() => void exportOne(station)}>
            {memoryFileMessages.exportOne}
          </Button>
          <Button
            look="quiet"
            disabled={isBusy}
            onClick={() => remove.mutate()}
            className="hover:text-dislike"
          >
            {remove.isPending ? makingMessages.edit.removing : makingMessages.edit.remove}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

type EditFormProps = {
  readonly station: Station;
  readonly isBusy: boolean;
  readonly isSaving: boolean;
  readonly onSave: (change: EditStation) => void;
};

function EditForm({ station, isBusy, isSaving, onSave }: EditFormProps) {
  const [name, setName] = useState(station.name);
  const [artists, setArtists] = useState<readonly string[]>(station.artists);
  const [fault, setFault] = useState<string>();
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "") return setFault(makingMessages.needName);
    if (artists.length === 0 && station.artists.length > 0) return setFault(makingMessages.edit.needArtists);
    setFault(undefined);
    onSave({
      ...(name.trim() === station.name ? {} : { name: name.trim() }),
      add: artists.filter((artist) => !station.artists.includes(artist)),
      remove: station.artists.filter((artist) => !artists.includes(artist)),
    });
  };
  return (
    <form onSubmit={onSubmit} className="space-y-5">
      <label className="block font-medium">
        {makingMessages.name}
        <input
          dir="auto"
          value={name}
          maxLength={80}
          onChange={(event) => setName(event.target.value)}
          className="mt-1 block min-h-11 w-full rounded-control border border-line-strong bg-raised px-3 font-normal outline-none focus:border-amber"
        />
      </label>
      <ChipField
        label={makingMessages.edit.artists}
        placeholder={makingMessages.edit.artistsPlaceholder}
        chosen={artists}
        onChange={setArtists}
        complete={suggestArtists}
      />
      {fault && <Strip>{fault}</Strip>}
      <Button look="primary" type="submit" disabled={isBusy} className="w-full sm:w-auto">
        {isSaving ? makingMessages.edit.saving : makingMessages.edit.save}
      </Button>
    </form>
  );
}

const suggestArtists = async (text: string, signal: AbortSignal) =>
  (await completeArtists(text, { signal })).map(({ name, tags }) => ({ name, note: tags.join(", ") }));
