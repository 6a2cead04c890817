import { type NextRequest, nextRequestSchema, stationParamsSchema } from "@/lib/api/schemas";
import { createAnswers } from "@/lib/server/answers";
import { findSeed } from "@/lib/server/find-seed";
import { route } from "@/lib/server/route";
import { fromKnobs, fromPlayedTrack, fromSaid, toPreviewBody } from "@/lib/server/wire";
import { previewStation } from "@/lib/station/preview";

const DEFAULT_COUNT = 10;
const answers = createAnswers<NextRequest>();

export const POST = route(
  { access: "listener", body: nextRequestSchema, params: stationParamsSchema },
  async ({ container, open, body, params }) => {
    const stationDeps = await open(body.model);
    const seed = await findSeed(stationDeps, params.id, {
      taste: body.taste,
      drift: body.drift,
      shares: container.cache,
    });
    const { catalogue, index } = stationDeps;
    return answers.answer(body, [catalogue, index, JSON.stringify(seed)], async () =>
      toPreviewBody(
        catalogue,
        await previewStation(stationDeps, {
          seed,
          tracks: body.tracks.map(fromPlayedTrack),
          knobs: fromKnobs(body),
          said: fromSaid(body.said),
          count: body.count ?? DEFAULT_COUNT,
        }),
        body.about,
      ),
    );
  },
);
