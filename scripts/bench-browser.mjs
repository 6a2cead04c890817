// A real Chromium on the production build for a benchmark, with a listener of the sandbox signed in.
// It has no graphics card: what it paints, the processor paints.

import { chromium } from "@playwright/test";
import { onSandbox, withServer } from "./bench-server.mjs";
import { ensureBuilt, ensureChromium } from "./setup.mjs";

const STATION = "Rainy Sunday";

/** Starts server and browser; `use` gets a page of a desk's size and the server's address. */
export async function withPage(port, use) {
  ensureBuilt();
  const executablePath = ensureChromium();
  return withServer({ port, env: onSandbox(port + 1_000) }, async ({ url }) => {
    const browser = await chromium.launch({
      ...(executablePath && { executablePath }),
      args: ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"],
    });
    try {
      return await use(await browser.newPage({ viewport: { width: 1440, height: 900 } }), url);
    } finally {
      await browser.close();
    }
  });
}

/** Signs Ada in and opens a station of hers; its address. */
export async function openStation(page, url) {
  await page.goto(url);
  await page
    .getByRole("button", { name: /sign in with/i })
    .first()
    .click();
  await page.getByRole("button", { name: /Ada/ }).click();
  await page.getByRole("link", { name: STATION, exact: true }).first().click();
  await page.getByRole("button", { name: "Play", exact: true }).waitFor();
  return page.url();
}
