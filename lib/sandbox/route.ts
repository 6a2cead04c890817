// What a route of the Web API is: a line in a table that the dispatcher matches, counts, limits and guards.
// The tables are in routes/.
import type { Call } from "./call";
import type { Bucket } from "./switches";

export type Route = {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Path with named parts, e.g. `/v1/artists/{id}`. */
  readonly path: string;
  readonly bucket: Bucket;
  /** Any one of these is enough; absent = every token may. */
  readonly scopes?: readonly string[];
  /** Refused with 403 in the tier of new development apps. */
  readonly removed?: boolean;
  /** A player command: Premium only, and subject to the spurious refusals. */
  readonly premium?: boolean;
  readonly handle: (call: Call) => Response | Promise<Response>;
};

export type MatchedRoute = { readonly route: Route; readonly params: Readonly<Record<string, string>> };

/** Matches in the order of the table: a fixed part before a named one, e.g. `/v1/me/player/play`. */
export function createMatcher(routes: readonly Route[]) {
  const table = routes.map((route) => ({ route, parts: route.path.split("/") }));
  return (method: string, pathname: string): MatchedRoute | undefined => {
    const parts = pathname.replace(/\/+$/, "").split("/");
    for (const { route, parts: wanted } of table) {
      if (route.method !== method || wanted.length !== parts.length) continue;
      const params = matchParts(wanted, parts);
      if (params) return { route, params };
    }
    return undefined;
  };
}

export function routeName(route: Pick<Route, "method" | "path">): string {
  return `${route.method} ${route.path}`;
}

function matchParts(wanted: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [position, part] of wanted.entries()) {
    const actual = parts[position] ?? "";
    if (part.startsWith("{")) params[part.slice(1, -1)] = decode(actual);
    else if (part !== actual) return undefined;
  }
  return params;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
