// The line between this browser and everybody breaks while a station plays.

import { expect, loudness, nextSongs, test } from "./fixtures";

test.use({ expectedFaults: /ERR_INTERNET_DISCONNECTED/ });

test("without a line the station stays, says so, takes no song for unplayable, and goes on when it is back", async ({
  page,
  tuneIn,
}) => {
  await tuneIn("Rainy Sunday");
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect.poll(() => loudness(page)).toBeGreaterThan(0.001);
  await expect.poll(() => nextSongs(page)).toHaveLength(5);
  const [coming = ""] = await nextSongs(page);

  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Next song" }).click();
  await expect(page.getByText(/no connection to the network/)).toBeVisible();
  const title = page.getByRole("region", { name: "Now playing" }).getByRole("heading", { level: 2 }).first();
  const shown = (await title.textContent()) ?? "-";
  expect(coming).toContain(shown);
  await page.getByRole("button", { name: "More like this" }).click();
  await expect(page.getByRole("button", { name: "More like this" })).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: "Ledger" }).click();

  await page.context().setOffline(false);
  await expect(
    page.getByRole("dialog", { name: "Ledger" }).getByText("Liked", { exact: true }),
  ).toBeVisible();
  await page.keyboard.press("Escape");
  await expect.poll(() => loudness(page)).toBeGreaterThan(0.001);
  await expect(title).toHaveText(shown);
  await expect(
    page.getByText(/no connection|lost its connection|cannot be reached|could not be played/),
  ).toHaveCount(0);
});
