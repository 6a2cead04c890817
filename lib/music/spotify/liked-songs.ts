// A listener's Liked Songs: written only for those who have asked for it, song by song as they rate.

import type { ListenerMusic } from "@/lib/music/service";
import type { SpotifyClient } from "./client";
import { onEitherRoute } from "./routes";

export function createLikedCalls(client: SpotifyClient): Pick<Required<ListenerMusic>, "setStarred"> {
  return {
    async setStarred(trackId, starred, { signal } = {}) {
      const id = encodeURIComponent(trackId);
      await onEitherRoute(client.gate, {
        ability: "tracks in the library",
        call: (route) =>
          client.send({
            method: starred ? "PUT" : "DELETE",
            path: route === "new" ? `me/library?uris=spotify:track:${id}` : `me/tracks?ids=${id}`,
            what: starred ? `add ${trackId} to Liked Songs` : `remove ${trackId} from Liked Songs`,
            signal,
          }),
      });
    },
  };
}
