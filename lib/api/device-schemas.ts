// The wire's shapes of the listener's other devices: which there are, what plays, and the commands of a remote control.

import { z } from "zod";

const deviceId = z.string().min(1).max(200);

export const devicesResponseSchema = z.object({
  devices: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      type: z.string().describe("In the service's words, e.g. Computer, Smartphone, Speaker"),
      active: z.boolean().describe("What plays, plays there"),
      controllable: z.boolean(),
    }),
  ),
});
export type DeviceBody = z.infer<typeof devicesResponseSchema>["devices"][number];

export const playbackResponseSchema = z.object({
  playback: z
    .object({
      device_id: z.string(),
      track_ids: z.array(z.string()).describe("All ids that the track goes by; none for what is no track"),
      position_ms: z.number(),
      length_ms: z.number(),
      paused: z.boolean(),
    })
    .nullable()
    .describe("null = nothing plays anywhere"),
});
export type PlaybackBody = NonNullable<z.infer<typeof playbackResponseSchema>["playback"]>;

export const controlRequestSchema = z.discriminatedUnion("command", [
  z.object({ command: z.literal("transfer"), device_id: deviceId, play: z.boolean() }),
  z.object({ command: z.literal("pause"), device_id: deviceId }),
  z.object({ command: z.literal("resume"), device_id: deviceId }),
  z.object({ command: z.literal("seek"), device_id: deviceId, position_ms: z.number().int().min(0) }),
  z.object({ command: z.literal("volume"), device_id: deviceId, volume: z.number().min(0).max(1) }),
]);
export type ControlRequest = z.infer<typeof controlRequestSchema>;
