import { tastePreviewRequestSchema } from "@/lib/api/share-schemas";
import { nodeRoute } from "@/lib/server/node-route";
import { previewTaste } from "@/lib/server/taste";
import { LINKED_STATION_PREFIX } from "@/lib/share/shared-seed";

export const config = { api: { bodyParser: false, externalResolver: true } };

export default nodeRoute(
  { access: "anyone", body: tastePreviewRequestSchema },
  async ({ container, session, open, body }) => {
    const recommender = session ? await open() : container;
    const { catalogue, index } = recommender;
    // Whoever opens a link that goes round sends the same taste.
    return container.answers.answer(body, [catalogue, index], () =>
      previewTaste(recommender, LINKED_STATION_PREFIX, body.taste, body.about),
    );
  },
);
