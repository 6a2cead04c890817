import { expect, nextSongs, test } from "./fixtures";

test.beforeEach(async ({ page, tuneIn }) => {
  await tuneIn("Rainy Sunday");
  await expect(page.getByRole("list", { name: "Next" }).getByRole("listitem")).toHaveCount(5);
});

test("the queue is put in order by keyboard, by button and by dragging, and plays in that order", async ({
  page,
  expectAccessible,
}) => {
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await page.getByRole("button", { name: "Arrange" }).click();
  const handles = page.getByRole("button", { name: /^Move .+, number/ });
  const inOrder = async () => {
    const names = await handles.evaluateAll((all) =>
      all.map((handle) => handle.getAttribute("aria-label") ?? ""),
    );
    return names
      .map((name) => /^Move (.+), number (\d+)/.exec(name))
      .sort((a, b) => Number(a?.[2]) - Number(b?.[2]))
      .map((found) => found?.[1]);
  };
  await expectAccessible();
  const [first = "", second = "", third = "", fourth = ""] = await inOrder();

  const handle = page.getByRole("button", { name: `Move ${third}, number 3` });
  await handle.focus();
  await page.keyboard.press("ArrowUp");
  expect((await inOrder()).slice(0, 3)).toEqual([first, third, second]);
  await expect(page.getByText(`${third} is number 2`)).toBeAttached();
  await expect(page.getByRole("button", { name: `Move ${third}, number 2` })).toBeFocused();

  await page.getByRole("button", { name: `Play ${second} next` }).click();
  expect((await inOrder()).slice(0, 3)).toEqual([second, first, third]);

  const grip = page.getByRole("button", { name: `Move ${fourth}, number 4` });
  await grip.scrollIntoViewIfNeeded();
  const box = await grip.boundingBox();
  if (!box) throw new Error("The handle is not on the page.");
  await page.mouse.move(box.x + 10, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + 10, box.y - 240, { steps: 6 });
  await page.mouse.up();
  await expect.poll(async () => (await inOrder())[0]).toBe(fourth);
  await page.getByRole("button", { name: "Next song" }).click();
  await expect(page.getByRole("heading", { level: 2, name: fourth })).toBeVisible();
});

test("a song taken out of the queue stays out, and comes back with undo", async ({ page }) => {
  const [, second] = await nextSongs(page);
  await page.getByRole("button", { name: "Arrange" }).click();
  const remove = page.getByRole("button", { name: /^Take .+ out$/ });
  const name =
    (await page.getByRole("button", { name: /^Move .+, number 2 / }).getAttribute("aria-label")) ?? "";
  const title = /^Move (.+), number/.exec(name)?.[1] ?? "";
  expect(second ?? "").toContain(title);
  await page.getByRole("button", { name: `Take ${title} out` }).click();
  await expect(page.getByRole("button", { name: `Take ${title} out` })).toHaveCount(0);
  await expect.poll(() => remove.count()).toBeGreaterThanOrEqual(5);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("button", { name: `Move ${title}, number 2` })).toBeVisible();
});

