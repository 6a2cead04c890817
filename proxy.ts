// Spotify refuses redirects to `localhost`, and a sign-in begun there would lose its cookies on the way back:
// whoever opens a page on localhost is sent to the same page on 127.0.0.1.

import { type NextRequest, NextResponse } from "next/server";

export function proxy(request: NextRequest): NextResponse {
  const host = request.headers.get("host") ?? "";
  if (!/^localhost(:\d+)?$/.test(host)) return NextResponse.next();
  const { pathname, search } = request.nextUrl;
  return NextResponse.redirect(`http://${host.replace("localhost", "127.0.0.1")}${pathname}${search}`);
}

export const config = { matcher: ["/", "/stations", "/station/:path*", "/s/:path*"] };
