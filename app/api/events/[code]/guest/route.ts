import { shareParamsSchema } from "@/lib/api/share-schemas";
import { clientAddress } from "@/lib/server/handle";
import { route } from "@/lib/server/route";

/** Gives a device its voice. A device that has one keeps it: one device, one voice. */
export const POST = route(
  { access: "anyone", params: shareParamsSchema },
  async ({ container, request, params: { code } }) => {
    await container.events.read(code);
    if (container.guestPass.read(request)) return undefined;
    container.guestLimiters.devices.take(clientAddress(request));
    return new Response(null, { status: 204, headers: { "Set-Cookie": container.guestPass.issue() } });
  },
);
