// Making a station, changing it, and choosing what it listens with.

import type { Page } from "@playwright/test";
import { expect, nextSongs, test } from "./fixtures";

const box = (page: Page) => page.getByRole("combobox", { name: "What is it made of?" });
const draft = (page: Page) => page.getByRole("list", { name: "What it would play" }).getByRole("listitem");
const mixture = (page: Page) => page.getByRole("slider", { name: /^How much/ });

test("words, artists and a playlist make a station, shown before it is made", async ({
  page,
  signIn,
  expectAccessible,
}) => {
  await signIn(/Ada/);
  await page.getByRole("link", { name: "New station" }).click();
  await expect(page.getByText(/first ten artists appear here/)).toBeVisible();
  await expectAccessible();

  await box(page).fill("dreamy shoegaze 90s");
  await expect(page.getByRole("group", { name: "Words" }).getByRole("option").first()).toContainText(
    "dreamy · shoegaze · 90s",
  );
  await expectAccessible();
  await box(page).press("Enter");
  await expect(draft(page)).toHaveCount(10);
  await expect(page.getByText(/Slowdive/).first()).toBeVisible();
  const words = await draft(page).allTextContents();

  await box(page).fill("Beach Ho");
  await page
    .getByRole("group", { name: "Artists" })
    .getByRole("option", { name: /Beach House/ })
    .click();
  await box(page).fill("kitchen");
  await page
    .getByRole("group", { name: "Your stations and playlists" })
    .getByRole("option", { name: /Kitchen Jazz/ })
    .click();
  await expect(mixture(page)).toHaveCount(3);
  await expect.poll(() => draft(page).allTextContents()).not.toEqual(words);
  await expectAccessible();

  const mixed = await draft(page).allTextContents();
  const jazz = page.getByRole("slider", { name: "How much Kitchen Jazz" });
  await expect(jazz).toHaveAttribute("aria-valuetext", "33 %");
  await jazz.focus();
  await page.keyboard.press("End");
  await expect(jazz).toHaveAttribute("aria-valuetext", "50 %");
  await expect.poll(() => draft(page).allTextContents()).not.toEqual(mixed);

  await page.getByRole("textbox", { name: "Name" }).fill("Blue hour");
  await page.getByRole("button", { name: "Make the station" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Blue hour" })).toBeVisible();
  await expect.poll(() => nextSongs(page)).toHaveLength(5);
});

test("a sentence is a blend of stations, with less of what it says, by the keyboard alone", async ({
  page,
  signIn,
}) => {
  await signIn(/Ada/);
  await page.getByRole("link", { name: "New station" }).focus();
  await page.keyboard.press("Enter");
  await box(page).focus();
  await page.keyboard.type("60 % Rainy Sunday, 40 % Kitchen Jazz, less metal, xqzzy");
  await expect(page.getByRole("option")).toHaveText(/Add Rainy Sunday, Kitchen Jazz, metal, xqzzy/);
  await page.keyboard.press("Enter");
  await expect(page.getByText("No word, artist or playlist of yours is called “xqzzy”.")).toBeVisible();
  await expect(page.getByRole("slider", { name: "How much Rainy Sunday" })).toHaveAttribute(
    "aria-valuetext",
    "60 %",
  );
  await expect(page.getByRole("slider", { name: "How much Kitchen Jazz" })).toHaveAttribute(
    "aria-valuetext",
    "40 %",
  );
  await expect(page.getByRole("slider", { name: "How much metal" })).toHaveAttribute(
    "aria-valuetext",
    "less of it",
  );
  await expect(draft(page)).toHaveCount(10);
  await box(page).press("Escape");
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveAttribute(
    "placeholder",
    "Rainy Sunday & Kitchen Jazz",
  );
  await page.getByRole("button", { name: "Make the station" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Rainy Sunday & Kitchen Jazz" })).toBeVisible();
});

test("nothing to make a station of, and nobody left of it, are said in words", async ({ page, signIn }) => {
  await signIn(/Ada/);
  await page.getByRole("link", { name: "New station" }).click();
  await page.getByRole("button", { name: "Make the station" }).click();
  await expect(page.getByText("Add at least one artist, word or playlist that it is made of.")).toBeVisible();
  await box(page).fill("xqzzy");
  await box(page).press("Enter");
  await expect(page.getByText("No word, artist or playlist of yours is called “xqzzy”.")).toBeVisible();
  await expect(mixture(page)).toHaveCount(0);
});

test("from the song that plays to a station of its artist", async ({ page, tuneIn }) => {
  await tuneIn("Rainy Sunday");
  const link = page.getByRole("link", { name: /^New station from / });
  const artist = (await link.textContent())?.replace("New station from ", "") ?? "";
  await link.click();
  await expect(page.getByRole("slider", { name: `How much ${artist}` })).toBeVisible();
  await expect(draft(page)).toHaveCount(10);
});

test("a station is renamed, loses and wins artists, and each change is undone", async ({
  page,
  expectAccessible,
  tuneIn,
}) => {
  await tuneIn("São Paulo Evening");
  await page.getByRole("button", { name: "Edit" }).click();
  const dialog = page.getByRole("dialog");
  await expectAccessible();
  const artist = await dialog
    .getByRole("button", { name: /^Remove / })
    .first()
    .getAttribute("aria-label");
  await dialog.getByRole("button", { name: artist ?? "", exact: true }).click();
  await dialog.getByRole("combobox", { name: "Its artists" }).fill("Stereol");
  await dialog.getByRole("option", { name: /Stereolab/ }).click();
  await dialog.getByRole("textbox", { name: "Name" }).fill("São Paulo Night");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "São Paulo Night" })).toBeVisible();

  await page.getByRole("button", { name: "Edit" }).click();
  await expect(dialog.getByRole("button", { name: "Remove Stereolab" })).toBeVisible();
  await expect(dialog.getByRole("button", { name: artist ?? "", exact: true })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "São Paulo Evening" })).toBeVisible();
  await page.getByRole("button", { name: "Edit" }).click();
  await expect(dialog.getByRole("button", { name: artist ?? "", exact: true })).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Remove Stereolab" })).toHaveCount(0);
});

