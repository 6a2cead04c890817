// The way from the first page to music, as a person takes it: with a mouse, with the keyboard alone, with a finger.

import type { Page } from "@playwright/test";
import { expect, loudness, nextSongs, stationLink, test } from "./fixtures";

const song = (page: Page) =>
  page.getByRole("region", { name: "Now playing" }).getByRole("heading", { level: 2 }).first();

/** Presses Tab until the control has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press("Tab");
    const label = await page.evaluate(
      () => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "",
    );
    if (name.test(label)) return;
  }
  throw new Error(`No control that Tab reaches is called ${name}.`);
}

test("a sign-in pressed before the page's script is there begins when it is", async ({ page }) => {
  await page.route("**/_next/static/chunks/**", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await route.continue();
  });
  await page.goto("/", { waitUntil: "commit" });
  await page
    .getByRole("button", { name: /sign in with/i })
    .first()
    .click();
  await page.getByRole("button", { name: /Ada/ }).click();
  await expect(page.getByRole("heading", { name: "Your stations" })).toBeVisible();
});

test("plays after at most three clicks, once signed in", async ({ page, signIn }) => {
  await signIn(/Ada/);
  let clicks = 0;
  await page.exposeFunction("noteClick", () => {
    clicks += 1;
  });
  await page.evaluate(() =>
    addEventListener("click", () => void Reflect.get(window, "noteClick")(), { capture: true }),
  );
  await stationLink(page, "Rainy Sunday").click();
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect.poll(() => loudness(page)).toBeGreaterThan(0.001);
  expect(clicks).toBeGreaterThan(0);
  expect(clicks).toBeLessThanOrEqual(3);
});

test("the keyboard alone goes from the first page to music, and asks why", async ({ page }) => {
  await page.goto("/");
  await tabTo(page, /Sign in with/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /Ada/ })).toBeVisible();
  await tabTo(page, /Ada/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Your stations" })).toBeVisible();
  await expect(stationLink(page, "Rainy Sunday")).toBeVisible();
  await tabTo(page, /^Rainy Sunday$/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
  await page.keyboard.press("Space");
  await expect.poll(() => loudness(page)).toBeGreaterThan(0.001);

  await tabTo(page, /All the numbers/);
  await page.keyboard.press("Enter");
  const why = page.getByRole("dialog", { name: "Why this song" });
  await expect(why).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(why).toBeHidden();
  await expect(page.locator(":focus")).toHaveText(/All the numbers/);
  await tabTo(page, /How far may it wander/);
  const knob = page.getByRole("slider", { name: "How far may it wander" });
  const before = await knob.getAttribute("aria-valuenow");
  await page.keyboard.press(before === "100" ? "Home" : "End");
  await expect(knob).not.toHaveAttribute("aria-valuenow", before ?? "");
});

test.describe("with a finger", () => {
  test.use({ viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true });

  /** A finger that goes down at a place, moves by so much and lets go. */
  async function drag(page: Page, from: { x: number; y: number }, by: { x: number; y: number }) {
    const session = await page.context().newCDPSession(page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", share: number) =>
      session.send("Input.dispatchTouchEvent", {
        type,
        touchPoints: type === "touchEnd" ? [] : [{ x: from.x + by.x * share, y: from.y + by.y * share }],
      });
    await touch("touchStart", 0);
    for (let step = 1; step <= 8; step++) await touch("touchMove", step / 8);
    await touch("touchEnd", 1);
    await session.detach();
    // A tap so soon after would be the second half of a double tap to the browser, and no click.
    await page.waitForTimeout(400);
  }

  async function middleOf(page: Page, role: "slider" | "button", name: string | RegExp) {
    const control = page.getByRole(role, { name });
    await control.scrollIntoViewIfNeeded();
    const box = await control.boundingBox();
    if (!box) throw new Error(`${name} is not on the page.`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  test("plays, skips, rates, turns the knob, asks why and puts the queue in order", async ({ page }) => {
    // Rows that glide to their places would be missed by a finger as quick as this one.
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.goto("/");
    await page
      .getByRole("button", { name: /sign in with/i })
      .first()
      .tap();
    await page.getByRole("button", { name: /Ada/ }).tap();
    await stationLink(page, "Rainy Sunday").tap();
    await page.getByRole("button", { name: "Play", exact: true }).tap();
    await expect.poll(() => loudness(page)).toBeGreaterThan(0.001);
    const first = (await song(page).textContent()) ?? "";
    await page.getByRole("button", { name: "Next song" }).tap();
    await expect(song(page)).not.toHaveText(first);
    const like = page.getByRole("button", { name: "More like this" });
    await like.tap();
    await expect(like).toHaveAttribute("aria-pressed", "true");

    const knob = page.getByRole("slider", { name: "How far may it wander" });
    const before = Number(await knob.getAttribute("aria-valuenow"));
    const up = before < 50;
    const chosen = page.waitForResponse(/\/next$/);
    await drag(page, await middleOf(page, "slider", "How far may it wander"), { x: 0, y: up ? -60 : 60 });
    await expect.poll(async () => Number(await knob.getAttribute("aria-valuenow"))).not.toBe(before);
    expect(Number(await knob.getAttribute("aria-valuenow")) > before).toBe(up);
    await chosen;

    await page.getByRole("list", { name: "Next" }).getByRole("button").first().tap();
    await expect(page.getByRole("dialog", { name: "Why this song" })).toBeVisible();
    await page.getByRole("button", { name: "Close" }).tap();

    await expect.poll(() => nextSongs(page)).toHaveLength(5);
    await page.getByRole("button", { name: "Arrange" }).tap();
    const handle = page.getByRole("button", { name: /^Move .+, number 3 / });
    const title = /^Move (.+), number/.exec((await handle.getAttribute("aria-label")) ?? "")?.[1] ?? "";
    await drag(page, await middleOf(page, "button", /^Move .+, number 3 /), { x: 0, y: -150 });
    await expect(page.getByRole("button", { name: `Move ${title}, number 1` })).toBeVisible();
  });
});
