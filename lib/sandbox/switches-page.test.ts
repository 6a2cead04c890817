// The page of switches: what it shows, what its forms change, and who may send them.
import { describe, expect, it } from "vitest";
import { createListener, createTestSandbox, ORIGIN, type TestSandbox } from "./sandbox.fixture";

const send = (sandbox: TestSandbox, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  sandbox.fetch(
    new Request(`${ORIGIN}/sandbox`, { method: "POST", body: new URLSearchParams(fields), headers }),
  );
const show = async (sandbox: TestSandbox) => {
  const response = await sandbox.fetch(new Request(`${ORIGIN}/sandbox`));
  return { type: response.headers.get("content-type"), body: await response.text() };
};

describe("GET /sandbox", () => {
  it("is a page that names every switch, and says that all is well", async () => {
    const sandbox = createTestSandbox();
    const { type, body } = await show(sandbox);
    expect(type).toContain("text/html");
    expect(body).toContain("All is well");
    for (const name of [
      "tier",
      "ownerPremium",
      "accounts.frida.premium",
      "quota.max.artist-albums",
      "relinked",
    ])
      expect(body).toContain(`name="${name}"`);
  });

  it("shows what is spent of a quota, what was refused, and what is on", async () => {
    const { sandbox, call } = await createListener();
    await send(sandbox, {
      section: "limits",
      "rate.windowMs": "30000",
      "quota.windowMs": "60000",
      "quota.max.me": "2",
    });
    for (let n = 0; n < 3; n++) await call("GET", "/v1/me");
    const { body } = await show(sandbox);
    expect(body).toMatch(/>2 <b>\+1 refused<\/b>/);
    expect(body).toContain("<li>me: 2</li>");
  });
});

describe("POST /sandbox", () => {
  it("takes a section's switches, blank and unticked ones too, and leads back", async () => {
    const { sandbox, call } = await createListener();
    const answer = await send(sandbox, { section: "app", tier: "extended", refusals: "text" });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/sandbox#app"]);
    expect(sandbox.state.switches).toMatchObject({
      tier: "extended",
      refusals: "text",
      ownerPremium: false,
      accounts: { ada: { premium: false, allowListed: false } },
    });
    expect((await call("GET", "/v1/me")).text).toContain("Active premium subscription required");
  });

  it("switches faults of routes on and off, one by one", async () => {
    const { sandbox, call } = await createListener();
    const add = (kind: string, amount = "") =>
      send(sandbox, { section: "faults", route: "GET /v1/me", kind, amount });
    await add("429 QUOTA_EXCEEDED");
    await add("slow", "1");
    const refused = await call("GET", "/v1/me");
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "3600"]);
    expect(refused.body).toMatchObject({ error: { reason: "QUOTA_EXCEEDED" } });
    await send(sandbox, { section: "faults", remove: "failing.0" });
    expect((await call("GET", "/v1/me")).status).toBe(200);
    await add("drop");
    await expect(call("GET", "/v1/me")).rejects.toThrow(TypeError);
    await send(sandbox, { section: "all", do: "clear" });
    expect((await show(sandbox)).body).toContain("All is well");
  });

  it("does things at once: the clock, tokens, devices", async () => {
    const { sandbox, call } = await createListener();
    await send(sandbox, { section: "now", clock: "60000" });
    expect(sandbox.state.clockOffsetMs).toBe(60_000);
    await send(sandbox, { section: "now", token: "expire_access", account: "bruno" });
    expect((await call("GET", "/v1/me")).status).toBe(200);
    await send(sandbox, { section: "now", token: "expire_access" });
    expect((await call("GET", "/v1/me")).status).toBe(401);
  });

  it.each([
    ["a value that no switch takes", { section: "answers", latencyMs: "-5" }, {}, 422],
    ["a section there is not", { section: "moon" }, {}, 422],
    ["a foreign page", { section: "all", do: "clear" }, { origin: "https://elsewhere.example" }, 403],
  ])("refuses %s", async (_, fields: Record<string, string>, headers: Record<string, string>, status) => {
    expect((await send(createTestSandbox(), fields, headers)).status).toBe(status);
  });
});
