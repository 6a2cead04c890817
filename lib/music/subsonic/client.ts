// One listener's calls to a Subsonic server: address, credentials, turn, timeout, envelope, wire schema.
// Refusals become AppErrors. Media go the same way in media.ts, without the envelope.

import type { z } from "zod";
import { AppError, isAppError } from "@/lib/errors";
import { type SubsonicCredentials, toAuthHeaders, toAuthParameters } from "./credentials";
import {
  isMissingFeature,
  type SubsonicRefusal,
  toForeignError,
  toRefusalError,
  toTransportError,
} from "./errors";
import type { SubsonicGate } from "./gate";
import { emptyAnswer, envelopeSchema } from "./responses";

export type SubsonicConnection = {
  readonly gate: SubsonicGate;
  /** Address of the server, with or without its `/rest`. */
  readonly url: string;
  readonly credentials: SubsonicCredentials;
};

export type SubsonicCall = {
  /** e.g. "getPlaylist". */
  readonly endpoint: string;
  /** A name may come more than once. */
  readonly parameters?: readonly (readonly [name: string, value: string | number])[];
  /** Completes "The music server failed to ..." in messages. */
  readonly what: string;
  /** Repeating it changes something: it is sent once only. Default false. */
  readonly writes?: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds until it is given up. Default the gate's. */
  readonly timeoutMs?: number;
};

export interface SubsonicClient {
  readonly gate: SubsonicGate;
  readonly username: string;
  /** The parsed answer. Throws AppError, or the reason of an aborted signal. */
  read<Schema extends z.ZodType>(call: SubsonicCall, schema: Schema): Promise<z.output<Schema>>;
  send(call: SubsonicCall): Promise<void>;
  /** Like `read`, but undefined when this server does not have the call; it is then not asked for an hour. */
  readIfThere<Schema extends z.ZodType>(
    call: SubsonicCall,
    schema: Schema,
  ): Promise<z.output<Schema> | undefined>;
  /** The bare answer of a call for media, of any status below 400; `headers` go along. */
  open(call: SubsonicCall, headers: Readonly<Record<string, string>>): Promise<Response>;
}

/** What the server's owner sees as the program that asks. */
const CLIENT_NAME = "longwave";
/** Pause before the one repetition of a call that failed for no reason of ours. */
const RETRY_PAUSE_MS = 300;
const MISSING_TTL_MS = 3_600_000;

export function createSubsonicClient({ gate, url, credentials }: SubsonicConnection): SubsonicClient {
  const base = toRestBase(url);
  const { host } = new URL(base);

  const fetchOnce = (call: SubsonicCall, signal: AbortSignal, media?: Readonly<Record<string, string>>) => {
    const { address, init } = toRequest(base, gate.apiVersion, { credentials, call, media });
    return gate.inTurn(() => {
      signal.throwIfAborted();
      return gate.fetch(address, { ...init, signal, redirect: "manual", cache: "no-store" });
    });
  };

  const attempt = async (call: SubsonicCall, signal: AbortSignal): Promise<unknown> => {
    const response = await fetchOnce(call, signal);
    const envelope = envelopeSchema.safeParse(parseJson(await response.text()));
    if (!envelope.success) throw toForeignError(response, call.what);
    const { status, error, version, ...answer } = envelope.data["subsonic-response"];
    if (status === "ok") return answer;
    throw new Refused({
      code: error?.code ?? 0,
      message: error?.message ?? "",
      version: version ?? undefined,
    });
  };

  const run = async (call: SubsonicCall): Promise<unknown> => {
    call.signal?.throwIfAborted();
    for (let tries = 1; ; tries++) {
      const timeoutMs = call.timeoutMs ?? gate.timeoutMs;
      const timeout = AbortSignal.timeout(timeoutMs);
      try {
        return await attempt(call, call.signal ? AbortSignal.any([call.signal, timeout]) : timeout);
      } catch (error) {
        call.signal?.throwIfAborted();
        const again = tries === 1 && !timeout.aborted && isWorthRepeating(error, call, gate);
        if (!again) throw explain(error, { call, host, timedOutMs: timeout.aborted ? timeoutMs : undefined });
        if (!(error instanceof Refused)) await gate.sleep(RETRY_PAUSE_MS, call.signal);
      }
    }
  };

  const client: SubsonicClient = {
    gate,
    username: credentials.username,
    async read(call, schema) {
      const parsed = schema.safeParse(await run(call));
      if (parsed.success) return parsed.data;
      const message = `The music server answered in an unknown form when it was asked to ${call.what}.`;
      throw new AppError("service_unavailable", message, { cause: parsed.error });
    },
    async send(call) {
      await client.read(call, emptyAnswer);
    },
    async readIfThere(call, schema) {
      if ((gate.missing.get(call.endpoint) ?? 0) > gate.now()) return undefined;
      try {
        return await client.read(call, schema);
      } catch (error) {
        if (!isMissingFeature(error)) throw error;
        gate.missing.set(call.endpoint, gate.now() + MISSING_TTL_MS);
        return undefined;
      }
    },
    async open(call, headers) {
      call.signal?.throwIfAborted();
      // Only the wait for the answer is bounded: the music itself may take as long as it plays.
      const giveUp = new AbortController();
      const timer = setTimeout(() => giveUp.abort(), gate.timeoutMs);
      const signal = call.signal ? AbortSignal.any([call.signal, giveUp.signal]) : giveUp.signal;
      try {
        return await toMedia(await fetchOnce(call, signal, headers), call);
      } catch (error) {
        call.signal?.throwIfAborted();
        throw explain(error, { call, host, timedOutMs: giveUp.signal.aborted ? gate.timeoutMs : undefined });
      } finally {
        clearTimeout(timer);
      }
    },
  };
  return client;
}

