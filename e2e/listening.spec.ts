import { expect, loudness, nextSongs, test } from "./fixtures";

test("from the first visit to music in three clicks, with sound and reasons", async ({
  page,
  signIn,
  openStation,
}) => {
  await signIn(/Ada/);
  await expect(page.getByRole("heading", { name: "Your stations" })).toBeVisible();
  await openStation("Rainy Sunday");
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  await expect.poll(() => loudness(page)).toBeGreaterThan(0.001);
  await expect(page.getByText("Why this song")).toBeVisible();
  await expect(page.getByRole("list", { name: "Next" }).getByRole("listitem")).toHaveCount(5);
  await expect(page.getByRole("link", { name: "Open in Spotify" }).first()).toHaveAttribute("href", /track/);

  const position = page.getByRole("slider", { name: "Position in the song" });
  const before = Number(await position.inputValue());
  await expect.poll(async () => Number(await position.inputValue())).toBeGreaterThan(before);

  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
  await expect.poll(() => loudness(page)).toBeLessThan(0.001);
});

test("a dislike skips at once, changes what comes and can be undone", async ({ page, tuneIn }) => {
  await tuneIn("São Paulo Evening");
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect.poll(() => loudness(page)).toBeGreaterThan(0.001);
  const title = page.getByRole("heading", { level: 2 }).first();
  const first = await title.textContent();
  const planned = await nextSongs(page);

  await page.getByRole("button", { name: "Less like this" }).click();
  await expect(title).not.toHaveText(first ?? "");
  await expect.poll(() => nextSongs(page)).not.toEqual(planned.slice(1));
  await expect.poll(() => loudness(page)).toBeGreaterThan(0.001);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText(/is back as it was/)).toBeVisible();
});

test("turning a knob shows who comes and goes before it is let go", async ({ page, tuneIn }) => {
  await tuneIn("Kitchen Jazz");
  const knob = page.getByRole("slider", { name: "How far may it wander" });
  await expect(knob).toBeEnabled();
  await knob.focus();
  await page.keyboard.press("Home");
  await expect(page.getByText(/artists? changes?/)).toBeVisible();
  const near = await page
    .getByRole("heading", { name: "The next ten artists" })
    .locator("xpath=..")
    .textContent();
  await page.keyboard.press("End");
  await expect
    .poll(() => page.getByRole("heading", { name: "The next ten artists" }).locator("xpath=..").textContent())
    .not.toBe(near);
});

test("a reload remembers the station, its song and its history, and waits to be asked to play", async ({
  page,
  tuneIn,
}) => {
  await tuneIn("Rainy Sunday");
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect.poll(() => loudness(page)).toBeGreaterThan(0.001);
  await page.getByRole("button", { name: "Next song" }).click();
  const title = page.getByRole("heading", { level: 2 }).first();
  await expect.poll(() => loudness(page)).toBeGreaterThan(0.001);
  const playing = await title.textContent();
  await page.reload();
  await expect(title).toHaveText(playing ?? "");
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
});

test("the keyboard alone plays, skips and rates", async ({ page, signIn, openStation }) => {
  await signIn(/Bruno/);
  await expect(page.getByRole("heading", { name: "Your stations" })).toBeVisible();
  const station = (await page.getByRole("heading", { level: 2 }).first().textContent()) ?? "";
  await openStation(station);
  await page.keyboard.press("Space");
  await expect.poll(() => loudness(page)).toBeGreaterThan(0.001);
  const title = page.getByRole("heading", { level: 2 }).first();
  const first = await title.textContent();
  await page.keyboard.press("l");
  await expect(page.getByRole("button", { name: "More like this" })).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("n");
  await expect(title).not.toHaveText(first ?? "");
});

test("the station goes on by itself when a song ends", async ({ page, tuneIn }) => {
  await tuneIn("Rainy Sunday");
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect.poll(() => loudness(page)).toBeGreaterThan(0.001);
  const title = page.getByRole("heading", { level: 2 }).first();
  const first = await title.textContent();
  await page.getByRole("slider", { name: "Position in the song" }).focus();
  await page.keyboard.press("End");
  await expect(title).not.toHaveText(first ?? "", { timeout: 30_000 });
  await expect.poll(() => loudness(page)).toBeGreaterThan(0.001);
});
