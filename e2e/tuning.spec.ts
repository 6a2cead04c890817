import { expect, nextSongs, test } from "./fixtures";

test("the knobs behind tune say what they do, rules hold, and reset can be undone", async ({
  page,
  expectAccessible,
  tuneIn,
}) => {
  await tuneIn("Rainy Sunday");
  const tune = page.getByRole("region", { name: "Tune" });
  await tune.getByRole("button", { name: "Style, likes, dislikes, rules" }).click();
  await expect(tune.getByText(/Without the pull of your style you would hear/)).toBeVisible();

  const before = await nextSongs(page);
  await tune.getByRole("checkbox", { name: /New to me only/ }).check();
  await expect.poll(() => nextSongs(page)).not.toEqual(before);
  await expect.poll(async () => (await nextSongs(page)).join()).not.toContain("from your own style");
  await tune.getByRole("combobox", { name: "Songs before an artist comes back" }).selectOption("20");
  await expectAccessible();

  await tune.getByRole("button", { name: "Reset" }).click();
  await expect(tune.getByRole("checkbox", { name: /New to me only/ })).not.toBeChecked();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(tune.getByRole("checkbox", { name: /New to me only/ })).toBeChecked();
});

test("every number of a song, never again from there, and the ledger takes it back", async ({
  page,
  expectAccessible,
  tuneIn,
}) => {
  await tuneIn("Kitchen Jazz");
  const first = page.getByRole("list", { name: "Next" }).getByRole("listitem").first();
  const artist = (await page.getByRole("list", { name: "Next" }).locator("bdi").nth(1).textContent()) ?? "";
  expect(artist).not.toBe("");
  await first.getByRole("button").click();
  const why = page.getByRole("dialog", { name: "Why this song" });
  await expect(why.getByText("Its score, the sum")).toBeVisible();
  await expectAccessible();
  await why.getByRole("button", { name: "Never again" }).click();
  await expect(page.getByText(/never plays again on this station/)).toBeVisible();

  await page.getByRole("button", { name: /^Ledger/ }).click();
  const ledger = page.getByRole("dialog", { name: "Ledger" });
  const line = ledger.getByRole("listitem").filter({ hasText: "Never again" });
  await expect(line.getByText(/Without it|changes none/)).toBeVisible();
  await expectAccessible();
  await line.getByRole("combobox").selectOption("everywhere");
  await expect(line.getByRole("combobox")).toHaveValue("everywhere");
  await line.getByRole("button", { name: /^Take back/ }).click();
  await expect(ledger.getByText(/Nothing yet/)).toBeVisible();
});

test("the keyboard alone reaches the ledger and takes a dislike back", async ({ page, tuneIn }) => {
  await tuneIn("Rainy Sunday");
  await page.keyboard.press("d");
  await expect(page.getByText(/Less like .* on this station/).first()).toBeVisible();
  await page.getByRole("button", { name: /^Ledger/ }).focus();
  await page.keyboard.press("Enter");
  const ledger = page.getByRole("dialog", { name: "Ledger" });
  await expect(ledger.getByText("Disliked")).toBeVisible();
  await ledger.getByRole("button", { name: /^Take back/ }).focus();
  await page.keyboard.press("Enter");
  await expect(ledger.getByText("Disliked")).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(ledger).toBeHidden();
});
