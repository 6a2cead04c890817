// One listener's calls to Spotify's Web API, over the official SDK with a fetch, a validator and errors of our own.
// Flow: single flight -> breaker -> turn -> budget -> SDK -> wire schema; refusals become AppErrors.

import { SpotifyApi } from "@spotify/web-api-ts-sdk";
import type { z } from "zod";
import { AppError, isAppError } from "@/lib/errors";
import { bucketOf } from "./breaker";
import type { Urgency } from "./budget";
import { parseJson, readResponseError, SpotifyResponseError, toAppError } from "./errors";
import type { SpotifyGate } from "./gate";

export type SpotifyCredentials = {
  /** Address of the Web API, with or without its `/v1`. */
  readonly apiUrl: string;
  readonly clientId: string;
  readonly accessToken: string;
  /** A token in place of one that Spotify calls dead before its time, as clocks differ. Absent = there is no other. */
  readonly renew?: (refused: string) => Promise<string>;
  /** `id` of `GET /me`: what playlists name as their owner. */
  readonly userId: string;
  /** Under what the calls of the listener's hour are counted. Default `userId`. */
  readonly paceKey?: string;
};

export type SpotifyRequest = {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below /v1/, without a leading slash, query included. */
  readonly path: string;
  /** Completes "Spotify could not ..." in messages. */
  readonly what: string;
  readonly body?: unknown;
  /** Higher goes first when calls wait for their turn. Default 0. */
  readonly priority?: number;
  /** What is prepared leaves the rest of a quota to who listens, and waits longer for its turn. Default "playing". */
  readonly urgency?: Urgency | undefined;
  readonly signal?: AbortSignal | undefined;
};

export interface SpotifyClient {
  readonly userId: string;
  readonly paceKey: string;
  readonly gate: SpotifyGate;
  /** The parsed answer. Throws AppError, or the reason of an aborted signal. */
  read<Schema extends z.ZodType>(request: SpotifyRequest, schema: Schema): Promise<z.output<Schema>>;
  /** For calls whose answer says nothing: player writes answer text, nothing or JSON. */
  send(request: SpotifyRequest): Promise<void>;
}

/** The one address that the SDK knows. */
const SDK_ROOT = "https://api.spotify.com/v1/";
/** Pause before the one repetition of a call that failed for no reason of ours. */
const RETRY_PAUSE_MS = 300;
/** How long a call that prepares something waits for its turn: four windows of the pace. */
const PREPARING_PATIENCE_MS = 120_000;

export function createSpotifyClient(gate: SpotifyGate, credentials: SpotifyCredentials): SpotifyClient {
  const base = toApiBase(credentials.apiUrl);
  const { paceKey = credentials.userId } = credentials;
  let { accessToken } = credentials;

  const attempt = (request: SpotifyRequest, caller: AbortSignal | undefined): Promise<unknown> => {
    const bucket = bucketOf(request.method, request.path);
    const urgency = request.urgency ?? "playing";
    gate.breaker.check(bucket);
    const call = async () => {
      // Others may have met the limit while this call waited for its turn.
      gate.breaker.check(bucket);
      await gate.budget.spend(bucket, urgency);
      gate.listeners.note(paceKey);
      const sdk = createSdk(gate, { ...credentials, accessToken }, base, within(gate.timeoutMs, caller));
      return sdk.makeRequest<unknown>(request.method, request.path, request.body);
    };
    const patienceMs = urgency === "playing" ? gate.timeoutMs : PREPARING_PATIENCE_MS;
    return gate.inTurn(call, { priority: request.priority ?? 0, signal: within(patienceMs, caller) });
  };

  const withRetry = async (request: SpotifyRequest, caller: AbortSignal | undefined): Promise<unknown> => {
    for (let tries = 1; ; tries++) {
      try {
        return await attempt(request, caller);
      } catch (error) {
        caller?.throwIfAborted();
        if (tries > 1 || isTimeout(error) || !isWorthRepeating(error, request.method)) {
          throw await explain(error, request, gate);
        }
        if (isDeadToken(error) && credentials.renew) {
          accessToken = await credentials.renew(accessToken);
          continue;
        }
      }
      await gate.sleep(RETRY_PAUSE_MS, caller);
    }
  };

  const run = (request: SpotifyRequest): Promise<unknown> => {
    request.signal?.throwIfAborted();
    if (request.method !== "GET") return withRetry(request, request.signal);
    const key = `${base} ${accessToken} ${request.path}`;
    return gate.flights.run(key, request.signal, (shared) => withRetry(request, shared));
  };

  return {
    userId: credentials.userId,
    paceKey,
    gate,
    async read(request, schema) {
      const parsed = schema.safeParse(await run(request));
      if (parsed.success) return parsed.data;
      const message = `Spotify answered in an unknown form when it was asked to ${request.what}.`;
      throw new AppError("service_unavailable", message, { cause: parsed.error });
    },
    async send(request) {
      await run(request);
    },
  };
}

