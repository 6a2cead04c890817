// The access token for the player in the page, and another one in the place of one that the service refused before its time.

import "server-only";
import { createLimiter, type Limiter } from "@/lib/api/limiter";
import { AppError } from "@/lib/errors";
import { listenerPrefix } from "@/lib/store/listener-keys";
import type { Session } from "./auth/auth";

/** A page that asks for more would spend the accounts service's patience with everybody. */
const RENEWALS_PER_MINUTE = 3;

export const createRenewals = (now: () => number): Limiter =>
  createLimiter({ perMinute: RENEWALS_PER_MINUTE, now });

/** `refused` = a token that was given before. Throws AppError("too_many_requests"), and as `Session.renew` does. */
export async function answerToken(
  session: Session,
  { renewals, refused }: { readonly renewals: Limiter; readonly refused?: string },
) {
  if (!("accessToken" in session)) {
    throw new AppError("not_found", "This music service is played without a token.");
  }
  const isRefused = refused === session.accessToken;
  if (isRefused) renewals.take(listenerPrefix(session.listener.id));
  const { accessToken, expiresAt } = isRefused ? await session.renew(refused) : session;
  return { access_token: accessToken, expires_at: expiresAt };
}
