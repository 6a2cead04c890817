import { createShareSchema } from "@/lib/api/schemas";
import { findSeed } from "@/lib/server/find-seed";
import { route } from "@/lib/server/route";
import { fromKnobs, fromPlayedTrack } from "@/lib/server/wire";
import { makePayload } from "@/lib/share/make-payload";
import { createShare } from "@/lib/share/shares";
import { readHistory } from "@/lib/station/history";

export const POST = route(
  { access: "listener", body: createShareSchema, status: 201 },
  async ({ container, open, session, body }) => {
    const stationDeps = await open(body.model);
    const payload = makePayload(stationDeps.catalogue, {
      name: body.name,
      seed: await findSeed(stationDeps, body.station_id),
      history: await readHistory(stationDeps, body.tracks.map(fromPlayedTrack)),
      knobs: fromKnobs(body),
    });
    const { code, expiresAt } = await createShare(container.shares, { payload, owner: session.listener.id });
    return { code, url: new URL(`/s/${code}`, container.env.NEXTAUTH_URL).href, expires_at: expiresAt };
  },
);
