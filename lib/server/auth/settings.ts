// What sign-in has to know of the installation, given once by the composition root.

import type { KeyValueStore } from "@/lib/store/store";

export type AuthLog = (level: "error" | "warn", code: string, message: string) => void;

export type AuthSettings = {
  readonly clientId: string;
  /** Absent = a public client: PKCE alone proves who asks. */
  readonly clientSecret?: string | undefined;
  /** Where listeners sign in and tokens come from, e.g. https://accounts.spotify.com */
  readonly accountsUrl: string;
  /** The Web API, with or without its /v1. */
  readonly apiUrl: string;
  /** Encrypts the session cookie. */
  readonly secret: string;
  /** Where this installation is reached; decides cookie security and allowed redirects. */
  readonly url: string;
  /** Clock, Unix milliseconds. Default Date.now. */
  readonly now?: () => number;
  /** Where replicas tell each other of refreshed tokens, encrypted. Absent = there is one replica. */
  readonly store?: KeyValueStore;
  /** Waits so many milliseconds. Default a timer. */
  readonly wait?: (ms: number) => Promise<void>;
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Told of failed sign-ins, by code; never of tokens. Default the console. */
  readonly log?: AuthLog;
};

/** Milliseconds until a call to the accounts service or for the profile is given up. */
export const AUTH_TIMEOUT_MS = 8_000;

/** Address below the accounts service, e.g. `authorize`, `api/token`. */
export function toAccountsAddress(settings: AuthSettings, path: string): string {
  return `${settings.accountsUrl.replace(/\/+$/, "")}/${path}`;
}

export function logToConsole(level: "error" | "warn", code: string, message: string): void {
  console[level](`sign-in: ${code} ${message}`);
}
