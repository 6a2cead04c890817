import { route } from "@/lib/server/route";
import { SHARED_STATION_PREFIX } from "@/lib/share/shared-seed";
import { listFollowed } from "@/lib/share/shares";

export const GET = route({ access: "listener" }, async ({ container, session }) => ({
  stations: (await listFollowed(container.shares, session.listener.id)).map(({ code, share }) => ({
    id: SHARED_STATION_PREFIX + code,
    name: share.payload.name,
    artists: share.payload.style.map(({ name }) => name),
  })),
}));
