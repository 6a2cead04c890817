// What the listener's server is told of their listening: plays, and stars when they are asked for.

import { isAppError } from "@/lib/errors";
import type { ListenerMusic } from "@/lib/music/service";
import type { SubsonicClient } from "./client";

type FeedbackPart = Required<Pick<ListenerMusic, "reportPlay" | "setStarred">>;

export function createFeedbackCalls(client: SubsonicClient): FeedbackPart {
  return {
    async reportPlay({ trackId, startedAt, finished }, { signal } = {}) {
      const parameters = [
        ["id", trackId],
        ["time", startedAt],
        ["submission", String(finished)],
      ] as const;
      const what = `note that the track ${trackId} was played`;
      await client.send({ endpoint: "scrobble", parameters, what, writes: true, signal });
    },
    async setStarred(trackId, starred, { signal } = {}) {
      const endpoint = starred ? "star" : "unstar";
      const call = {
        endpoint,
        parameters: [["id", trackId]],
        what: `${endpoint} the track ${trackId}`,
        signal,
      } as const;
      await client.send({ ...call, writes: true }).catch((error: unknown) => {
        // Some servers call it a fault when nothing has to be done.
        if (!isAppError(error) || !/already starred|not starred/i.test(error.message)) throw error;
      });
    },
  };
}
