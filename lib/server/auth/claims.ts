// What the encrypted session cookie holds. Tokens are kept nowhere else, but for what token-shelf.ts holds for an hour.

import { z } from "zod";

export const claimsSchema = z.object({
  /** The listener: the account id that never changes, or the user id where Spotify gives no other. */
  sub: z.string().min(1),
  /** What Spotify's playlists name as their owner. */
  serviceUserId: z.string().min(1),
  name: z.string(),
  picture: z.string().nullish(),
  accessToken: z.string().min(1),
  refreshToken: z.string(),
  /** Unix milliseconds at which the access token dies. */
  expiresAt: z.number(),
  /** Unix milliseconds of the sign-in: refresh tokens die six months after it, however often they are used. */
  authorizedAt: z.number(),
  /** What was granted, which may be less than what is asked today. */
  scope: z.string(),
});

export type Claims = z.infer<typeof claimsSchema>;

export type Listener = {
  readonly id: string;
  /** The owner id that the music service writes on playlists. */
  readonly serviceUserId: string;
  readonly name: string;
  readonly imageUrl?: string;
};

export function toListener({ sub, serviceUserId, name, picture }: Claims): Listener {
  return { id: sub, serviceUserId, name, ...(picture && { imageUrl: picture }) };
}
