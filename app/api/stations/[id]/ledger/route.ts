import { ledgerRequestSchema, stationParamsSchema } from "@/lib/api/schemas";
import type { LedgerResponse } from "@/lib/api/tuning-schemas";
import { findSeed } from "@/lib/server/find-seed";
import { route } from "@/lib/server/route";
import { fromQuestion } from "@/lib/server/wire";
import { type LedgerEffect, readLedger } from "@/lib/station/ledger";

export const POST = route(
  { access: "listener", body: ledgerRequestSchema, params: stationParamsSchema },
  async ({ container, open, body, params }): Promise<LedgerResponse> => {
    const stationDeps = await open(body.model);
    const { weights, grades, effects } = await readLedger(stationDeps, {
      seed: await findSeed(stationDeps, container.cache.sure, params.id, body),
      ...fromQuestion(body),
      effectsOf: body.effects_of,
    });
    return {
      weights: weights.map((weight) => weight ?? null),
      grades: [...grades],
      effects: { tracks: toBody(effects.tracks), said: toBody(effects.said) },
    };
  },
);

const toBody = (effects: ReadonlyMap<number, LedgerEffect>) =>
  [...effects].map(([position, { enters, leaves }]) => ({
    position,
    enters: [...enters],
    leaves: [...leaves],
  }));
