import { broadcastQuerySchema, shareParamsSchema } from "@/lib/api/share-schemas";
import { AppError } from "@/lib/errors";
import { route } from "@/lib/server/route";
import { BLOCK_MS, blockAt, openBlock } from "@/lib/share/broadcast";
import { openShare } from "@/lib/share/shares";

export const GET = route(
  { access: "listener", params: shareParamsSchema, query: broadcastQuerySchema },
  async ({ container, deps, params: { code }, query }) => {
    const { payload, startsAt } = await openShare(container.shares, code);
    if (startsAt === undefined) throw new AppError("not_found", "This shared station is no broadcast.");
    const now = container.shares.now();
    const at = query.at ?? now;
    // Each hour costs the listener's service some calls: nobody works out the whole night in advance.
    if (at > now + BLOCK_MS) throw new AppError("invalid_request", "That is more than an hour ahead.");
    const head = { now, starts_at: startsAt, name: payload.name };
    if (at < startsAt) return { ...head, slots: [] };
    const { block, beganAt } = blockAt(startsAt, at);
    // The installation's own model for everybody, whatever a listener's library holds.
    const slots = await openBlock(deps(), container, container.store, { code, startsAt, payload, block });
    return {
      ...head,
      slots: slots.map(({ startMs, endMs, trackId, coverUrl, lengthMs, ...song }) => ({
        ...song,
        starts_at: beganAt + startMs,
        ends_at: beganAt + endMs,
        track_id: trackId,
        cover_url: coverUrl,
        length_seconds: lengthMs / 1000,
      })),
    };
  },
);
