// The session cookie on the wire: next-auth's name, its chunks and its attributes, read and written by us as well,
// because a route handler that refreshed a token has to send the new cookie itself.

/** What a cookie is read from: any request. */
export type WithHeaders = { readonly headers: { get(name: string): string | null } };

export type CookiePair = { readonly name: string; readonly value: string };

export type SessionCookie = {
  readonly name: string;
  /** Whole value of the cookie among these, chunks joined; undefined = there is none. */
  read(cookies: readonly CookiePair[]): string | undefined;
  /** Set-Cookie headers that replace what is among `cookies` by this value. */
  write(value: string, expires: Date, cookies: readonly CookiePair[]): string[];
  /** Set-Cookie headers that delete what is among `cookies`. */
  clear(cookies: readonly CookiePair[]): string[];
  /** The same for every cookie of ours, the sign-in's own and a guest's too. */
  clearAll(cookies: readonly CookiePair[]): string[];
};

/** Life of the cookie; every refresh, hence every hour of use, begins it anew. */
export const SESSION_SECONDS = 30 * 24 * 3_600;
/** next-auth's bound: 4,096 bytes less what the name and the attributes take. */
const CHUNK_SIZE = 3_933;
/** Other programs on the same machine share the cookies of 127.0.0.1. */
const OURS = /^(__(Secure|Host)-)?(next-auth\.|longwave-)/;
const LONG_AGO = new Date(0);

export function createSessionCookie(secure: boolean): SessionCookie {
  const name = `${secure ? "__Secure-" : ""}next-auth.session-token`;
  const line = (cookie: string, value: string, expires: Date) =>
    `${cookie}=${value}; Path=/; Expires=${expires.toUTCString()}; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;
  const isOurs = ({ name: cookie }: CookiePair) => cookie === name || chunkIndex(cookie, name) !== undefined;
  const clear = (cookies: readonly CookiePair[], kept: ReadonlySet<string>) =>
    cookies
      .filter((pair) => isOurs(pair) && !kept.has(pair.name))
      .map((pair) => line(pair.name, "", LONG_AGO));

  return {
    name,
    read(cookies) {
      const whole = cookies.find((pair) => pair.name === name)?.value;
      if (whole) return whole;
      const chunks = cookies.filter(isOurs).sort((a, b) => order(a, name) - order(b, name));
      return chunks.map(({ value }) => value).join("") || undefined;
    },
    write(value, expires, cookies) {
      const chunks = toChunks(value);
      const lines = chunks.map((chunk, index): [string, string] => [
        chunks.length === 1 ? name : `${name}.${index}`,
        chunk,
      ]);
      const kept = new Set(lines.map(([cookie]) => cookie));
      return [...clear(cookies, kept), ...lines.map(([cookie, chunk]) => line(cookie, chunk, expires))];
    },
    clear: (cookies) => clear(cookies, new Set()),
    clearAll: (cookies) =>
      cookies.filter(({ name: cookie }) => OURS.test(cookie)).map((pair) => line(pair.name, "", LONG_AGO)),
  };
}

/** The pairs of a Cookie header. */
export function parseCookieHeader(header: string | null): CookiePair[] {
  return (header ?? "").split(";").flatMap((part) => {
    const at = part.indexOf("=");
    return at < 0 ? [] : [{ name: part.slice(0, at).trim(), value: part.slice(at + 1).trim() }];
  });
}

function toChunks(value: string): string[] {
  const chunks: string[] = [];
  for (let start = 0; start < value.length; start += CHUNK_SIZE) {
    chunks.push(value.slice(start, start + CHUNK_SIZE));
  }
  return chunks;
}

function chunkIndex(cookie: string, name: string): number | undefined {
  if (!cookie.startsWith(`${name}.`)) return undefined;
  const index = cookie.slice(name.length + 1);
  return /^\d+$/.test(index) ? Number(index) : undefined;
}

const order = (pair: CookiePair, name: string): number => chunkIndex(pair.name, name) ?? -1;