/** The address that every call's name is put behind. */
export function toRestBase(url: string): string {
  const base = url.replace(/\/+$/, "");
  return base.endsWith("/rest") ? base : `${base}/rest`;
}

type RequestParts = {
  readonly credentials: SubsonicCredentials;
  readonly call: SubsonicCall;
  /** Headers of a call for media. */
  readonly media: Readonly<Record<string, string>> | undefined;
};

class Refused extends Error {
  readonly refusal: SubsonicRefusal;
  constructor(refusal: SubsonicRefusal) {
    super(refusal.message);
    this.name = "Refused";
    this.refusal = refusal;
  }
}

/**
 * A password goes into the body, because servers write addresses into their logs. Media are asked for by GET
 * whatever it costs: servers give parts of a file to no other method.
 */
function toRequest(
  base: string,
  version: string,
  { credentials, call, media }: RequestParts,
): { address: string; init: RequestInit } {
  const parameters = new URLSearchParams([
    ...toAuthParameters(credentials),
    ["v", version],
    ["c", CLIENT_NAME],
    ["f", "json"],
    ...(call.parameters ?? []).map(([name, value]): [string, string] => [name, String(value)]),
  ]).toString();
  const address = `${base}/${call.endpoint}.view`;
  const headers = { ...toAuthHeaders(credentials), ...media };
  if (credentials.kind !== "password" || media) {
    return { address: `${address}?${parameters}`, init: { method: "GET", headers } };
  }
  const type = { "Content-Type": "application/x-www-form-urlencoded" };
  return { address, init: { method: "POST", body: parameters, headers: type } };
}

/** Learns from a refusal for its age which version the server takes, so that the repetition is worth it. */
function isWorthRepeating(error: unknown, call: SubsonicCall, gate: SubsonicGate): boolean {
  if (error instanceof Refused) {
    const { code, version } = error.refusal;
    if ((code !== 20 && code !== 30) || !version || version === gate.apiVersion) return false;
    gate.apiVersion = version;
    return true;
  }
  if (call.writes) return false;
  if (isAppError(error)) return Number(error.details?.status ?? 0) >= 500 && error.details?.missing !== true;
  return true;
}

function explain(
  error: unknown,
  { call, host, timedOutMs }: { call: SubsonicCall; host: string; timedOutMs: number | undefined },
): AppError {
  if (isAppError(error)) return error;
  if (error instanceof Refused) return toRefusalError(error.refusal, call.what);
  if (timedOutMs === undefined) return toTransportError(error, host, call.what);
  const message = `The music server at ${host} did not answer within ${timedOutMs / 1_000} s when it was asked to ${call.what}.`;
  return new AppError("service_unavailable", message, { cause: error });
}

/** Media come bare; a refusal comes in the envelope, with any status. */
async function toMedia(response: Response, call: SubsonicCall): Promise<Response> {
  const type = response.headers.get("content-type") ?? "";
  const isWords = /json|xml|html/i.test(type);
  if (response.ok && !isWords) return response;
  if (response.status === 304 || response.status === 416) return response;
  const envelope = envelopeSchema.safeParse(parseJson(await response.text()));
  const error = envelope.success ? envelope.data["subsonic-response"].error : undefined;
  if (error) throw new Refused({ code: error.code, message: error.message ?? "", version: undefined });
  throw toForeignError(response, call.what);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
