import { createEventSchema } from "@/lib/api/event-schemas";
import { toEventUrl } from "@/lib/server/event-wire";
import { route } from "@/lib/server/route";
import { readTaste } from "@/lib/server/taste";

export const POST = route(
  { access: "listener", body: createEventSchema, status: 201 },
  async ({ container, open, session, body }) => {
    const payload = await readTaste(container, await open(body.model), body);
    const code = await container.events.create({
      host: session.listener.id,
      stationId: body.station_id,
      payload,
    });
    return { code, url: toEventUrl(container, code) };
  },
);
