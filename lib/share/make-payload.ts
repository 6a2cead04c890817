// From a station and its history to what a link carries: names and weights, nothing of the listener's account.
// The reverse is toSharedSeed.

import type { Catalogue } from "@/lib/catalog/catalogue";
import { weighFeedback, withEverywhere } from "@/lib/core/feedback";
import { hashString } from "@/lib/core/rng";
import { DEFAULT_WEIGHTS } from "@/lib/core/types";
import { AppError } from "@/lib/errors";
import type { History } from "@/lib/station/history";
import type { StationKnobs } from "@/lib/station/recommend";
import { readSaid, type Said } from "@/lib/station/said";
import type { StationSeed } from "@/lib/station/style";
import type { SharePayload } from "./payload";

/** Of the model's 64 hexadecimal letters: enough to tell any two models apart. */
const MODEL_LETTERS = 16;
const MAX_STYLE = 200;
const MAX_FEEDBACK = 200;

/** Throws AppError("invalid_request") for a station without artists. The strongest 200 of each list travel. */
export function makePayload(
  catalogue: Catalogue,
  input: {
    readonly name: string;
    readonly seed: StationSeed;
    readonly history: History;
    readonly knobs: StationKnobs;
    /** Words on artists count as on the station; who only rests this evening is not spoken of. */
    readonly said?: readonly Said[];
  },
): SharePayload {
  const { seed, history } = input;
  const knobs: StationKnobs = { ...seed.knobs, ...input.knobs };
  if (seed.artists.length === 0) {
    throw new AppError("invalid_request", "This station has no artists yet, so there is nothing to share.");
  }
  const said = readSaid(catalogue, input.said?.filter(({ word }) => word !== "rest") ?? []);
  const own = weighFeedback([...said.plays, ...history.plays]);
  const { likes, dislikes } = withEverywhere(own, said.everywhere);
  const banned = new Set([...own.banned, ...said.banned, ...said.yielding]);
  const signed = [
    ...likes.filter(({ artist }) => !banned.has(artist)),
    ...dislikes
      .filter(({ artist }) => !banned.has(artist))
      .map(({ artist, weight }) => ({ artist, weight: -weight })),
    ...[...banned].map((artist) => ({ artist, weight: -1 })),
  ];
  const spoken = new Set(signed.map(({ artist }) => catalogue.names[artist]));
  const feedback = [
    ...signed.map(({ artist, weight }) => ({ name: catalogue.names[artist] ?? "", weight: round(weight) })),
    ...seed.feedback.filter(({ name }) => !spoken.has(name)),
  ];
  return {
    version: 1,
    name: input.name,
    style: seed.artists.slice(0, MAX_STYLE).map(({ name, weight }) => ({ name, weight })),
    feedback: feedback
      .filter(({ name, weight }) => name !== "" && weight !== 0)
      .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
      .slice(0, MAX_FEEDBACK),
    weights: knobs.weights ?? DEFAULT_WEIGHTS,
    ...(knobs.familiarity !== undefined && { familiarity: knobs.familiarity }),
    ...(knobs.variety !== undefined && { variety: knobs.variety }),
    ...((knobs.newToMe || knobs.noExplicit) && {
      rules: { new_to_me: knobs.newToMe ?? false, no_explicit: knobs.noExplicit ?? false },
    }),
    ...(knobs.lean && { lean: knobs.lean }),
    ...(knobs.artistGap && {
      artist_gap: { songs: knobs.artistGap.songs, minutes: Math.round(knobs.artistGap.ms / 60_000) },
    }),
    seed: knobs.randomSeed ?? hashString(seed.id),
    model: catalogue.model.hash.slice(0, MODEL_LETTERS),
  };
}

/** Was this taste made with the very model that is at hand? Then the order of artists is the same for everybody. */
export const isSameModel = (
  payload: Pick<SharePayload, "model">,
  catalogue: Pick<Catalogue, "model">,
): boolean => payload.model.length >= MODEL_LETTERS && catalogue.model.hash.startsWith(payload.model);

const round = (weight: number) => Math.round(weight * 100) / 100;
