// Before each page: whoever opens it on `localhost` is sent to 127.0.0.1, because Spotify refuses redirects to `localhost`
// and a sign-in begun there would lose its cookies on the way back; and what the page may load is fixed, scripts by a nonce.

import { type NextRequest, NextResponse } from "next/server";

export function proxy(request: NextRequest): NextResponse {
  const host = request.headers.get("host") ?? "";
  if (/^localhost(:\d+)?$/.test(host)) {
    const { pathname, search } = request.nextUrl;
    return NextResponse.redirect(`http://${host.replace("localhost", "127.0.0.1")}${pathname}${search}`);
  }
  const policy = contentPolicy(crypto.randomUUID());
  const headers = new Headers(request.headers);
  // The framework reads the nonce from here and puts it on its own scripts.
  headers.set("Content-Security-Policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

/** Pages only: neither what they load nor the API, whose answers are no documents. */
export const config = {
  matcher: ["/((?!api/|_next/|favicon.ico|icon.svg|.*\\.(?:png|svg|ico|txt|woff2?)$).*)"],
};

/** Spotify's player script brings a frame of its own, and talks to the service from there and from the page. */
const SPOTIFY_FRAMES = "https://sdk.scdn.co";
const SPOTIFY_CALLS = "https://*.spotify.com wss://*.spotify.com https://*.scdn.co";

const isDevelopment = process.env.NODE_ENV === "development";

function contentPolicy(nonce: string): string {
  // Where the player's script comes from; beside Spotify's own address the sandbox's.
  const sdk = process.env.SPOTIFY_SDK_URL ? new URL(process.env.SPOTIFY_SDK_URL).origin : "";
  const rules: Readonly<Record<string, string>> = {
    "default-src": "'self'",
    // The player's script is put into the page by a script that has the nonce.
    "script-src": `'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src": "'self' 'unsafe-inline'",
    "img-src": `'self' data: https: ${sdk}`,
    "media-src": `'self' blob: data: https: ${sdk}`,
    "font-src": "'self'",
    "connect-src": `'self' ${SPOTIFY_CALLS} ${sdk}${isDevelopment ? " ws:" : ""}`,
    "frame-src": `${SPOTIFY_FRAMES} ${sdk}`,
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
  };
  return Object.entries(rules)
    .map(([name, value]) => `${name} ${value.trim()}`)
    .join("; ");
}
