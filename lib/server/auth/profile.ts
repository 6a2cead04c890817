// Who has just signed in: Spotify's profile, or why Spotify does not let this account in.
// A refusal is a value here, because an error in the middle of next-auth's callback loses its reason.

import { z } from "zod";
import type { SignInErrorCode } from "@/lib/api/sign-in-errors";
import { toApiBase } from "@/lib/music/spotify/client";
import { readResponseError } from "@/lib/music/spotify/errors";
import { largestImage } from "@/lib/music/spotify/mapping";
import { wireProfileSchema } from "@/lib/music/spotify/responses";
import { AUTH_TIMEOUT_MS, type AuthSettings, logToConsole } from "./settings";

export const signInProfileSchema = z.object({
  sub: z.string(),
  serviceUserId: z.string(),
  name: z.string(),
  image: z.string().optional(),
  /** Present = not signed in, for this reason. */
  denied: z.string().optional(),
});

export type SignInProfile = z.infer<typeof signInProfileSchema> & { readonly denied?: SignInErrorCode };

export async function readProfile(settings: AuthSettings, accessToken: string): Promise<SignInProfile> {
  const { fetch = globalThis.fetch, now = Date.now } = settings;
  const headers = { Authorization: `Bearer ${accessToken}` };
  const signal = AbortSignal.timeout(AUTH_TIMEOUT_MS);
  try {
    const url = `${toApiBase(settings.apiUrl)}/me`;
    const response = await fetch(url, { headers, signal, cache: "no-store" });
    if (!response.ok) {
      const { status, message } = await readResponseError(response, now());
      return toDenied(status, message);
    }
    const { id, account_id, display_name, images } = wireProfileSchema.parse(await response.json());
    const image = largestImage(images ?? []);
    return { sub: account_id ?? id, serviceUserId: id, name: display_name ?? id, ...(image && { image }) };
  } catch (error) {
    const { log = logToConsole } = settings;
    log("error", "PROFILE_FAILED", error instanceof Error ? error.message : String(error));
    return denied("ServiceDown");
  }
}

function toDenied(status: number, message: string): SignInProfile {
  if (status === 403) return denied(/premium subscription/i.test(message) ? "OwnerPremium" : "NotAllowed");
  return denied(status === 429 ? "ServiceLimited" : "ServiceDown");
}

function denied(code: SignInErrorCode): SignInProfile {
  return { sub: "denied", serviceUserId: "denied", name: "", denied: code };
}
