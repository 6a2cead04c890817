// Sound and pictures of a Subsonic server, for the routes that hand them on to the page.

import type { Media, MediaRequest, MusicMedia } from "@/lib/music/service";
import type { SubsonicClient } from "./client";

/** All that the page may learn of the server's answer. */
const PASSED_ON = [
  "content-type",
  "content-length",
  "content-range",
  "accept-ranges",
  "etag",
  "last-modified",
];

export function createMedia(client: SubsonicClient): MusicMedia {
  return {
    openTrack: (id, request = {}) => {
      const parameters = [
        ["id", id],
        ...(request.maxKbps ? [["maxBitRate", request.maxKbps] as const] : []),
        ...(request.format ? [["format", request.format] as const] : []),
      ] as const;
      return open(client, { endpoint: "stream", parameters, what: `play the track ${id}` }, request);
    },
    openCover: (id, request = {}) => {
      const parameters = [
        ["id", id],
        ...(request.sizePx ? [["size", request.sizePx] as const] : []),
      ] as const;
      return open(client, { endpoint: "getCoverArt", parameters, what: `show the cover ${id}` }, request);
    },
  };
}

async function open(
  client: SubsonicClient,
  call: Parameters<SubsonicClient["open"]>[0],
  { range, ifRange, ifNoneMatch, signal }: MediaRequest,
): Promise<Media> {
  const response = await client.open(
    { ...call, signal },
    {
      // Lengths and parts are of the bytes as they are.
      "Accept-Encoding": "identity",
      ...(range && { Range: range }),
      ...(range && ifRange && { "If-Range": ifRange }),
      ...(ifNoneMatch && { "If-None-Match": ifNoneMatch }),
    },
  );
  const headers = PASSED_ON.flatMap((name): [string, string][] => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  return { status: response.status, headers: Object.fromEntries(headers), body: response.body };
}
