import { readTasteSchema, shareParamsSchema } from "@/lib/api/share-schemas";
import { route } from "@/lib/server/route";
import { previewTaste, readTaste, toShareUrl } from "@/lib/server/taste";
import { SHARED_STATION_PREFIX } from "@/lib/share/shared-seed";
import { isFollowing, openShare, revokeShare, updateShare } from "@/lib/share/shares";

export const GET = route(
  { access: "anyone", params: shareParamsSchema },
  async ({ container, session, open, params: { code } }) => {
    const share = await openShare(container.shares, code);
    const { payload, owner, expiresAt, followers } = share;
    const mine = session?.listener.id === owner;
    // Whoever is signed in sees what it would play to them.
    const recommender = session ? await open() : container;
    return {
      share: payload,
      expires_at: expiresAt,
      mine,
      ...(share.startsAt !== undefined && { starts_at: share.startsAt }),
      following: session !== undefined && isFollowing(share, code, session.listener.id),
      ...(mine && { followers: followers.length }),
      ...(await previewTaste(recommender, SHARED_STATION_PREFIX + code, payload)),
    };
  },
);

export const PUT = route(
  { access: "listener", params: shareParamsSchema, body: readTasteSchema },
  async ({ container, session, open, params: { code }, body }) => {
    const payload = await readTaste(container, await open(body.model), body);
    const share = await updateShare(container.shares, code, { owner: session.listener.id, payload });
    return { code, url: toShareUrl(container, code), expires_at: share.expiresAt };
  },
);

export const DELETE = route(
  { access: "listener", params: shareParamsSchema },
  async ({ container, session, params }) => revokeShare(container.shares, params.code, session.listener.id),
);