test("a deleted station is gone from the list and comes back", async ({ page, signIn }) => {
  await signIn(/Ada/);
  await page.getByRole("button", { name: "Edit Kitchen Jazz" }).click();
  await page.getByRole("button", { name: "Delete the station" }).click();
  await expect(page.getByText("Kitchen Jazz is deleted")).toBeVisible();
  await expect(page.getByRole("heading", { level: 2, name: "Kitchen Jazz", exact: true })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Kitchen Jazz is back")).toBeVisible();
  await expect(page.getByRole("heading", { level: 2, name: "Kitchen Jazz", exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { level: 2, name: "Kitchen Jazz", exact: true })).toBeVisible();
});

test("another model changes what comes, at once, and stays with the station", async ({
  page,
  expectAccessible,
  tuneIn,
}) => {
  const { models } = await (await page.request.get("/api/models")).json();
  test.skip(models.length < 2, "one model is published, so there is nothing to choose");
  await tuneIn("Rainy Sunday");
  const nextTen = page.getByRole("heading", { name: "The next ten artists" }).locator("xpath=..");
  await expect(nextTen.getByRole("listitem")).toHaveCount(10);
  const names = () => nextTen.getByRole("listitem").allTextContents();
  const first = await names();
  const songs = await nextSongs(page);
  await page.getByRole("button", { name: "Style, likes, dislikes, rules" }).click();
  await page.getByText("What it listens for").first().click();
  const [usual, ...others] = await page.getByRole("radio").all();
  expect(others.length + 1).toBe(models.length);
  await expect(usual ?? page.locator("nothing")).toBeChecked();
  await others[0]?.check();
  await expect(page.getByText("Opening it…")).toHaveCount(0);
  await expect.poll(names).not.toEqual(first);
  await expect.poll(() => nextSongs(page)).not.toEqual(songs);
  await expectAccessible();

  await page.reload();
  await page.getByText("What it listens for").first().click();
  await expect(page.getByRole("radio").nth(1)).toBeChecked();
  await page.getByRole("radio").first().check();
  await expect.poll(() => nextSongs(page)).toEqual(songs);
});
