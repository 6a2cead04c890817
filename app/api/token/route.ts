import { AppError } from "@/lib/errors";
import { route } from "@/lib/server/route";

/** The access token alone, for the player in the page; it lives an hour at most. */
export const GET = route({ access: "listener" }, async ({ session }) => {
  if (!("accessToken" in session)) {
    throw new AppError("not_found", "This music service is played without a token.");
  }
  return { access_token: session.accessToken, expires_at: session.expiresAt };
});
