// How a listener proves who they are to a Subsonic server, and the parameters that say so in a call.
// A token is an MD5 of password and salt: it opens the same doors, but gives the password away to nobody.

import { createHash } from "node:crypto";

export type SubsonicCredentials =
  | { readonly kind: "token"; readonly username: string; readonly token: string; readonly salt: string }
  /**
   * For servers that know no tokens: they keep only a hash of the password and must be sent the word itself,
   * in a header of HTTP ("basic") or, where they do not read that, as a parameter ("password").
   */
  | { readonly kind: "basic" | "password"; readonly username: string; readonly password: string }
  /** OpenSubsonic's apiKeyAuthentication; the name is what the server says the key belongs to. */
  | { readonly kind: "key"; readonly username: string; readonly apiKey: string };

/** Credentials that hold no password. `salt` is random, 6 characters at least. */
export function toTokenCredentials(username: string, password: string, salt: string): SubsonicCredentials {
  const token = createHash("md5").update(`${password}${salt}`, "utf8").digest("hex");
  return { kind: "token", username, token, salt };
}

export function toAuthParameters(credentials: SubsonicCredentials): [name: string, value: string][] {
  switch (credentials.kind) {
    case "token":
      return [
        ["u", credentials.username],
        ["t", credentials.token],
        ["s", credentials.salt],
      ];
    case "password":
      return [
        ["u", credentials.username],
        ["p", `enc:${Buffer.from(credentials.password, "utf8").toString("hex")}`],
      ];
    case "key":
      return [["apiKey", credentials.apiKey]];
    case "basic":
      return [];
  }
}

export function toAuthHeaders(credentials: SubsonicCredentials): Record<string, string> {
  if (credentials.kind !== "basic") return {};
  const pair = Buffer.from(`${credentials.username}:${credentials.password}`, "utf8");
  return { Authorization: `Basic ${pair.toString("base64")}` };
}
