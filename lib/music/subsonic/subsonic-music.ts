// A Subsonic server as a music service (lib/music/service.ts): one listener's view, made per request and cheap to make.
// What outlives the request (turns, what the server lacks, the list of its artists) is in the gate.

import type { ListenerMusic } from "@/lib/music/service";
import { createSubsonicClient, type SubsonicConnection } from "./client";
import { createFeedbackCalls } from "./feedback";
import { createLibrary } from "./library";
import type { CoverAddress } from "./mapping";
import { createMedia } from "./media";
import { createPlaylistCalls } from "./playlists";
import { createTrackCalls } from "./tracks";

export type SubsonicMusicOptions = SubsonicConnection & {
  readonly coverAddress: CoverAddress;
};

export function createSubsonicMusic({ coverAddress, ...connection }: SubsonicMusicOptions): ListenerMusic {
  const client = createSubsonicClient(connection);
  return {
    ...createPlaylistCalls(client, coverAddress),
    ...createTrackCalls(client, coverAddress),
    ...createFeedbackCalls(client),
    library: createLibrary(client),
    media: createMedia(client),
  };
}
