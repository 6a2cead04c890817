import { endEventSchema } from "@/lib/api/event-schemas";
import { shareParamsSchema } from "@/lib/api/share-schemas";
import { STATION_PREFIX } from "@/lib/music/service";
import { route } from "@/lib/server/route";
import { endEvent } from "@/lib/share/events/event";
import { refuseStranger } from "@/lib/share/events/play-next";

const DESCRIPTION =
  "What an evening with Longwave came to. The artists in this playlist are the style of a station.";

export const POST = route(
  { access: "listener", params: shareParamsSchema, body: endEventSchema },
  async ({ container, session, deps, params: { code }, body }) => {
    const { event } = await container.events.read(code);
    refuseStranger(event, session.listener.id);
    const trackUris = [...new Set(event.played.map(({ uri }) => uri))];
    // The playlist first: when the service refuses, the evening is not lost.
    const made =
      body.keep && !event.ended && trackUris.length > 0
        ? await deps().music.createPlaylist({
            name: `${STATION_PREFIX}${event.payload.name}`,
            description: DESCRIPTION,
            trackUris,
          })
        : undefined;
    const { kept } = await container.events.change(code, (now) => endEvent(now, made?.id));
    return { ...(kept !== undefined && { station_id: kept }) };
  },
);
