// Signs a listener in to a Subsonic server: finds the way that gives the least away and proves it by a call.

import { randomBytes } from "node:crypto";
import { AppError, isAppError } from "@/lib/errors";
import { createSubsonicClient } from "./client";
import { type SubsonicCredentials, toTokenCredentials } from "./credentials";
import type { SubsonicGate } from "./gate";
import { tokenInfoAnswer } from "./responses";

export type SubsonicSignIn = {
  readonly gate: SubsonicGate;
  readonly url: string;
  /** Empty = `secret` is an API key. */
  readonly username: string;
  readonly secret: string;
  readonly signal?: AbortSignal;
};

/** Codes that mean "not by a token": a parameter missed (the password), no tokens for this account, not this way. */
const TOKEN_REFUSALS = [10, 41, 42];

/** What proves the listener from now on. Throws AppError("not_signed_in") for a wrong name or password. */
export async function signInToSubsonic(input: SubsonicSignIn): Promise<SubsonicCredentials> {
  const { username, secret } = input;
  if (username === "") return signInByKey(input);
  const ways: SubsonicCredentials[] = [
    toTokenCredentials(username, secret, randomBytes(12).toString("hex")),
    { kind: "basic", username, password: secret },
  ];
  for (const credentials of ways) {
    try {
      await ping(input, credentials);
      return credentials;
    } catch (error) {
      if (!isAppError(error) || !isRefusalOfWay(error, credentials)) throw error;
    }
  }
  const password: SubsonicCredentials = { kind: "password", username, password: secret };
  await ping(input, password);
  return password;
}

/** A wrong password under a token is wrong in every way; a header that is not read looks like a wrong password. */
function isRefusalOfWay({ details, code }: AppError, { kind }: SubsonicCredentials): boolean {
  return TOKEN_REFUSALS.includes(Number(details?.code)) || (kind === "basic" && code === "not_signed_in");
}

async function signInByKey({ gate, url, secret, signal }: SubsonicSignIn): Promise<SubsonicCredentials> {
  const client = createSubsonicClient({
    gate,
    url,
    credentials: { kind: "key", username: "", apiKey: secret },
  });
  const call = { endpoint: "tokenInfo", what: "say whose API key this is", signal };
  const answer = await client.readIfThere(call, tokenInfoAnswer);
  if (answer) return { kind: "key", username: answer.tokenInfo.username, apiKey: secret };
  throw new AppError(
    "not_signed_in",
    "This music server knows no API keys: sign in with user name and password.",
  );
}

async function ping({ gate, url, signal }: SubsonicSignIn, credentials: SubsonicCredentials): Promise<void> {
  await createSubsonicClient({ gate, url, credentials }).send({ endpoint: "ping", what: "sign in", signal });
}
