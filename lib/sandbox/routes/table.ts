// All routes of the Web API in the order of matching: a fixed part stands before a named one.
// The dispatcher matches in it; the page of switches offers it.
import type { Route } from "../route";
import { catalogueRoutes } from "./catalogue";
import { meRoutes } from "./me";
import { oldLibraryRoutes } from "./old-library";
import { playerRoutes } from "./player";
import { playlistItemRoutes } from "./playlist-items";
import { playlistRoutes } from "./playlists";
import { removedRoutes } from "./removed";
import { searchRoutes } from "./search";

export const apiRoutes: readonly Route[] = [
  ...playlistItemRoutes,
  ...playlistRoutes,
  ...searchRoutes,
  ...meRoutes,
  ...oldLibraryRoutes,
  ...playerRoutes,
  ...catalogueRoutes,
  ...removedRoutes,
];
