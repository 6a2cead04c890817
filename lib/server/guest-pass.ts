// A guest of events without an account: one voice a device, by a signed cookie that says nothing of the person.

import "server-only";
import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { parseCookieHeader, type WithHeaders } from "./auth/cookie";

export type GuestPass = {
  /** The device's id; undefined = it has none, or one that we did not sign. */
  readonly read: (request: WithHeaders) => string | undefined;
  /** A Set-Cookie header for a device without one. */
  readonly issue: () => string;
  /** How an event knows the device: another mark at each. */
  readonly markOf: (code: string, id: string) => string;
};

const COOKIE = "longwave-guest";
const LIFE_SECONDS = 90 * 86_400;

export function createGuestPass(secret: string, isSecure: boolean): GuestPass {
  const sign = (id: string) => createHmac("sha256", secret).update(`guest/${id}`).digest("base64url");
  return {
    read(request) {
      const cookies = parseCookieHeader(request.headers.get("cookie"));
      const [id, signature] = cookies.find(({ name }) => name === COOKIE)?.value.split(".") ?? [];
      if (!id || !signature) return undefined;
      const [given, right] = [Buffer.from(signature), Buffer.from(sign(id))];
      return given.length === right.length && timingSafeEqual(given, right) ? id : undefined;
    },
    issue() {
      const id = randomBytes(16).toString("base64url");
      const value = `${id}.${sign(id)}`;
      return `${COOKIE}=${value}; Path=/; Max-Age=${LIFE_SECONDS}; HttpOnly; SameSite=Lax${isSecure ? "; Secure" : ""}`;
    },
    markOf: (code, id) => createHash("sha256").update(`${code}/${id}`).digest("base64url").slice(0, 16),
  };
}
