import { describe, expect, it } from "vitest";
import { type CookiePair, createSessionCookie, parseCookieHeader } from "./cookie";

const expires = new Date("2026-12-01T00:00:00Z");
const cookie = createSessionCookie(false);

/** What a browser holds after it has seen these headers. */
function apply(lines: readonly string[], before: readonly CookiePair[] = []): CookiePair[] {
  const jar = new Map(before.map(({ name, value }) => [name, value]));
  for (const line of lines) {
    const [pair = "", ...attributes] = line.split("; ");
    const [name = "", value = ""] = pair.split("=");
    const gone = attributes.some((part) => part.startsWith("Expires=Thu, 01 Jan 1970"));
    if (gone) jar.delete(name);
    else jar.set(name, value);
  }
  return Array.from(jar, ([name, value]) => ({ name, value }));
}

describe("createSessionCookie", () => {
  it("is out of reach of scripts and other sites, and on https of plain http", () => {
    expect(cookie.write("abc", expires, [])).toEqual([
      "next-auth.session-token=abc; Path=/; Expires=Tue, 01 Dec 2026 00:00:00 GMT; HttpOnly; SameSite=Lax",
    ]);
    expect(createSessionCookie(true).write("abc", expires, [])).toEqual([
      "__Secure-next-auth.session-token=abc; Path=/; Expires=Tue, 01 Dec 2026 00:00:00 GMT; HttpOnly; SameSite=Lax; Secure",
    ]);
  });

  it("splits what a browser would refuse and puts it together again, whatever the order", () => {
    const value = Array.from({ length: 45_000 }, (_, index) => String(index % 10)).join("");
    const jar = apply(cookie.write(value, expires, []));
    expect(jar).toHaveLength(12);
    expect(Math.max(...jar.map((pair) => pair.value.length))).toBe(3_933);
    expect(cookie.read(jar.reverse())).toBe(value);
  });

  it("leaves no chunk of a longer value behind, nor a whole one beside chunks", () => {
    const long = apply(cookie.write("x".repeat(9_000), expires, []));
    const short = apply(cookie.write("short", expires, long), long);
    expect(short).toEqual([{ name: cookie.name, value: "short" }]);
    const longAgain = apply(cookie.write("y".repeat(9_000), expires, short), short);
    expect(cookie.read(longAgain)).toBe("y".repeat(9_000));
    expect(apply(cookie.clear(longAgain), longAgain)).toEqual([]);
  });

  it("minds its own cookies only", () => {
    const others = parseCookieHeader(
      "next-auth.session-token-x=1; next-auth.csrf-token=2; next-auth.session-token.old=3",
    );
    expect(cookie.read(others)).toBeUndefined();
    expect(cookie.clear(others)).toEqual([]);
  });
});

describe("parseCookieHeader", () => {
  it("reads pairs and passes over what is none", () => {
    expect(parseCookieHeader("a=1; b=x=y;c; =d")).toEqual([
      { name: "a", value: "1" },
      { name: "b", value: "x=y" },
      { name: "", value: "d" },
    ]);
    expect(parseCookieHeader(null)).toEqual([]);
  });
});
