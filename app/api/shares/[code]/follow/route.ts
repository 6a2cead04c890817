import { shareParamsSchema } from "@/lib/api/share-schemas";
import { route } from "@/lib/server/route";
import { followShare, unfollowShare } from "@/lib/share/shares";

export const PUT = route(
  { access: "listener", params: shareParamsSchema },
  async ({ container, session, params }) => followShare(container.shares, params.code, session.listener.id),
);

export const DELETE = route(
  { access: "listener", params: shareParamsSchema },
  async ({ container, session, params }) => unfollowShare(container.shares, params.code, session.listener.id),
);