/** The address of the Web API with its `/v1` and without a trailing slash. */
export function toApiBase(apiUrl: string): string {
  const base = apiUrl.replace(/\/+$/, "");
  return new URL(base).pathname === "/" ? `${base}/v1` : base;
}

function createSdk(
  gate: SpotifyGate,
  { clientId, accessToken }: SpotifyCredentials,
  base: string,
  signal: AbortSignal,
): SpotifyApi {
  // The session keeps the token fresh; a date that never comes stops the SDK from refreshing it by itself.
  const expiry = { expires_in: 3_600, expires: Number.MAX_SAFE_INTEGER };
  const token = { access_token: accessToken, token_type: "Bearer", refresh_token: "", ...expiry };
  return SpotifyApi.withAccessToken(clientId, token, {
    fetch: (url, init) => gate.fetch(rebase(String(url), base), { ...init, signal, cache: "no-store" }),
    responseValidator: {
      validateResponse: async (response) => {
        if (!response.ok) throw await readResponseError(response, gate.now());
      },
    },
    deserializer: {
      // The SDK types the answer as whatever the caller hopes for; `read` checks it.
      deserialize: async <Answer>(response: Response) => (parseJson(await response.text()) ?? null) as Answer,
    },
  });
}

function rebase(url: string, base: string): string {
  return url.startsWith(SDK_ROOT) ? `${base}/${url.slice(SDK_ROOT.length)}` : url;
}

function isWorthRepeating(error: unknown, method: SpotifyRequest["method"]): boolean {
  if (isAppError(error)) return false;
  // Good tokens are refused now and then ("Access token missing"); a refused call did nothing, whatever its method.
  if (error instanceof SpotifyResponseError && error.status === 401) return true;
  if (method === "POST") return false;
  return !(error instanceof SpotifyResponseError) || error.status >= 500;
}

/** Unlike "Access token missing", which good tokens are told now and then. */
function isDeadToken(error: unknown): boolean {
  const isRefused = error instanceof SpotifyResponseError && error.status === 401;
  return isRefused && /expired|invalid access token/i.test(error.message);
}

async function explain(error: unknown, request: SpotifyRequest, gate: SpotifyGate): Promise<unknown> {
  if (isAppError(error)) return error;
  if (error instanceof SpotifyResponseError) {
    if (error.status !== 429) return toAppError(error, request.what);
    const bucket = bucketOf(request.method, request.path);
    const { reason, retryAfterMs } = error;
    const refusal = gate.breaker.trip(bucket, { reason, retryAfterMs, cause: error });
    if (refusal.details?.kind === "quota") await gate.budget.close(bucket, gate.breaker.closedUntil(bucket));
    return refusal;
  }
  const message = isTimeout(error)
    ? `Spotify did not answer within ${gate.timeoutMs / 1_000} s when it was asked to ${request.what}.`
    : `Spotify cannot be reached to ${request.what}.`;
  return new AppError("service_unavailable", message, { cause: error });
}

function within(ms: number, caller: AbortSignal | undefined): AbortSignal {
  const timeout = AbortSignal.timeout(ms);
  return caller ? AbortSignal.any([caller, timeout]) : timeout;
}

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === "TimeoutError";
}
