// What was sent to the sandbox's Web API and accounts service: by bucket, hour and listener, and every refusal for a spent
// quota.

import { bucketOf } from "@/lib/music/spotify/breaker";

export type SentCall = {
  readonly at: number;
  /** As the budget counts it; "accounts" for the service that gives tokens. */
  readonly bucket: string;
  readonly listener: string;
  readonly route: "new" | "old" | undefined;
};

export type Ledger = {
  readonly calls: readonly SentCall[];
  /** 429s of either kind that were received. */
  readonly refusals: { readonly at: number; readonly bucket: string; readonly reason: string | undefined }[];
  /** Notes a call on its way; the listener is told by the token, or by what a token is asked for with. */
  fetch(url: string, init: RequestInit): Promise<Response>;
};

export type LedgerOptions = {
  readonly fetch: (request: Request) => Promise<Response>;
  /** Whose access token, refresh token or code this is. */
  readonly listenerOf: (secret: string) => string;
};

const API_ROOT = /^.*\/v1\//;

export function createLedger(now: () => number, { fetch, listenerOf }: LedgerOptions): Ledger {
  const calls: SentCall[] = [];
  const refusals: Ledger["refusals"][number][] = [];
  return {
    calls,
    refusals,
    async fetch(url, init) {
      const request = new Request(url, init);
      const path = url.replace(API_ROOT, "");
      const isApi = API_ROOT.test(url);
      const bucket = isApi ? bucketOf(request.method, path) : "accounts";
      const secret = isApi ? request.headers.get("authorization")?.replace("Bearer ", "") : grantOf(init);
      calls.push({ at: now(), bucket, listener: listenerOf(secret ?? ""), route: routeOf(path) });
      const response = await fetch(request);
      if (response.status === 429) {
        const text = await response.clone().text();
        refusals.push({ at: now(), bucket, reason: /QUOTA_EXCEEDED/.exec(text)?.[0] });
      }
      return response;
    },
  };
}

/** What the accounts service is shown for a token. */
function grantOf({ body }: RequestInit): string {
  const form = new URLSearchParams(typeof body === "string" ? body : "");
  return form.get("refresh_token") ?? form.get("code") ?? "";
}

/** Which of the two routes to a playlist's items a call took. */
function routeOf(path: string): SentCall["route"] {
  if (/^playlists\/[^/]+\/items/.test(path)) return "new";
  return /^playlists\/[^/]+\/tracks/.test(path) ? "old" : undefined;
}
