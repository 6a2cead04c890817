// Where this browser cannot play, or may not ask: each time the listener is told why, and shown what is left.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { decode, encode } from "next-auth/jwt";
import { expect, stationLink, test } from "./fixtures";

/** The line that says what is the matter, with its ways forward. */
const notice = (page: Page, text: RegExp) => page.getByRole("status").filter({ hasText: text });
const agree = (page: Page) => page.getByRole("button", { name: /^Ada Lindqvist Premium/ }).click();

const STATION = "Rainy Sunday";
const DAY_SECONDS = 86_400;

test.describe("a browser that cannot play", () => {
  test.use({ expectedFaults: /status of [45]\d\d|ERR_/ });

  test("protected music goes on on another device", async ({ page, sandbox, tuneIn }) => {
    await page.addInitScript(() =>
      Object.defineProperty(Navigator.prototype, "requestMediaKeySystemAccess", { value: undefined }),
    );
    await tuneIn(STATION);
    await page.getByRole("button", { name: "Play", exact: true }).first().click();
    const strip = notice(page, /cannot play protected music/);
    await expect(strip.getByRole("link", { name: "Open in Spotify" })).toHaveAttribute("href", /\/track\//);
    await strip.getByRole("button", { name: "Play on another device" }).click();
    const before = await sandbox.calls("PUT /v1/me/player/play");
    const devices = page.getByRole("dialog").getByRole("listitem").getByRole("button");
    await devices.nth(1).click();
    await expect.poll(() => sandbox.calls("PUT /v1/me/player/play")).toBeGreaterThan(before);
    await expect(strip).toBeHidden();
  });

  test("without Premium the song opens at Spotify", async ({ page, sandbox, tuneIn }) => {
    await sandbox.turn({ accounts: { ada: { premium: false } } });
    await tuneIn(STATION);
    await page.getByRole("button", { name: "Play", exact: true }).first().click();
    const strip = notice(page, /plays for Premium accounts only/);
    await expect(strip.getByRole("link", { name: "Open in Spotify" })).toBeVisible();
    await expect(strip.getByRole("button", { name: "Play on another device" })).toBeHidden();
    // What needs no Premium goes on: a word changes what comes.
    await page.getByRole("button", { name: "Less like this" }).first().click();
    await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
  });

  test("a spent allowance says which it is and until when", async ({ page, sandbox, tuneIn }) => {
    await tuneIn(STATION);
    // It opens again within seconds, so that the stories after this one can be heard.
    await sandbox.turn({ quota: { windowMs: 5_000, max: { player: 0 } } });
    await page.getByRole("button", { name: "Play", exact: true }).first().click();
    const strip = notice(page, /allowance for this kind of call \(player\) is used up\. Again from \d/);
    await expect(strip).toBeVisible();
    await sandbox.putBack();
    await expect(async () => {
      await strip.getByRole("button", { name: "Try again" }).click();
      await expect(strip).toBeHidden({ timeout: 2_000 });
    }).toPass({ timeout: 20_000 });
  });

  test("a player that is held back leaves other devices", async ({ page, tuneIn }) => {
    await page.route(/\/sdk\/spotify-player\.js/, (route) => route.abort());
    await tuneIn(STATION);
    await page.getByRole("button", { name: "Play", exact: true }).first().click();
    const strip = notice(page, /player lost its connection/);
    await expect(strip.getByRole("link", { name: "Open in Spotify" })).toBeVisible();
    await expect(strip.getByRole("button", { name: "Play on another device" })).toBeVisible();
    await page.unroute(/\/sdk\/spotify-player\.js/);
    await strip.getByRole("button", { name: "Try again" }).click();
    await expect(strip).toBeHidden();
  });
});

test.describe("a permission that came later", () => {
  test.use({ expectedFaults: /status of 401/ });

  test("is granted by one click where it is needed", async ({ page, tuneIn }) => {
    const later = "user-read-playback-state";
    await page.route(
      /\/authorize\?/,
      (route) => {
        const asked = new URL(route.request().url());
        const scopes = asked.searchParams.get("scope") ?? "";
        asked.searchParams.set("scope", scopes.replace(later, ""));
        return route.fulfill({ status: 302, headers: { location: asked.href } });
      },
      { times: 1 },
    );
    await tuneIn(STATION);
    await page.getByRole("button", { name: "Play on another device" }).first().click();
    await expect(page.getByText(/may not see your devices yet/)).toBeVisible();
    await page.getByRole("button", { name: "Allow it" }).click();
    await agree(page);
    await expect(page.getByRole("heading", { level: 1, name: STATION })).toBeVisible();
    await page.getByRole("button", { name: "Play on another device" }).first().click();
    await expect(page.getByText("This browser")).toBeVisible();
    await expect(page.getByText(/Is one missing/)).toBeVisible();
  });
});

test("a sign-in that ends soon says when, and is renewed by one click", async ({
  baseURL,
  page,
  context,
  signIn,
  expectAccessible,
}) => {
  await signIn(/Ada/);
  await expect(stationLink(page, STATION)).toBeVisible();
  const secret = (await readFile(`.data/e2e-${new URL(baseURL ?? "").port}/sandbox-secret`, "utf8")).trim();
  for (const cookie of await context.cookies()) {
    const claims = await decode({ token: cookie.value, secret }).catch(() => null);
    if (typeof claims?.authorizedAt !== "number") continue;
    const token = { ...claims, authorizedAt: claims.authorizedAt - 175 * DAY_SECONDS * 1_000 };
    const value = await encode({ token, secret, maxAge: DAY_SECONDS });
    await context.addCookies([{ ...cookie, value }]);
  }
  await page.reload();
  const ending = page.getByText(/ends this sign-in on \d+ \w+|ends this sign-in on \w+ \d+/);
  await expect(ending).toBeVisible();
  await expectAccessible();
  await page.getByRole("button", { name: "Sign in again" }).click();
  await agree(page);
  await expect(stationLink(page, STATION)).toBeVisible();
  await expect(ending).toBeHidden();
});
