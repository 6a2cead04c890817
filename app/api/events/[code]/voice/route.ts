import { voiceSchema } from "@/lib/api/event-schemas";
import { shareParamsSchema } from "@/lib/api/share-schemas";
import { AppError } from "@/lib/errors";
import { knownArtist, toVoices } from "@/lib/server/event-wire";
import { route } from "@/lib/server/route";
import { hearVoice } from "@/lib/share/events/event";

export const PUT = route(
  { access: "anyone", params: shareParamsSchema, body: voiceSchema },
  async ({ container, request, params: { code }, body }) => {
    const device = container.guestPass.read(request);
    // Without it, a request that is sent again would be another guest's.
    if (!device) throw new AppError("forbidden", "Join the event first.");
    container.guestLimiters.voices.take(device);
    const mark = container.guestPass.markOf(code, device);
    const voice = { ...body, artist: knownArtist(container.catalogue, body.artist) };
    const event = await container.events.change(code, (now) => hearVoice(now, mark, voice));
    return { version: event.version, mine: toVoices(event.guests.find(({ id }) => id === mark)) };
  },
);
