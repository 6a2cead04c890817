import { nextRequestSchema, stationParamsSchema } from "@/lib/api/schemas";
import { findSeed } from "@/lib/server/find-seed";
import { nodeRoute } from "@/lib/server/node-route";
import { fromQuestion, toPreviewBody } from "@/lib/server/wire";
import { previewStation } from "@/lib/station/preview";

export const config = { api: { bodyParser: false, externalResolver: true } };

export default nodeRoute(
  { access: "listener", body: nextRequestSchema, params: stationParamsSchema },
  async ({ container, open, body, params }) => {
    const stationDeps = await open(body.model);
    const seed = await findSeed(stationDeps, container.cache.sure, params.id, body);
    const { catalogue, index } = stationDeps;
    return container.answers.answer(body, [catalogue, index, JSON.stringify(seed)], async () =>
      toPreviewBody(
        catalogue,
        await previewStation(stationDeps, { seed, ...fromQuestion(body) }),
        body.about,
      ),
    );
  },
);
