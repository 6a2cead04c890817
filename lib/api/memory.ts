// Fetchers of what a station remembers, for a page that keeps in step with the listener's others.

import type { StationRecord } from "@/lib/core/record";
import { call } from "./client";
import type { PlayedTrack } from "./schemas";

type MemoryAnswer = StationRecord<PlayedTrack> & { readonly base: number; readonly revision: number };

const FIELDS = ["base", "revision", "lines", "knobs"] as const;
const pathOf = (stationId: string) => `/api/stations/${encodeURIComponent(stationId)}/memory`;

export const readMemory = (stationId: string, since: number) =>
  call<MemoryAnswer>(`${pathOf(stationId)}?since=${since}`, { fields: FIELDS });

export const joinMemory = (
  stationId: string,
  body: StationRecord<PlayedTrack> & { readonly since: number },
) => call<MemoryAnswer>(pathOf(stationId), { method: "POST", body, fields: FIELDS });

/** The record as the server's schema reads it. Throws AppError("invalid_request") for one that is not well formed. */
export const checkRecord = (record: StationRecord<PlayedTrack>) =>
  call<StationRecord<PlayedTrack>>("/api/records", {
    method: "POST",
    body: { lines: record.lines ?? null, knobs: record.knobs ?? null },
    fields: ["lines", "knobs"],
  });
