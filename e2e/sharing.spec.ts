import { expect, loudness, nextSongs, test } from "./fixtures";

test("a link made in one browser opens in another without an account, plays after sign-in, and ends when withdrawn", async ({
  page,
  signIn,
  openStation,
  browser,
}) => {
  await signIn(/Ada/);
  await openStation("Rainy Sunday");
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByRole("button", { name: "Make a link" }).click();
  const link = await page.getByRole("textbox", { name: "Link" }).inputValue();
  expect(link).toMatch(/\/s\/\w{14}$/);

  const guest = await (await browser.newContext()).newPage();
  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: "Rainy Sunday" })).toBeVisible();
  await expect(guest.getByText("Low", { exact: true }).first()).toBeVisible();
  await guest.getByRole("button", { name: /Sign in with Spotify to listen/ }).click();
  await guest.getByRole("button", { name: /Bruno/ }).click();
  await expect(guest.getByRole("heading", { level: 1, name: "Rainy Sunday" })).toBeVisible();
  const listen = guest.getByRole("link", { name: "Listen" });
  if (await listen.isVisible()) await listen.click();
  await guest.getByRole("button", { name: "Play", exact: true }).click();
  await expect.poll(() => loudness(guest)).toBeGreaterThan(0.001);
  expect(await nextSongs(guest)).toHaveLength(5);

  await page.getByRole("button", { name: "Withdraw the link" }).click();
  await expect(page.getByText(/link is withdrawn/)).toBeVisible();
  const late = await (await browser.newContext()).newPage();
  await late.goto(link);
  await expect(late.getByRole("heading", { name: "This link has ended." })).toBeVisible();
});
