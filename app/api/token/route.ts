import { createLimiter } from "@/lib/api/limiter";
import { renewTokenSchema } from "@/lib/api/schemas";
import { AppError } from "@/lib/errors";
import type { Session } from "@/lib/server/auth/auth";
import { route } from "@/lib/server/route";

/** A page that asks for more than that would spend the accounts service's patience with everybody. */
const renewals = createLimiter({ perMinute: 3, now: Date.now });

/** The access token alone, for the player in the page; it lives an hour at most. */
export const GET = route({ access: "listener" }, async ({ session }) => {
  const { accessToken, expiresAt } = withToken(session);
  return { access_token: accessToken, expires_at: expiresAt };
});

/** The same in place of one that the service refused before its time. */
export const POST = route({ access: "listener", body: renewTokenSchema }, async ({ session, body }) => {
  const current = withToken(session);
  const isRefused = body.refused === current.accessToken;
  if (isRefused) renewals.take(session.listener.id);
  const { accessToken, expiresAt } = isRefused ? await current.renew(body.refused) : current;
  return { access_token: accessToken, expires_at: expiresAt };
});

function withToken(session: Session) {
  if ("accessToken" in session) return session;
  throw new AppError("not_found", "This music service is played without a token.");
}
