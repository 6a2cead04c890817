import { controlRequestSchema } from "@/lib/api/device-schemas";
import { remoteControlOf } from "@/lib/server/remote-control";
import { route } from "@/lib/server/route";

export const POST = route({ access: "listener", body: controlRequestSchema }, async ({ deps, body }) => {
  const { signal } = deps();
  const remote = remoteControlOf(deps());
  const id = body.device_id;
  switch (body.command) {
    case "transfer":
      return remote.transferTo({ deviceId: id, play: body.play }, { signal });
    case "pause":
      return remote.pause(id, { signal });
    case "resume":
      return remote.resume(id, { signal });
    case "seek":
      return remote.seek(id, body.position_ms, { signal });
    case "volume":
      return remote.setVolume(id, body.volume, { signal });
  }
});
