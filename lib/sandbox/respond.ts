// The few ways in which the sandbox answers, and the fault that any handler may throw instead.
// Error bodies have the Web API's nested shape; the accounts service's flat one is in oauth.ts.

/** A refusal in the Web API's words; the dispatcher turns it into a response. */
export class Fault extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly reason?: string,
    readonly headers?: Readonly<Record<string, string>>,
  ) {
    super(message);
    this.name = "Fault";
  }
}

export const CORS_HEADERS = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, POST, PUT, DELETE, OPTIONS",
  "access-control-allow-headers": "Authorization, Content-Type, Accept, App-Platform, Spotify-App-Version",
  "access-control-max-age": "604800",
} as const;

export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-store", ...headers },
  });
}

export function text(body: string, status = 200): Response {
  return new Response(body, { status, headers: { "content-type": "text/plain; charset=utf-8" } });
}

export function html(body: string, status = 200): Response {
  return new Response(body, {
    status,
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
  });
}

export function noContent(): Response {
  return new Response(null, { status: 204 });
}

export function faultResponse(fault: Fault): Response {
  const error = {
    status: fault.status,
    message: fault.message,
    ...(fault.reason && { reason: fault.reason }),
  };
  return json({ error }, fault.status, fault.headers);
}
