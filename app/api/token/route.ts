import { route } from "@/lib/server/route";

/** The access token alone, for the player in the page; it lives an hour at most. */
export const GET = route({ access: "listener" }, async ({ session }) => ({
  access_token: session.accessToken,
  expires_at: session.expiresAt,
}));
