// A station's taste as links carry it, and what a taste would play: what the handlers of shares and tastes have in common.

import "server-only";
import type { z } from "zod";
import type { readTasteSchema, TastePreviewResponse } from "@/lib/api/share-schemas";
import { isSameModel, makePayload } from "@/lib/share/make-payload";
import type { SharePayload } from "@/lib/share/payload";
import { toSharedSeed } from "@/lib/share/shared-seed";
import type { RecommenderDeps, StationDeps } from "@/lib/station/deps";
import { readHistory } from "@/lib/station/history";
import { previewStation } from "@/lib/station/preview";
import type { Container } from "./container";
import { findSeed } from "./find-seed";
import { fromKnobs, fromPlayedTrack, fromSaid, toExplained, toReasons } from "./wire";

const ARTISTS_SHOWN = 10;

/** Throws as findSeed and makePayload do. */
export async function readTaste(
  container: Container,
  deps: StationDeps,
  body: z.output<typeof readTasteSchema>,
): Promise<SharePayload> {
  return makePayload(deps.catalogue, {
    name: body.name,
    seed: await findSeed(deps, container.cache.sure, body.station_id, body),
    history: await readHistory(deps, body.tracks.map(fromPlayedTrack)),
    knobs: fromKnobs(body),
    said: fromSaid(body.said),
  });
}

/** Asks no music service. */
export async function previewTaste(
  deps: RecommenderDeps & Pick<StationDeps, "store">,
  id: string,
  payload: SharePayload,
  about?: readonly string[],
): Promise<TastePreviewResponse> {
  const { catalogue } = deps;
  const seed = toSharedSeed(id, payload, catalogue);
  const preview = await previewStation(deps, { seed, tracks: [], knobs: {}, count: ARTISTS_SHOWN });
  return {
    same_model: isSameModel(payload, catalogue),
    unknown: [...preview.unknown],
    ...(about && { about: toExplained(catalogue, preview, about) }),
    artists: preview.order.map(({ artist, name, score }) => ({
      name,
      score,
      because: toReasons(catalogue, preview.explain(artist)),
    })),
  };
}

export const toShareUrl = ({ env }: Container, code: string): string =>
  new URL(`/s/${code}`, env.NEXTAUTH_URL).href;
