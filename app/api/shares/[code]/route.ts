import { shareParamsSchema } from "@/lib/api/schemas";
import { route } from "@/lib/server/route";
import { previewTaste } from "@/lib/server/taste";
import { SHARED_STATION_PREFIX } from "@/lib/share/shared-seed";
import { openShare, revokeShare } from "@/lib/share/shares";

export const GET = route(
  { access: "anyone", params: shareParamsSchema },
  async ({ container, session, open, params: { code } }) => {
    const { payload, owner, expiresAt } = await openShare(container.shares, code);
    // Whoever is signed in sees what it would play to them.
    const recommender = session ? await open() : container;
    return {
      share: payload,
      expires_at: expiresAt,
      mine: session?.listener.id === owner,
      ...(await previewTaste(recommender, SHARED_STATION_PREFIX + code, payload)),
    };
  },
);

export const DELETE = route(
  { access: "listener", params: shareParamsSchema },
  async ({ container, session, params }) => revokeShare(container.shares, params.code, session.listener.id),
);
