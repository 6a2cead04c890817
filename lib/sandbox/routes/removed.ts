// Routes that the Web API lost and that the sandbox keeps no data for: refused with 403 in every tier.
// Those that old tiers still answer are marked `removed` in the other tables.
import { Fault } from "../respond";
import type { Route } from "../route";

const PATHS: readonly (readonly [Route["method"], string])[] = [
  ["GET", "/v1/artists/{id}/related-artists"],
  ["GET", "/v1/recommendations"],
  ["GET", "/v1/recommendations/available-genre-seeds"],
  ["GET", "/v1/audio-features"],
  ["GET", "/v1/audio-features/{id}"],
  ["GET", "/v1/audio-analysis/{id}"],
  ["GET", "/v1/browse/new-releases"],
  ["GET", "/v1/browse/featured-playlists"],
  ["GET", "/v1/browse/categories"],
  ["GET", "/v1/browse/categories/{id}"],
  ["GET", "/v1/browse/categories/{id}/playlists"],
  ["GET", "/v1/markets"],
  ["GET", "/v1/shows"],
  ["GET", "/v1/episodes"],
  ["GET", "/v1/audiobooks"],
  ["GET", "/v1/chapters"],
  ["PUT", "/v1/me/albums"],
  ["DELETE", "/v1/me/albums"],
  ["GET", "/v1/me/albums/contains"],
  ["PUT", "/v1/me/shows"],
  ["DELETE", "/v1/me/shows"],
  ["GET", "/v1/me/shows/contains"],
  ["PUT", "/v1/me/episodes"],
  ["DELETE", "/v1/me/episodes"],
  ["GET", "/v1/me/episodes/contains"],
  ["PUT", "/v1/me/audiobooks"],
  ["DELETE", "/v1/me/audiobooks"],
  ["GET", "/v1/me/audiobooks/contains"],
];

export const removedRoutes: readonly Route[] = PATHS.map(([method, path]) => ({
  method,
  path,
  bucket: "me",
  removed: true,
  handle: () => {
    throw new Fault(403, "Forbidden");
  },
}));