test("what was heard can be rated later and played again", async ({ page, expectAccessible }) => {
  await page.getByRole("button", { name: "Play", exact: true }).click();
  const song = page.getByRole("region", { name: "Now playing" }).getByRole("heading", { level: 2 }).first();
  const title = (await song.textContent()) ?? "";
  await expect(page.getByText("Now playing", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Next song" }).click();
  await expect(song).not.toHaveText(title);
  await page.getByRole("button", { name: "Heard" }).click();
  const like = page.getByRole("button", { name: `More like ${title}` });
  await like.click();
  await expect(like).toHaveAttribute("aria-pressed", "true");
  await expectAccessible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(like).toHaveAttribute("aria-pressed", "false");
  await page.getByRole("button", { name: `Play ${title} again` }).click();
  await expect(song).toHaveText(title);
});

test("the sleep timer says when it stops, can be called off, and stops where the song ends", async ({
  page,
  expectAccessible,
}) => {
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect(page.getByText("Now playing", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Sleep timer" }).click();
  await expectAccessible();
  await page.getByRole("button", { name: "15 min" }).click();
  await page.getByRole("button", { name: /^Stops in 1[45]:\d\d$/ }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Sleep timer" }).click();
  await page.getByRole("button", { name: "End of this song" }).click();
  await expect(page.getByRole("button", { name: /^Stops after this song, in \d+:\d\d$/ })).toBeVisible();

  const song = page.getByRole("region", { name: "Now playing" }).getByRole("heading", { level: 2 }).first();
  const title = (await song.textContent()) ?? "";
  const position = page.getByRole("slider", { name: "Position in the song" });
  await position.fill(String(Number(await position.getAttribute("max")) - 4));
  await position.dispatchEvent("pointerup");
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Sleep timer" })).toBeVisible();
  await expect(song).toHaveText(title);
});

test("a station drifts to another by a set hour, says how far it is, and comes back", async ({
  page,
  expectAccessible,
}) => {
  await page.getByRole("button", { name: "Drift to another station" }).click();
  await expect(page.getByLabel("Be there by")).toBeVisible();
  await expectAccessible();
  const to = page.getByRole("combobox", { name: "To", exact: true });
  await expect(to).toBeEnabled();
  const target = (await to.locator("option").first().textContent()) ?? "";
  const own = page.url().split("/").at(-1) ?? "";
  await expect(to.locator(`option[value="${own}"]`)).toHaveCount(0);
  const next = page.waitForResponse(/\/next$/);
  await page.getByRole("button", { name: "Drift", exact: true }).click();
  await expect(
    page.getByText(new RegExp(`^0 % of the way to ${target}, there by \\d\\d:\\d\\d$`)),
  ).toBeVisible();
  const asked = (await next).request().postDataJSON();
  expect(asked.drift.until - asked.drift.from).toBeGreaterThan(50 * 60_000);

  // The same question at the end of the way is answered out of the other station's style.
  const ask = async (drift: object | undefined) => {
    const { from: _, ...rest } = asked.drift;
    const response = await page.request.post(`/api/stations/${own}/preview`, {
      data: { tracks: [], ...(drift && { drift: { ...rest, ...drift } }) },
    });
    const { artists } = await response.json();
    return artists.map((artist: { name: string }) => artist.name);
  };
  const here = await ask(undefined);
  const arrived = await ask({ from: 0, until: 1 });
  expect(arrived).not.toEqual(here);

  await page.getByRole("button", { name: "Stay here" }).click();
  await expect(page.getByRole("button", { name: "Drift to another station" })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText(/% of the way to/)).toBeVisible();
});

test("it can be installed as an app", async ({ page }) => {
  const href = await page.locator("link[rel=manifest]").getAttribute("href");
  const response = await page.request.get(href ?? "");
  expect(response.headers()["content-type"]).toContain("application/manifest+json");
  const { name, display, start_url, icons } = await response.json();
  expect({ name, display, start_url }).toEqual({
    name: "Longwave",
    display: "standalone",
    start_url: "/stations",
  });
  for (const { src } of icons)
    expect((await page.request.get(src)).headers()["content-type"]).toContain("image/svg");
});

test("likes go to Liked Songs only for who has asked for it", async ({ page, expectAccessible }) => {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/api/stars/")) asked.push(request.method());
  });
  const like = page.getByRole("button", { name: "More like this" });
  await like.click();
  await expect(like).toHaveAttribute("aria-pressed", "true");
  await like.click();
  await page.getByRole("button", { name: /^Account/ }).click();
  const wanted = page.getByRole("checkbox", { name: "Add what I like to my Liked Songs" });
  await expect(wanted).not.toBeChecked();
  expect(asked).toEqual([]);
  await wanted.check();
  await expectAccessible();
  await page.keyboard.press("Escape");
  await like.click();
  await expect(page.getByText("Added to Liked Songs")).toBeVisible();
  await like.click();
  await expect(page.getByText("Removed from Liked Songs")).toBeVisible();
  expect(asked).toEqual(["PUT", "DELETE"]);
});

test("one tab plays, the other says so and can take over", async ({ page, context }) => {
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect(page.getByText("Now playing", { exact: true })).toBeVisible();
  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByRole("button", { name: "Play", exact: true }).click();
  await expect(other.getByText("Longwave plays in another tab.")).toBeVisible();
  await other.getByRole("button", { name: "Play here" }).click();
  await expect(other.getByRole("button", { name: "Pause" })).toBeVisible();
  await expect(page.getByText("Longwave plays in another tab.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
  await other.close();
});

test("with text at twice its size nothing is cut off or out of reach", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.addStyleTag({ content: "html { font-size: 200%; }" });
  for (const name of ["Arrange", "Heard", "Sleep timer", "Drift to another station"]) {
    await page.getByRole("button", { name }).click();
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), {
        message: name,
      })
      .toBeLessThanOrEqual(0);
  }
});
