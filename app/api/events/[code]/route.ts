import { hostActionSchema } from "@/lib/api/event-schemas";
import { shareParamsSchema } from "@/lib/api/share-schemas";
import { knownArtist, toEventUrl, toEventView, toHostView, toVoices } from "@/lib/server/event-wire";
import { route } from "@/lib/server/route";
import { actAsHost } from "@/lib/share/events/event";
import { refuseStranger } from "@/lib/share/events/play-next";

export const GET = route(
  { access: "anyone", params: shareParamsSchema },
  async ({ container, request, session, params: { code } }) => {
    const open = await container.events.read(code);
    const device = container.guestPass.read(request);
    const mark = device && container.guestPass.markOf(code, device);
    return {
      ...toEventView(container.catalogue, open),
      url: toEventUrl(container, code),
      mine: toVoices(open.event.guests.find(({ id }) => id === mark)),
      ...(session?.listener.id === open.event.host && { host: toHostView(open) }),
    };
  },
);

export const PATCH = route(
  { access: "listener", params: shareParamsSchema, body: hostActionSchema },
  async ({ container, session, params: { code }, body }) => {
    const act = "artist" in body ? { ...body, artist: knownArtist(container.catalogue, body.artist) } : body;
    const { version } = await container.events.change(code, (event) => {
      refuseStranger(event, session.listener.id);
      return actAsHost(event, act);
    });
    return { version };
  },
);
