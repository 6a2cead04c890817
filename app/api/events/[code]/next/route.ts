import { playNextSchema } from "@/lib/api/event-schemas";
import { shareParamsSchema } from "@/lib/api/share-schemas";
import { toEventSong } from "@/lib/server/event-wire";
import { route } from "@/lib/server/route";
import { playNext } from "@/lib/share/events/play-next";

export const POST = route(
  { access: "listener", params: shareParamsSchema, body: playNextSchema },
  async ({ container, session, deps, params: { code }, body }) => {
    const { artist, track } = await playNext(container.events, deps(), code, {
      host: session.listener.id,
      after: body.after,
    });
    return toEventSong(artist, track);
  },
);
