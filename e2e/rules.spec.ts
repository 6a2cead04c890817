// What binds us to the listener and to the service, against two servers over one store: tokens that are refreshed once and
// seen by nobody, walls around the session, an end without a trace, and music on another device.

import { Redis } from "ioredis";
import { startReplicas } from "../scripts/replicas.mjs";
import { expect, loudness, makeLink, test } from "./fixtures";

/** Beside the servers of the other stories, with a sandbox of their own a thousand above. */
const PORT = Number(process.env.E2E_PORT ?? 3210) + 50;
const ORIGIN = `http://127.0.0.1:${PORT}`;
/** As the sandbox makes them: access tokens and refresh tokens. */
const TOKEN = /\b[AB]Q[A-Za-z0-9]{120,}/;

test.use({ baseURL: ORIGIN });

let cluster: Awaited<ReturnType<typeof startReplicas>>;
let log = "";
test.beforeAll(async () => {
  test.setTimeout(120_000);
  cluster = await startReplicas({
    port: PORT,
    count: 2,
    env: { LOG_LEVEL: "debug" },
    onLog: (text: string) => {
      log += text;
    },
  });
});
test.afterAll(() => cluster.stop());
test.afterEach(async ({ request }) => {
  await request.delete(`${cluster.sandboxUrl}/sandbox/switches`);
});

test("ten tabs and two replicas refresh once each expiry, and nobody is signed out", async ({
  page,
  request,
  signIn,
  playwright,
}) => {
  const tokens = { accessSeconds: 62, rotateRefresh: true };
  await request.post(`${cluster.sandboxUrl}/sandbox/switches`, { data: { tokens } });
  await signIn(/Ada/);
  await expect(page.getByRole("heading", { name: "Your stations" })).toBeVisible();
  // Each with the cookie of the sign-in and never a newer one: worse than tabs, which share what is newest.
  const storageState = await page.context().storageState();
  const tabs = await Promise.all(
    Array.from({ length: 10 }, () => playwright.request.newContext({ storageState, baseURL: ORIGIN })),
  );
  let lastAccessToken = "";
  for (let expiry = 0; expiry < 3; expiry++) {
    const { expires_at } = await (await page.request.get("/api/token")).json();
    await expect.poll(() => Date.now() > expires_at - 60_000).toBe(true);
    await request.delete(`${cluster.sandboxUrl}/sandbox/calls`);
    const answers = await Promise.all(tabs.map((tab) => tab.get("/api/token")));
    expect(answers.map((answer) => answer.status())).toEqual(tabs.map(() => 200));
    const given = new Set(
      await Promise.all(answers.map(async (answer) => (await answer.json()).access_token)),
    );
    expect(given.size).toBe(1);
    expect([...given][0]).not.toBe(lastAccessToken);
    lastAccessToken = String([...given][0]);
    const { calls } = await (await request.get(`${cluster.sandboxUrl}/sandbox/calls`)).json();
    // None where a request of the page itself came first.
    expect(calls["POST /api/token"] ?? 0).toBeLessThanOrEqual(1);
  }
  await page.goto("/stations");
  await expect(page.getByRole("heading", { name: "Your stations" })).toBeVisible();
});

test("no token is in any page, script, address, answer or line of the log, but in the one answer that is for the player", async ({
  page,
  tuneIn,
}) => {
  test.setTimeout(120_000);
  const seen: { url: string; body: Promise<string>; headers: string }[] = [];
  page.on("response", (response) => {
    if (!response.url().startsWith(ORIGIN)) return;
    const body = response.text().catch(() => "");
    seen.push({ url: response.url(), body, headers: JSON.stringify(response.headers()) });
  });
  const addresses: string[] = [];
  page.on("request", (sent) => addresses.push(sent.url()));
  await tuneIn("Rainy Sunday");
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect.poll(() => loudness(page)).toBeGreaterThan(0.001);
  const station = page.url();
  for (const path of [
    "/",
    "/stations",
    "/stations/new",
    "/privacy",
    "/terms",
    "/docs",
    "/goodbye",
    "/s",
    station,
  ]) {
    await page.goto(path);
    await expect(page.locator("#main")).toBeVisible();
  }
  await page.request.get("/api/openapi.json");
  await page.request.get("/api/auth/session");

  const bodies = await Promise.all(seen.map(async ({ url, body }) => ({ url, text: await body })));
  const tokens = new Set(bodies.filter(({ url }) => url === `${ORIGIN}/api/token`).map(({ text }) => text));
  expect([...tokens].some((text) => TOKEN.test(text))).toBe(true);
  const leaks = bodies.filter(({ url, text }) => TOKEN.test(text) && url !== `${ORIGIN}/api/token`);
  expect(leaks.map(({ url }) => url)).toEqual([]);
  expect(seen.filter(({ headers }) => TOKEN.test(headers)).map(({ url }) => url)).toEqual([]);
  expect(addresses.filter((address) => TOKEN.test(address))).toEqual([]);
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toMatch(
    TOKEN,
  );
  expect(log.length).toBeGreaterThan(0);
  expect(log).not.toMatch(TOKEN);
  const token = await page.request.get("/api/token");
  expect(token.headers()["cache-control"]).toBe("no-store");
});

