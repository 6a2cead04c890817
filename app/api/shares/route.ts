import { createShareSchema } from "@/lib/api/share-schemas";
import { route } from "@/lib/server/route";
import { readTaste, toShareUrl } from "@/lib/server/taste";
import { checkStart } from "@/lib/share/broadcast";
import { createShare, listShares } from "@/lib/share/shares";

export const GET = route({ access: "listener" }, async ({ container, session }) => ({
  shares: (await listShares(container.shares, session.listener.id)).map(({ code, share }) => ({
    code,
    url: toShareUrl(container, code),
    name: share.payload.name,
    station_id: share.stationId,
    live: share.live,
    followers: share.followers.length,
    expires_at: share.expiresAt,
  })),
}));

export const POST = route(
  { access: "listener", body: createShareSchema, status: 201 },
  async ({ container, open, session, body }) => {
    const { code, expiresAt } = await createShare(container.shares, {
      payload: await readTaste(container, await open(body.model), body),
      owner: session.listener.id,
      stationId: body.station_id,
      live: body.live && body.starts_at === undefined,
      ...(body.starts_at !== undefined && { startsAt: checkStart(body.starts_at, container.shares.now()) }),
    });
    return { code, url: toShareUrl(container, code), expires_at: expiresAt };
  },
);
