import { gzipSync } from "node:zlib";
import { expect, test } from "./fixtures";

/** What a phone on a slow line can load and run while it waits for music. */
const BUDGET_BYTES = 180_000;

test("the station page's first-load script keeps to its budget", async ({ page, signIn }) => {
  await signIn(/Ada/);
  const href = await page
    .getByRole("link", { name: /Rainy Sunday/ })
    .first()
    .getAttribute("href");
  const html = await (await page.request.get(href ?? "")).text();
  const scripts = [...html.matchAll(/<script\b[^>]*>/g)]
    .map(([tag]) => tag)
    // Polyfills for browsers without modules, which none that can play fetches.
    .filter((tag) => !/\bnomodule\b/i.test(tag))
    .flatMap((tag) => /\bsrc="([^"]+)"/.exec(tag)?.[1] ?? []);
  expect(scripts.length).toBeGreaterThan(5);
  const sizes = await Promise.all(
    [...new Set(scripts)].map(async (src) => gzipSync(await (await page.request.get(src)).body()).length),
  );
  const total = sizes.reduce((sum, size) => sum + size, 0);
  console.log(`First-load script of the station page: ${(total / 1000).toFixed(1)} kB gzip`);
  expect(total).toBeLessThanOrEqual(BUDGET_BYTES);
});