test("cookies, pages and writing calls are closed to other sites", async ({ page, signIn, playwright }) => {
  await signIn(/Ada/);
  await expect(page.getByRole("heading", { name: "Your stations" })).toBeVisible();
  const session = (await page.context().cookies()).filter(({ name }) => name.includes("session-token"));
  expect(session.length).toBeGreaterThan(0);
  for (const cookie of session) expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });

  const headers = (await page.request.get("/stations")).headers();
  expect(headers).toMatchObject({
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "x-frame-options": "DENY",
  });
  const policy = headers["content-security-policy"] ?? "";
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toMatch(/script-src 'self' 'nonce-[\w-]+' 'strict-dynamic';/);

  const write = (sent: Record<string, string>) =>
    page.request.delete("/api/account", { headers: sent, failOnStatusCode: false });
  const foreign: Record<string, string>[] = [
    { origin: "https://elsewhere.example" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site", origin: ORIGIN },
  ];
  for (const sent of foreign) {
    const answer = await write(sent);
    expect([answer.status(), (await answer.json()).error.code]).toEqual([403, "forbidden"]);
  }

  const stranger = await playwright.request.newContext({ baseURL: ORIGIN });
  // A way back from the service that this browser never went there for: no state, no verifier.
  const forged = await stranger.get("/api/auth/callback/spotify?code=stolen&state=guessed");
  expect(forged.url()).toContain("error=");
  expect((await stranger.get("/api/token")).status()).toBe(401);
  const { csrfToken } = await (await stranger.get("/api/auth/csrf")).json();
  const form = { csrfToken, callbackUrl: "https://elsewhere.example/", json: "true" };
  const begun = await stranger.post("/api/auth/signin/spotify", { form });
  const consent = new URL((await begun.json()).url);
  expect(consent.searchParams.get("redirect_uri")).toBe(`${ORIGIN}/api/auth/callback/spotify`);
  for (const name of ["state", "code_challenge"]) expect(consent.searchParams.get(name)).toMatch(/.{20,}/);
  const { cookies } = await stranger.storageState();
  const callback = cookies.find(({ name }) => name.endsWith("callback-url"));
  expect(decodeURIComponent(callback?.value ?? "")).toMatch(new RegExp(`^${ORIGIN}`));
});

test("disconnecting removes every trace at once and says what it was", async ({
  page,
  expectAccessible,
  playwright,
  tuneIn,
}) => {
  await tuneIn("Rainy Sunday");
  const link = await makeLink(page);
  await page.keyboard.press("Escape");
  const elsewhere = await playwright.request.newContext({
    storageState: await page.context().storageState(),
    baseURL: ORIGIN,
  });
  expect((await elsewhere.get("/api/token")).status()).toBe(200);
  const otherTab = await page.context().newPage();
  await otherTab.goto("/stations");
  await expect(otherTab.getByRole("heading", { name: "Your stations" })).toBeVisible();

  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("button", { name: "Disconnect and forget me" }).click();
  await expect(page.getByRole("heading", { name: "You are disconnected" })).toBeVisible();
  await expect(page.getByText("One short link.")).toBeVisible();
  await expectAccessible();
  await expect(otherTab.getByRole("heading", { name: "You are disconnected" })).toBeVisible();
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  const left = (await page.context().cookies()).map(({ name }) => name);
  expect(left.filter((name) => name.includes("session-token"))).toEqual([]);
  expect((await page.request.get("/api/token")).status()).toBe(401);
  const code = link.split("/").at(-1);
  expect((await page.request.get(`/api/shares/${code}`)).status()).toBe(410);
  await expect.poll(async () => (await elsewhere.get("/api/token")).status(), { timeout: 20_000 }).toBe(401);

  if (!cluster.redis) return;
  const client = new Redis(cluster.redis.url);
  const keys = await client.keys("*");
  const lives = await Promise.all(keys.map((key) => client.pttl(key)));
  client.disconnect();
  expect(keys.filter((key) => key.startsWith("longwave:of:"))).toEqual([]);
  expect(keys.length).toBeGreaterThan(0);
  // Nothing is kept without an expiry, and what came from the service no longer than thirty days.
  const day = 86_400_000;
  expect(lives.filter((ms) => ms <= 0 || ms > 180 * day)).toEqual([]);
  const fromService = keys.map((key, index) => ({ key, ms: lives[index] ?? 0 }));
  expect(fromService.filter(({ key, ms }) => /tracks:|artist/.test(key) && ms > 30 * day)).toEqual([]);
});

test("music goes on on another device and comes back", async ({
  page,
  request,
  expectAccessible,
  tuneIn,
}) => {
  await tuneIn("Rainy Sunday");
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect.poll(() => loudness(page)).toBeGreaterThan(0.001);
  const title = page.getByRole("heading", { level: 2 }).first();
  const song = await title.textContent();
  await page.getByRole("button", { name: "Play on another device" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  const speaker = page
    .getByRole("dialog")
    .getByRole("button", { name: /Speaker/ })
    .first();
  await expect(speaker).toBeVisible();
  await expectAccessible();
  const name = (await speaker.locator("bdi").textContent()) ?? "";
  await speaker.click();
  const picker = page.getByRole("button", { name: `Playing on ${name}` });
  await expect(picker).toBeVisible();
  await expect.poll(() => loudness(page)).toBeLessThan(0.001);
  await expect(title).toHaveText(song ?? "");
  await expect(page.getByRole("button", { name: "Pause", exact: true })).toBeVisible();
  const state = async () => (await (await page.request.get("/api/player/state")).json()).playback;
  expect(await state()).toMatchObject({ paused: false });

  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await expect.poll(async () => (await state()).paused).toBe(true);
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect.poll(async () => (await state()).paused).toBe(false);
  await page.getByRole("button", { name: "Next song" }).click();
  await expect(title).not.toHaveText(song ?? "");
  const second = await title.textContent();
  await request.delete(`${cluster.sandboxUrl}/sandbox/calls`);

  await picker.click();
  await page.getByRole("dialog").getByRole("button", { name: "This browser" }).click();
  await expect.poll(() => loudness(page)).toBeGreaterThan(0.001);
  await expect(title).toHaveText(second ?? "");
  await expect(page.getByRole("button", { name: "Play on another device" })).toBeVisible();
});
