import { forgetEverythingOf } from "@/lib/server/forget";
import { route } from "@/lib/server/route";

/** Disconnect: what is kept of the listener is deleted, and the answer says what that was. */
export const DELETE = route({ access: "listener" }, async ({ container, request, session }) => {
  const { removed, setCookie } = await forgetEverythingOf(container, session.listener.id, request);
  const response = Response.json({ removed }, { headers: { "Cache-Control": "no-store" } });
  for (const cookie of setCookie) response.headers.append("Set-Cookie", cookie);
  return response;
});
