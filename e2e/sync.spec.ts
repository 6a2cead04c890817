import type { Browser, BrowserContext, Page } from "@playwright/test";
import { expect, test } from "./fixtures";

const FIVE_SECONDS = 5_000;
/** What the browser notes while it has no line. */
const offline = /ERR_INTERNET_DISCONNECTED|ERR_FAILED/;
test.use({ expectedFaults: offline, isSynced: true });

/** The same listener in a browser of another computer. */
async function openOther(
  browser: Browser,
  signIn: (account: RegExp, page?: Page) => Promise<void>,
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(/Ada/, page);
  return { context, page };
}

const openRainySunday = async (page: Page) => {
  await page
    .getByRole("link", { name: /Rainy Sunday/ })
    .first()
    .click();
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
};

/** What the page would send along with its next question: ratings by song. */
const remembered = (page: Page) =>
  page.evaluate(() => {
    const key = Object.keys(localStorage).find((name) => /^longwave:[^:]+:[A-Za-z0-9]{10,}$/.test(name));
    const { record } = JSON.parse((key && localStorage.getItem(key)) || '{"record":{"lines":{},"knobs":{}}}');
    const lines: { value: { rating?: number } | null }[] = Object.values(record.lines);
    return {
      ratings: lines.flatMap(({ value }) => value?.rating ?? []).sort(),
      variety: record.knobs.variety?.value,
    };
  });

test("a like in one browser is in the other within five seconds", async ({ page, browser, signIn }) => {
  const other = await openOther(browser, signIn);
  await openRainySunday(other.page);
  await signIn(/Ada/);
  await openRainySunday(page);
  await page.getByRole("button", { name: "More like this" }).click();
  await expect
    .poll(async () => (await remembered(other.page)).ratings, { timeout: FIVE_SECONDS, intervals: [200] })
    .toContain(1);
  await page.getByRole("button", { name: "More like this" }).click();
  await expect
    .poll(async () => (await remembered(other.page)).ratings, { timeout: FIVE_SECONDS, intervals: [200] })
    .not.toContain(1);
  await other.context.close();
});

test("what both browsers did offline survives in both", async ({ page, browser, context, signIn }) => {
  const other = await openOther(browser, signIn);
  await openRainySunday(other.page);
  await signIn(/Ada/);
  await openRainySunday(page);
  await context.setOffline(true);
  await other.context.setOffline(true);
  await page.getByRole("button", { name: "More like this" }).click();
  await other.page.getByRole("button", { name: "Less like this" }).click();
  const variety = other.page.getByRole("slider", { name: "Variety" });
  await variety.focus();
  await variety.press("End");
  await expect.poll(async () => (await remembered(other.page)).variety).toBe(1);
  await context.setOffline(false);
  await other.context.setOffline(false);
  for (const each of [page, other.page]) {
    await expect.poll(() => remembered(each), { timeout: 10_000 }).toEqual({ ratings: [-1, 1], variety: 1 });
  }
  await other.context.close();
});

test("a browser that keeps to itself sends nothing", async ({ page, browser, signIn }) => {
  const other = await openOther(browser, signIn);
  await openRainySunday(other.page);
  await signIn(/Ada/);
  await openRainySunday(page);
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("checkbox", { name: "Keep my stations in step in all my browsers" }).uncheck();
  await page.keyboard.press("Escape");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const before = (await remembered(other.page)).ratings;
  await page.getByRole("button", { name: "More like this" }).click();
  await expect.poll(async () => (await remembered(page)).ratings).not.toEqual(before);
  await other.page.waitForRequest(/\/memory\?since=/);
  await other.page.waitForRequest(/\/memory\?since=/);
  expect((await remembered(other.page)).ratings).toEqual(before);
  expect(asked.filter((url) => url.includes("/memory"))).toEqual([]);
  await other.context.close();
});
