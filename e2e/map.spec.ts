import type { Page } from "@playwright/test";
import { expect, nextSongs, test } from "./fixtures";

const map = (page: Page) => page.getByRole("application", { name: /Map of 2\d,\d{3} artists/ });

/** Opens the map of a station and waits until its marks are on it. */
async function openMap(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Map", exact: true }).click();
  await expect(map(page)).toBeVisible();
  await expect(page.getByRole("heading", { name: "On the map" })).toBeVisible();
}

async function find(page: Page, text: string, name: string): Promise<void> {
  await page.getByRole("combobox", { name: "Find an artist" }).fill(text);
  await expect(page.getByRole("option", { name, exact: true })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 2, name, exact: true })).toBeVisible();
}

test("search flies to an artist, who says why it is near, and the station leans there until it is undone", async ({
  page,
  tuneIn,
}) => {
  await tuneIn("Kitchen Jazz");
  const before = await nextSongs(page);
  await openMap(page);
  await find(page, "slowdiv", "Slowdive");
  await expect(page.getByText("Why it is this near")).toBeVisible();
  await expect(page.getByText(/your style:/)).toBeVisible();
  await page.getByRole("button", { name: "Lean here" }).click();
  await expect(page.getByText(/^Leaning/)).toBeVisible();
  await expect(page.getByText(/you lean towards/)).toBeVisible();
  const knob = page.getByRole("slider", { name: "How hard it leans" });
  await knob.focus();
  await page.keyboard.press("End");
  await page.goBack();
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
  await expect.poll(() => nextSongs(page)).not.toEqual(before);

  await openMap(page);
  await page.getByRole("button", { name: "Stand upright" }).click();
  await expect(page.getByText(/Drag the needle/)).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("slider", { name: "How hard it leans" })).toBeVisible();
});

test("the mouse pans, zooms, chooses an artist and drags the needle", async ({ page, tuneIn }) => {
  // Flights end at once, so that a click meets who was looked for.
  await page.emulateMedia({ reducedMotion: "reduce" });
  await tuneIn("Rainy Sunday");
  await openMap(page);
  await find(page, "radiohead", "Radiohead");
  const box = await map(page).boundingBox();
  if (!box) throw new Error("The map has no box.");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.getByRole("button", { name: "Close" }).click();
  // The flight ends with the artist in the middle.
  await expect
    .poll(async () => {
      await page.mouse.click(x, y);
      return page.getByRole("heading", { level: 2 }).first().textContent();
    })
    .toBe("Radiohead");
  await page.mouse.wheel(0, -400);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 200, y - 80, { steps: 8 });
  await page.mouse.up();
  await page.getByRole("button", { name: "Show the station" }).click();
  const needle = page.getByRole("button", { name: /^Needle/ });
  await expect(needle).toBeVisible();
  await needle.hover();
  await page.mouse.down();
  await page.mouse.move(x + 120, y + 60, { steps: 6 });
  await page.mouse.up();
  await expect(page.getByText(/^Leaning/)).toBeVisible();
});

test("the keyboard alone walks from artist to artist and tells the station", async ({ page, tuneIn }) => {
  await tuneIn("Rainy Sunday");
  await openMap(page);
  await map(page).focus();
  await page.keyboard.press("ArrowRight");
  const title = page.getByRole("heading", { level: 2 }).first();
  const first = await title.textContent();
  await page.keyboard.press("ArrowRight");
  await expect(title).not.toHaveText(first ?? "");
  await page.keyboard.press("+");
  const near = page.getByRole("list", { name: "Nearest on the map" }).getByRole("button");
  await near.first().focus();
  await page.keyboard.press("ArrowDown");
  await expect(near.nth(1)).toBeFocused();
  const second = (await near.nth(1).textContent()) ?? "";
  await page.keyboard.press("Enter");
  await expect(title).toHaveText(second);
  await page.getByRole("button", { name: "Never again" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText(`${second} will not play on this station`)).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("button", { name: "Never again" })).toHaveAttribute("aria-pressed", "false");
});

test("is accessible in both themes, and says so when it cannot be loaded", async ({
  page,
  expectAccessible,
  tuneIn,
}) => {
  await tuneIn("Rainy Sunday");
  await openMap(page);
  await find(page, "radiohead", "Radiohead");
  await expect(page.getByText(/your style:/)).toBeVisible();
  await expectAccessible();
  await page.getByRole("button", { name: /Use the (light|dark) theme/ }).click();
  await expectAccessible();
});

test.describe("with a finger", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  test("fills the screen and opens an artist by a tap", async ({ page, tuneIn }) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await tuneIn("Rainy Sunday");
    await openMap(page);
    const box = await map(page).boundingBox();
    if (!box) throw new Error("The map has no box.");
    expect(box.width).toBe(360);
    await find(page, "radiohead", "Radiohead");
    await page.getByRole("button", { name: "Close" }).tap();
    await expect
      .poll(async () => {
        const now = await map(page).boundingBox();
        if (now) await page.touchscreen.tap(now.x + now.width / 2, now.y + now.height / 2);
        return page.getByRole("heading", { level: 2 }).first().textContent();
      })
      .toBe("Radiohead");
  });
});
