// The remote control of a listener's devices, for the routes that need one.

import "server-only";
import { AppError } from "@/lib/errors";
import type { RemoteControl } from "@/lib/music/service";
import type { StationDeps } from "@/lib/station/deps";

/** Throws AppError("not_found") where music is played by the page alone. */
export function remoteControlOf({ music }: StationDeps): RemoteControl {
  if (music.devices) return music.devices;
  throw new AppError("not_found", "This music service plays in this page only.");
}
