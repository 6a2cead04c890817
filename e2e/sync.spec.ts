import { readFile } from "node:fs/promises";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { expect, test } from "./fixtures";

const FIVE_SECONDS = 5_000;
/** What the browser notes while it has no line. */
const offline = /ERR_INTERNET_DISCONNECTED|ERR_FAILED|422.*\/api\/records/;
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

/** How many songs the page remembers as liked and as disliked, and where a knob stands. */
const remembered = (page: Page) =>
  page.evaluate(() => {
    const key = Object.keys(localStorage).find((name) => /^longwave:[^:]+:[A-Za-z0-9]{10,}$/.test(name));
    const { record } = JSON.parse((key && localStorage.getItem(key)) || '{"record":{"lines":{},"knobs":{}}}');
    const lines: { value: { rating?: number } | null }[] = Object.values(record.lines);
    const count = (rating: number) => lines.filter(({ value }) => value?.rating === rating).length;
    return { likes: count(1), dislikes: count(-1), variety: record.knobs.variety?.value };
  });

/** Both pages have heard of what there was before; returns that. */
async function inStep(page: Page, other: Page) {
  await page.waitForResponse(/\/memory/);
  await other.waitForResponse(/\/memory/);
  return remembered(page);
}

test("a like in one browser is in the other within five seconds", async ({ page, browser, signIn }) => {
  const other = await openOther(browser, signIn);
  await openRainySunday(other.page);
  await signIn(/Ada/);
  await openRainySunday(page);
  const { likes } = await inStep(page, other.page);
  const soon = { timeout: FIVE_SECONDS, intervals: [200] };
  await page.getByRole("button", { name: "More like this" }).click();
  await expect.poll(async () => (await remembered(other.page)).likes, soon).toBe(likes + 1);
  await page.getByRole("button", { name: "More like this" }).click();
  await expect.poll(async () => (await remembered(other.page)).likes, soon).toBe(likes);
  await other.context.close();
});

test("what both browsers did offline survives in both", async ({ page, browser, context, signIn }) => {
  const other = await openOther(browser, signIn);
  await openRainySunday(other.page);
  await signIn(/Ada/);
  await openRainySunday(page);
  const { likes, dislikes } = await inStep(page, other.page);
  // The knobs are fetched when they are first opened, which takes a line.
  await other.page.getByText("Style, likes, dislikes, rules").click();
  await expect(other.page.getByRole("slider", { name: "Variety" })).toBeVisible();
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
    await expect
      .poll(() => remembered(each), { timeout: 10_000 })
      .toEqual({ likes: likes + 1, dislikes: dislikes + 1, variety: 1 });
  }
  await other.context.close();
});

test("a browser that keeps to itself sends nothing", async ({ page, browser, signIn }) => {
  const other = await openOther(browser, signIn);
  await openRainySunday(other.page);
  await signIn(/Ada/);
  await openRainySunday(page);
  const { likes } = await inStep(page, other.page);
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("checkbox", { name: "Keep my stations in step in all my browsers" }).uncheck();
  await page.keyboard.press("Escape");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.getByRole("button", { name: "More like this" }).click();
  await expect.poll(async () => (await remembered(page)).likes).toBe(likes + 1);
  await other.page.waitForRequest(/\/memory\?since=/);
  await other.page.waitForRequest(/\/memory\?since=/);
  expect((await remembered(other.page)).likes).toBe(likes);
  expect(asked.filter((url) => url.includes("/memory"))).toEqual([]);
  await other.context.close();
});

test("a station's memory goes out to a file and comes back from it, joined and with undo", async ({
  page,
  signIn,
}) => {
  await signIn(/Ada/);
  await openRainySunday(page);
  const like = page.getByRole("button", { name: "More like this" });
  await like.click();
  await expect(like).toHaveAttribute("aria-pressed", "true");
  const openAccount = () => page.getByRole("button", { name: /^Account/ }).click();
  await openAccount();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export my stations" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^longwave stations \d{4}-\d\d-\d\d\.json$/);
  const text = await readFile(await download.path(), "utf8");
  const file = JSON.parse(text);
  const rainy = file.stations.find((each: { name: string }) => each.name === "Rainy Sunday");
  expect(file.version).toBe(1);

  const name = "line.json";
  const at = Date.now() - 60_000;
  const value = { track_id: "from-file", artist: "Low", play_seconds: 9, length_seconds: 200, rating: 1, at };
  const lines = { ...rainy.lines, [`${at}:from-file`]: { edited: at, value } };
  const give = async (content: object) => {
    await page
      .locator("input[type=file]")
      .setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(JSON.stringify(content)) });
  };
  const count = () =>
    page.evaluate(
      () => Object.values(localStorage).filter((stored) => /"from-file","play/.test(stored)).length,
    );
  await give({
    ...file,
    stations: [
      { ...rainy, lines },
      { ...rainy, id: "somebody-elses" },
    ],
  });
  await expect(page.getByText("1 station is imported, 1 is none of yours and was left out")).toBeVisible();
  expect(await count()).toBe(1);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Your stations are as they were")).toBeVisible();
  expect(await count()).toBe(0);
  await expect(like).toHaveAttribute("aria-pressed", "true");

  // The click on "Undo" has closed the menu.
  await openAccount();
  await give({
    ...file,
    stations: [{ ...rainy, lines: { [`${at}:x`]: { edited: at, value: { rating: 7 } } } }],
  });
  await expect(page.getByText("The request is not well formed", { exact: false })).toBeVisible();
  expect(await count()).toBe(0);
});
