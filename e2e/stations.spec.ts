import { expect, loudness, test } from "./fixtures";

test("a new station from artists by completion plays them and their kind", async ({ page, signIn }) => {
  await signIn(/Ada/);
  await page.getByRole("link", { name: "New station" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Glasgow");
  const artists = page.getByRole("combobox", { name: "What is it made of?" });
  for (const artist of ["Belle and Sebastian", "Mogwai", "Camera Obscura"]) {
    await artists.fill(artist.slice(0, 6));
    await page
      .getByRole("option", { name: new RegExp(artist.replace(" and ", ".*"), "i") })
      .first()
      .click();
  }
  await page.getByRole("button", { name: "Make the station" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Glasgow" })).toBeVisible();
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect.poll(() => loudness(page)).toBeGreaterThan(0.001);
});

test("an empty station says so and offers artists to start from", async ({ page, signIn }) => {
  await signIn(/Ada/);
  await page
    .getByRole("link", { name: /Nothing Yet/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { name: "This station has no style yet." })).toBeVisible();
  await expect(page.getByRole("link", { name: "Start from artists" })).toBeVisible();
});

test.describe("without Premium", () => {
  // The browser notes what the player is refused.
  test.use({ expectedFaults: /403.*\/sdk\/devices/ });

  test("an account without Premium sees its stations and why it cannot play", async ({ page, signIn }) => {
    await signIn(/Frida/);
    await page
      .getByRole("link", { name: /Indie Window Seat/ })
      .first()
      .click();
    await page.getByRole("button", { name: "Play", exact: true }).click();
    await expect(page.getByText(/plays for Premium accounts only/)).toBeVisible();
  });
});

test("an account that is not on the allow-list is told so calmly", async ({ page, signIn }) => {
  await signIn(/Nils/);
  await expect(page.getByText(/does not let this account in yet/)).toBeVisible();
  await expect(page.getByRole("button", { name: /sign in with/i }).first()).toBeVisible();
});

test("denied consent leads back to the start", async ({ page }) => {
  await page.goto("/");
  await page
    .getByRole("button", { name: /sign in with/i })
    .first()
    .click();
  await page.getByRole("button", { name: "Deny access" }).click();
  await expect(page.getByRole("button", { name: /sign in with/i }).first()).toBeVisible();
});
