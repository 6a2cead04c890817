import { remoteControlOf } from "@/lib/server/remote-control";
import { route } from "@/lib/server/route";

export const GET = route({ access: "listener" }, async ({ deps }) => {
  const { signal } = deps();
  return { devices: await remoteControlOf(deps()).listDevices({ signal }) };
});
