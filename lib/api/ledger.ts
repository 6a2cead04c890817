// The fetcher of a station's ledger, for the sheet that shows it.

import { call } from "./client";
import type { LedgerRequest } from "./schemas";
import type { LedgerResponse } from "./tuning-schemas";

export const fetchLedger = (id: string, body: LedgerRequest, signal?: AbortSignal) =>
  call<LedgerResponse>(`/api/stations/${encodeURIComponent(id)}/ledger`, {
    method: "POST",
    body,
    fields: ["weights", "grades", "effects"],
    ...(signal && { signal }),
  });
