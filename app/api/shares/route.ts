import { createShareSchema } from "@/lib/api/schemas";
import { route } from "@/lib/server/route";
import { readTaste } from "@/lib/server/taste";
import { createShare } from "@/lib/share/shares";

export const POST = route(
  { access: "listener", body: createShareSchema, status: 201 },
  async ({ container, open, session, body }) => {
    const payload = await readTaste(await open(body.model), body);
    const { code, expiresAt } = await createShare(container.shares, { payload, owner: session.listener.id });
    return { code, url: new URL(`/s/${code}`, container.env.NEXTAUTH_URL).href, expires_at: expiresAt };
  },
);
