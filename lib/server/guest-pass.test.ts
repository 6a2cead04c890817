import { describe, expect, it } from "vitest";
import { createGuestPass } from "./guest-pass";

const pass = createGuestPass("s".repeat(32), true);
const withCookie = (cookie: string) => new Request("http://127.0.0.1/", { headers: { cookie } });

describe("createGuestPass", () => {
  it("knows a device by the cookie it was given, and no other cookie", () => {
    const cookie = pass.issue();
    expect(cookie).toMatch(/HttpOnly; SameSite=Lax; Secure$/);
    const pair = cookie.split(";")[0] ?? "";
    const id = pass.read(withCookie(`other=1; ${pair}`));
    expect(id).toMatch(/^[\w-]{22}$/);
    const [value = "", signature = ""] = pair.split("=")[1]?.split(".") ?? [];
    const forged = `longwave-guest=${value.replace(/^./, (letter) => (letter === "A" ? "B" : "A"))}.${signature}`;
    for (const wrong of ["", "longwave-guest=", "longwave-guest=a.b", forged, `longwave-guest=${value}`]) {
      expect(pass.read(withCookie(wrong))).toBeUndefined();
    }
    expect(createGuestPass("t".repeat(32), true).read(withCookie(pair))).toBeUndefined();
  });

  it("marks a device differently at each event", () => {
    expect(pass.markOf("a", "x")).toBe(pass.markOf("a", "x"));
    expect(pass.markOf("a", "x")).not.toBe(pass.markOf("b", "x"));
  });
});
