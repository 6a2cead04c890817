// One call as the handlers see it, and the small readers of its parameters and body.
// A reader that finds something wrong throws the Fault that Spotify would answer.
import type { AccountFixture } from "./fixtures";
import { Fault } from "./respond";
import type { AccessToken, PlaylistState, SandboxState, World } from "./state";
import type { Wire } from "./wire";

export type Call = {
  readonly request: Request;
  readonly url: URL;
  /** Parts of the path that the route names. */
  readonly params: Readonly<Record<string, string>>;
  readonly state: SandboxState;
  readonly world: World;
  readonly wire: Wire;
  readonly now: number;
  readonly account: AccountFixture;
  readonly token: AccessToken;
};

export function param(call: Call, name: string): string {
  return call.params[name] ?? "";
}

export type Page = { readonly limit: number; readonly offset: number };

/** `limit` and `offset` of the query; out of range is 400, as the real service answers. */
export function readPage(call: Call, { standard = 20, max = 50, maxOffset = 100_000 } = {}): Page {
  return {
    limit: readInteger(call, "limit", { standard, min: 1, max }),
    offset: readInteger(call, "offset", { standard: 0, min: 0, max: maxOffset }),
  };
}

/** `market` may be left out: the token's country decides. The word that used to say so is refused since 2026. */
export function checkMarket({ url }: Call): void {
  const market = url.searchParams.get("market");
  if (market !== null && !/^[A-Z]{2}$/.test(market)) throw new Fault(400, "Invalid market code");
}

/** The page of search and of an artist's albums, which new development apps get ten at a time. */
export function readTightPage(call: Call): Page {
  const isNew = call.state.switches.tier === "dev-new";
  return readPage(call, { standard: isNew ? 5 : 20, max: isNew ? 10 : 50, maxOffset: 1_000 });
}

export function readInteger(
  call: Call,
  name: string,
  range: { readonly standard?: number; readonly min: number; readonly max: number },
): number {
  const raw = call.url.searchParams.get(name);
  if (raw === null && range.standard !== undefined) return range.standard;
  const value = raw === null || raw.trim() === "" ? Number.NaN : Number(raw);
  if (!Number.isInteger(value) || value < range.min || value > range.max) {
    throw new Fault(400, `Invalid ${name}`);
  }
  return value;
}

/** Wraps one page of a list in the paging object; `href` and its neighbours keep the query. */
function toPage<T>(call: Call, items: readonly T[], page: Page & { readonly total: number }) {
  const at = (offset: number) => {
    const url = new URL(call.url);
    url.searchParams.set("offset", String(offset));
    url.searchParams.set("limit", String(page.limit));
    return url.href;
  };
  const { limit, offset, total } = page;
  return {
    href: at(offset),
    items,
    limit,
    next: offset + limit < total ? at(offset + limit) : null,
    offset,
    previous: offset > 0 ? at(Math.max(0, offset - limit)) : null,
    total,
  };
}

/** The slice of a list that the page asks for, mapped and wrapped. */
export function pageOf<T, U>(call: Call, list: readonly T[], page: Page, map: (item: T) => U) {
  const items = list.slice(page.offset, page.offset + page.limit).map(map);
  return toPage(call, items, { ...page, total: list.length });
}

/** The JSON body as an object; {} where there is none. */
export async function readBody(call: Call): Promise<Readonly<Record<string, unknown>>> {
  const raw = await call.request.text();
  if (raw.trim() === "") return {};
  try {
    const value: unknown = JSON.parse(raw);
    if (isRecord(value)) return value;
  } catch {
    // Falls through to the same answer as a body that is JSON but no object.
  }
  throw new Fault(400, "Error parsing JSON.");
}

/** A list of strings from the body or, comma separated, from the query; undefined where neither has it. */
export function readStrings(
  call: Call,
  body: Readonly<Record<string, unknown>>,
  name: string,
): string[] | undefined {
  const value = body[name];
  if (Array.isArray(value)) return value.map(String);
  return call.url.searchParams
    .get(name)
    ?.split(",")
    .map((part) => part.trim())
    .filter(Boolean);
}

export function getPlaylist(call: Call): PlaylistState {
  const playlist = call.state.playlists.get(param(call, "id"));
  if (!playlist) throw new Fault(404, "Resource not found");
  return playlist;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
