// Fetchers of the listener's other devices, for the code that is loaded when somebody looks for one.

import { call } from "./client";
import type { ControlRequest, DeviceBody, PlaybackBody } from "./device-schemas";

export type { ControlRequest, DeviceBody, PlaybackBody } from "./device-schemas";

export const fetchDevices = async (): Promise<readonly DeviceBody[]> =>
  (await call<{ devices: DeviceBody[] }>("/api/player/devices", { fields: ["devices"] })).devices;

/** null = nothing plays anywhere. */
export const fetchPlayback = async (): Promise<PlaybackBody | null> =>
  (await call<{ playback: PlaybackBody | null }>("/api/player/state", { fields: ["playback"] })).playback;

export const control = (body: ControlRequest): Promise<void> =>
  call<void>("/api/player/control", { method: "POST", body, fields: [] });
