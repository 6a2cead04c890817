import { shareParamsSchema } from "@/lib/api/schemas";
import { route } from "@/lib/server/route";
import { toReasons } from "@/lib/server/wire";
import { openShare, revokeShare, toSharedSeed } from "@/lib/share/shares";
import { previewStation } from "@/lib/station/preview";

const ARTISTS_SHOWN = 10;

export const GET = route(
  { access: "anyone", params: shareParamsSchema },
  async ({ container, session, open, params }) => {
    const { payload, owner, expiresAt } = await openShare(container.shares, params.code);
    // Whoever is signed in sees what it would play to them.
    const recommender = session ? await open() : container;
    const { catalogue } = recommender;
    const preview = await previewStation(recommender, {
      seed: toSharedSeed(params.code, payload),
      tracks: [],
      knobs: {},
      count: ARTISTS_SHOWN,
    });
    return {
      share: payload,
      expires_at: expiresAt,
      mine: session?.listener.id === owner,
      same_model: payload.model === catalogue.model.hash,
      unknown: preview.unknown,
      artists: preview.order.map(({ artist, name, score }) => ({
        name,
        score,
        because: toReasons(catalogue, preview.explain(artist)),
      })),
    };
  },
);

export const DELETE = route(
  { access: "listener", params: shareParamsSchema },
  async ({ container, session, params }) => revokeShare(container.shares, params.code, session.listener.id),
);
