"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type FormEvent, useMemo, useState } from "react";
import { useRadio } from "@/components/station/radio-provider";
import { Button } from "@/components/ui/button";
import { Strip } from "@/components/ui/strip";
import { showToast } from "@/components/ui/toast";
import { createStation, stationsOptions } from "@/lib/api/client";
import { playlistsOptions } from "@/lib/api/making-client";
import { DraftPreview } from "./draft-preview";
import { listMessages } from "./list-messages";
import { makingMessages } from "./making-messages";
import { SeedBox } from "./seed-box";
import { SourceList } from "./source-list";
import {
  addRows,
  artistRow,
  isStarted,
  playlistRow,
  type SourceRow,
  suggestName,
  toSources,
  withoutPrefix,
} from "./sources";

type NewStationProps = {
  /** Names of artists and ids of playlists to begin with. */
  readonly artists: readonly string[];
  readonly playlists: readonly string[];
};

/** A station from artists, words and playlists, heard on paper before it is made; then straight to it. */
export function NewStation({ artists, playlists }: NewStationProps) {
  const { info } = useRadio();
  const [rows, setRows] = useState<readonly SourceRow[]>(() => [
    ...artists.map((artist) => artistRow(artist)),
    ...playlists.map((id) => playlistRow({ id, name: "" })),
  ]);
  const named = useNamed(rows);
  return (
    <div className="page pt-6">
      <Link href="/stations" className="inline-flex min-h-11 items-center text-ink-2 hover:text-ink">
        {listMessages.title}
      </Link>
      <h1 className="text-display">{makingMessages.title}</h1>
      <p className="mt-2 max-w-2xl text-ink-2">{makingMessages.text(info.serviceLabel)}</p>
      <div className="mt-8 grid gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
        <NewStationForm rows={named} onRows={setRows} />
        <div className="lg:border-l lg:border-line lg:pl-10">
          <DraftPreview rows={rows} />
        </div>
      </div>
    </div>
  );
}

type NewStationFormProps = {
  readonly rows: readonly SourceRow[];
  readonly onRows: (rows: readonly SourceRow[]) => void;
};

function NewStationForm({ rows, onRows }: NewStationFormProps) {
  const [typed, setTyped] = useState("");
  const [fault, setFault] = useState<string>();
  const name = typed.trim() || suggestName(rows);
  const create = useCreate();
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!isStarted(rows)) return setFault(makingMessages.needArtists);
    if (name === "") return setFault(makingMessages.needName);
    setFault(undefined);
    create.mutate({ name, rows });
  };
  const trouble = fault ?? create.error?.message;
  const change = (next: readonly SourceRow[]) => {
    setFault(undefined);
    onRows(next);
  };
  return (
    <form onSubmit={onSubmit} className="space-y-7">
      <SeedBox onAdd={(added) => change(addRows(rows, added))} />
      <SourceList rows={rows} onChange={change} />
      <label className="block font-medium">
        {makingMessages.name}
        <input
          dir="auto"
          value={typed}
          maxLength={80}
          placeholder={suggestName(rows) || makingMessages.namePlaceholder}
          onChange={(event) => setTyped(event.target.value)}
          className="mt-1 block min-h-11 w-full rounded-control border border-line-strong bg-raised px-3 font-normal outline-none placeholder:text-ink-3 focus:border-amber"
        />
      </label>
      {trouble && <Strip>{trouble}</Strip>}
      <Button look="primary" type="submit" disabled={create.isPending} className="w-full sm:w-auto">
        {create.isPending ? makingMessages.creating : makingMessages.create}
      </Button>
    </form>
  );
}

function useCreate() {
  const router = useRouter();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, rows }: { readonly name: string; readonly rows: readonly SourceRow[] }) =>
      createStation({ name, sources: toSources(rows) }),
    onSuccess: ({ station, unknown, later }) => {
      client.setQueryData(stationsOptions().queryKey, (old) =>
        old ? { ...old, stations: [station, ...old.stations] } : undefined,
      );
      void client.invalidateQueries({ queryKey: playlistsOptions().queryKey });
      if (unknown.length > 0) showToast({ text: makingMessages.missing(unknown) });
      else if (later.length > 0) showToast({ text: makingMessages.later(later.length) });
      router.push(`/station/${encodeURIComponent(station.id)}`);
    },
  });
}

/** Playlists that came by their ids alone get their names from the listener's list. */
function useNamed(rows: readonly SourceRow[]): readonly SourceRow[] {
  const { data } = useQuery(playlistsOptions());
  return useMemo(
    () =>
      rows.map((row) => {
        const own = row.label === "" && data?.playlists.find(({ id }) => id === row.playlistId);
        return own ? { ...row, label: withoutPrefix(own.name) } : row;
      }),
    [rows, data],
  );
}
