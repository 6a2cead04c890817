"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Strip } from "@/components/ui/strip";
import { completeArtists, completeTags, createStation, stationsOptions } from "@/lib/api/client";
import { ChipField, type Suggestion } from "./chip-field";
import { makingMessages } from "./making-messages";

type NewStationDialogProps = {
  readonly serviceLabel: string;
  readonly onClose: () => void;
};

/** A station from a name and artists or words; then straight to it. */
export default function NewStationDialog({ serviceLabel, onClose }: NewStationDialogProps) {
  return (
    <Dialog onClose={onClose} title={makingMessages.title} text={makingMessages.text(serviceLabel)}>
      <NewStationForm onDone={onClose} />
    </Dialog>
  );
}

function NewStationForm({ onDone }: { readonly onDone: () => void }) {
  const [name, setName] = useState("");
  const [artists, setArtists] = useState<readonly string[]>([]);
  const [tags, setTags] = useState<readonly string[]>([]);
  const [fault, setFault] = useState<string>();
  const router = useRouter();
  const client = useQueryClient();
  const create = useMutation({
    mutationFn: () =>
      createStation({
        name: name.trim(),
        ...(artists.length > 0 ? { artists: [...artists] } : {}),
        ...(tags.length > 0 ? { tags: [...tags] } : {}),
      }),
    onSuccess: ({ station }) => {
      client.setQueryData(stationsOptions().queryKey, (old) =>
        old ? { ...old, stations: [station, ...old.stations] } : undefined,
      );
      router.push(`/station/${encodeURIComponent(station.id)}`);
      onDone();
    },
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "") return setFault(makingMessages.needName);
    if (artists.length + tags.length === 0) return setFault(makingMessages.needArtists);
    setFault(undefined);
    create.mutate();
  };
  const trouble = fault ?? create.error?.message;
  return (
    <form onSubmit={onSubmit} className="space-y-5">
      <label className="block font-medium">
        {makingMessages.name}
        <input
          value={name}
          maxLength={80}
          placeholder={makingMessages.namePlaceholder}
          onChange={(event) => setName(event.target.value)}
          className="mt-1 block min-h-11 w-full rounded-control border border-line-strong bg-raised px-3 font-normal outline-none placeholder:text-ink-3 focus:border-amber"
        />
      </label>
      <ChipField
        label={makingMessages.artists}
        placeholder={makingMessages.artistsPlaceholder}
        chosen={artists}
        onChange={setArtists}
        complete={suggestArtists}
      />
      <ChipField
        label={makingMessages.tags}
        placeholder={makingMessages.tagsPlaceholder}
        chosen={tags}
        onChange={setTags}
        complete={suggestTags}
      />
      <p className="text-small text-ink-3">{makingMessages.hint}</p>
      {trouble && <Strip>{trouble}</Strip>}
      <Button look="primary" type="submit" disabled={create.isPending} className="w-full sm:w-auto">
        {create.isPending ? makingMessages.creating : makingMessages.create}
      </Button>
    </form>
  );
}

const suggestArtists = async (text: string, signal: AbortSignal): Promise<Suggestion[]> =>
  (await completeArtists(text, { signal })).map(({ name, tags }) => ({
    name,
    note: tags.slice(0, 3).join(", "),
  }));

const suggestTags = async (text: string, signal: AbortSignal): Promise<Suggestion[]> =>
  (await completeTags(text, { signal })).map(({ name, artists }) => ({
    name,
    note: makingMessages.artistCount(artists),
  }));
