import type { Page } from "@playwright/test";
import { expect, loudness, stationIdOf, test } from "./fixtures";

const coming = (page: Page) => page.getByRole("list", { name: "Coming up" }).getByRole("listitem");

/** Names of those who come, first to last. */
async function queueOf(page: Page): Promise<string[]> {
  const rows = await coming(page).evaluateAll((items) =>
    items
      .map((item) => ({
        place: Number(item.getAttribute("aria-posinset")),
        name: item.querySelector("bdi")?.textContent ?? "",
      }))
      .sort((a, b) => a.place - b.place),
  );
  return rows.map(({ name }) => name);
}

/** A fresh event of a station of the listener's: one that an earlier run left open is ended first. */
async function freshEvent(page: Page, name: string): Promise<string> {
  const id = await stationIdOf(page, "Rainy Sunday");
  const open = async () => {
    const made = await page.request.post("/api/events", { data: { station_id: id, name } });
    return (await made.json()).code;
  };
  await page.request.post(`/api/events/${await open()}/end`, { data: { keep: false } });
  return open();
}

test.describe("an evening", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test("guests without an account move the host's queue, and it stays with the host as a station", async ({
    page,
    signIn,
    openStation,
    browser,
    expectAccessible,
  }) => {
    await signIn(/Ada/);
    await expect(page.getByRole("heading", { name: "Your stations" })).toBeVisible();
    await freshEvent(page, "Rainy Sunday");
    await openStation("Rainy Sunday");
    await page.getByRole("button", { name: "Share" }).click();
    await page.getByRole("button", { name: "Open an event" }).click();
    await expect(page.getByRole("img", { name: /QR code/ })).toBeVisible();
    const address = page.url();
    await expect(coming(page)).toHaveCount(10);

    const [one, two] = await Promise.all(
      [0, 1].map(async () => {
        const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
        const guest = await context.newPage();
        await guest.goto(address);
        await expect(coming(guest)).toHaveCount(10);
        return guest;
      }),
    );
    if (!one || !two) throw new Error("Two guests were expected.");
    expect(await queueOf(one)).toEqual(await queueOf(page));
    const last = (await queueOf(one))[9] ?? "";
    const first = (await queueOf(one))[0] ?? "";

    await one.getByRole("button", { name: `More of ${last},` }).click();
    await two.getByRole("button", { name: `More of ${last},` }).click();
    await expect.poll(async () => (await queueOf(two)).slice(0, 3)).toContain(last);
    await two.getByRole("button", { name: `Not ${first},` }).click();
    for (const each of [page, one, two]) {
      await expect.poll(async () => (await queueOf(each)).slice(0, 3)).toContain(last);
      await expect.poll(() => queueOf(each)).not.toContain(first);
      await expect(each.getByRole("heading", { name: "Not for now" })).toBeVisible();
    }
    await one.reload();
    await expect(one.getByRole("button", { name: `More of ${last}, 2 for` })).toHaveAttribute(
      "aria-pressed",
      "true",
    );
    await one.getByRole("combobox", { name: "Add an artist" }).fill("Grouper");
    await one
      .getByRole("option", { name: /Grouper/ })
      .first()
      .click();
    await expect(one.getByRole("button", { name: "Remove Grouper" })).toBeVisible();
    await expect(page.getByText(/loves Grouper/).first()).toBeVisible();

    await page.getByRole("button", { name: "Start the music" }).click();
    await expect.poll(() => loudness(page)).toBeGreaterThan(0.001);
    await expect(one.getByRole("region", { name: "Playing now" }).locator("bdi")).not.toBeEmpty();
    const wish = (await queueOf(page))[6] ?? "";
    await page.getByRole("button", { name: `Play ${wish} next` }).click();
    await expect.poll(async () => (await queueOf(one))[0]).toBe(wish);
    await page.getByRole("button", { name: "Next song" }).click();
    await expect(one.getByRole("region", { name: "Playing now" })).toContainText(wish);
    await page.getByRole("button", { name: "Leave out guest 2’s votes" }).click();
    await expect(one.getByRole("heading", { name: "Not for now" })).toBeHidden();
    await expectAccessible();

    await page.getByRole("button", { name: "End the evening" }).click();
    await page.getByRole("button", { name: "End and keep it as a station" }).click();
    await expect(one.getByRole("heading", { name: "That was the evening." })).toBeVisible();
    await page.getByRole("link", { name: "To the station it became" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Rainy Sunday" })).toBeVisible();
  });
});

test("an event cannot be guessed, steered by strangers or spoken to without a voice", async ({
  page,
  signIn,
  request,
  browser,
  otherBrowser,
}) => {
  await signIn(/Ada/);
  await expect(page.getByRole("heading", { name: "Your stations" })).toBeVisible();
  const code = await freshEvent(page, "Closed");
  expect(code).toMatch(/^\w{14}$/);

  expect((await request.get(`/api/events/${code.slice(1)}2`)).status()).toBe(410);
  expect((await request.get(`/api/events/${"x".repeat(14)}/stream`)).status()).toBe(410);
  const vote = { artist: "Low", vote: 1 };
  expect((await request.put(`/api/events/${code}/voice`, { data: vote })).status()).toBe(403);
  expect((await request.patch(`/api/events/${code}`, { data: { action: "close" } })).status()).toBe(401);
  const other = await browser.newPage();
  await signIn(/Bruno/, other);
  await expect(other.getByRole("heading", { name: "Your stations" })).toBeVisible();
  for (const call of [
    other.request.patch(`/api/events/${code}`, { data: { action: "close" } }),
    other.request.post(`/api/events/${code}/next`, { data: { after: 0 } }),
    other.request.post(`/api/events/${code}/end`, { data: { keep: false } }),
  ]) {
    expect((await call).status()).toBe(403);
  }

  expect((await request.post(`/api/events/${code}/guest`)).status()).toBe(204);
  for (let i = 0; i < 3; i++) {
    expect((await request.put(`/api/events/${code}/voice`, { data: vote })).status()).toBe(200);
  }
  expect(await (await request.get(`/api/events/${code}`)).json()).toMatchObject({ version: 1, guests: 1 });
  expect(
    (await request.put(`/api/events/${code}/voice`, { data: { artist: "Nobody at all 7" } })).status(),
  ).toBe(422);
  expect((await page.request.patch(`/api/events/${code}`, { data: { action: "close" } })).status()).toBe(200);
  const late = await otherBrowser();
  await late.request.post(`/api/events/${code}/guest`);
  expect((await late.request.put(`/api/events/${code}/voice`, { data: vote })).status()).toBe(403);
});
