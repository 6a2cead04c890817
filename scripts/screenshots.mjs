// `npm run screenshots`: the main states on the sandbox, both themes, on a desk, a tablet and a phone, into docs/screenshots.

import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { onSandbox, withServer } from "./bench-server.mjs";
import { ensureBuilt, ensureChromium, ensureInstalled, ROOT } from "./setup.mjs";

const FOLDER = join(ROOT, "docs", "screenshots");
const PORT = Number(process.env.SCREENSHOTS_PORT ?? 3290);
const ORIGIN = `http://127.0.0.1:${PORT}`;
const SIZES = [
  { width: 1440, height: 900 },
  { width: 768, height: 1024 },
  { width: 360, height: 780 },
];
/** A tablet shows these; what it lays out like a desk or a phone is seen there. */
const ON_TABLET = ["stations", "playing", "tuned", "map", "event-host"];
const MOST_BYTES = 4_000_000;
const QUALITY = 68;

ensureInstalled();
ensureBuilt();
const executablePath = ensureChromium();
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  args: ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"],
});
rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
try {
  // Each visit meets a server that has seen nobody.
  for (const colorScheme of ["dark", "light"])
    for (const viewport of SIZES)
      await withServer({ port: PORT, env: onSandbox(PORT + 1_000) }, () => takeAll(colorScheme, viewport));
} finally {
  await browser.close();
}
const bytes = readdirSync(FOLDER).reduce((sum, name) => sum + statSync(join(FOLDER, name)).size, 0);
console.log(`${readdirSync(FOLDER).length} pictures, ${(bytes / 1e6).toFixed(1)} MB`);
if (bytes > MOST_BYTES) throw new Error(`docs/screenshots is larger than ${MOST_BYTES / 1e6} MB.`);

/** One visit, from the landing page on: each state is reached as a listener would reach it. */
async function takeAll(colorScheme, viewport) {
  const context = await browser.newContext({ colorScheme, viewport, reducedMotion: "reduce" });
  const page = await context.newPage();
  const button = (name) => page.getByRole("button", { name });
  const shoot = async (name, of = page) => {
    if (viewport.width === 768 && !ON_TABLET.includes(name)) return;
    await of.waitForLoadState("networkidle").catch(() => undefined);
    await of.screenshot({
      path: join(FOLDER, `${name}-${colorScheme}-${viewport.width}.jpg`),
      type: "jpeg",
      quality: QUALITY,
    });
  };
  const close = () => page.keyboard.press("Escape");

  await page.goto(ORIGIN);
  await shoot("landing");
  await button(/sign in with/i)
    .first()
    .click();
  await button(/Ada/).click();
  await page
    .getByRole("link", { name: /Rainy Sunday/ })
    .first()
    .waitFor();
  await shoot("stations");
  await page.goto(`${ORIGIN}/stations/new?artist=Low`);
  await page.getByRole("list", { name: "What it would play" }).getByRole("listitem").nth(9).waitFor();
  await shoot("making");
  await page.goto(`${ORIGIN}/station/there-is-none`);
  await page.getByText("There is no such station here.").waitFor();
  await shoot("missing");

  await page.goto(`${ORIGIN}/stations`);
  await page
    .getByRole("link", { name: /Rainy Sunday/ })
    .first()
    .click();
  await page.getByRole("list", { name: "Next" }).getByRole("listitem").nth(4).waitFor();
  await button(/^Ledger/).click();
  await page
    .getByRole("dialog", { name: "Ledger" })
    .getByText(/Nothing yet/)
    .waitFor();
  await shoot("ledger-empty");
  await close();
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await page.getByRole("button", { name: "Pause" }).waitFor();
  await button("More like this").first().click();
  await button("Next song").click();
  await page.waitForTimeout(1_500);
  await button("Less like this").first().click();
  await page.waitForTimeout(2_500);
  const understood = button("Got it");
  if (await understood.isVisible()) await understood.click();
  await page.evaluate(() => window.scrollTo(0, 0));
  await shoot("playing");
  await button("Undo").waitFor({ state: "detached" });

  await button("Style, likes, dislikes, rules").click();
  const wander = page.getByRole("slider", { name: "How far may it wander" });
  await wander.focus();
  await page.keyboard.press("Home");
  await page.getByRole("slider", { name: "Variety" }).scrollIntoViewIfNeeded();
  await page.getByText(/artists? changes?/).waitFor();
  await shoot("tuned");
  await button("All the numbers").click();
  await page.getByText("Its score, the sum").waitFor();
  await shoot("why");
  await close();
  await button(/^Ledger/).click();
  await page
    .getByText(/Without it|changes none/)
    .first()
    .waitFor();
  await shoot("ledger");
  await close();
  await button("Share").click();
  await button("Make a link").click();
  await page.getByRole("textbox", { name: "Link" }).waitFor();
  await shoot("share");
  await close();
  await page.getByRole("link", { name: "Map" }).click();
  await page.getByRole("application").waitFor();
  await page.waitForTimeout(2_500);
  await shoot("map");
  await page.goBack();
  await shootEvening(page, shoot);
  await shootNames(page, shoot);
  await context.close();
}

/** An evening as its host and a guest without an account see it. */
async function shootEvening(page, shoot) {
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByRole("button", { name: "Open an event" }).click();
  const coming = (of) => of.getByRole("list", { name: "Coming up" }).getByRole("listitem");
  await coming(page).nth(9).waitFor();
  const context = await browser.newContext({
    viewport: page.viewportSize(),
    colorScheme: await page.evaluate(() =>
      matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
    ),
    reducedMotion: "reduce",
  });
  const guest = await context.newPage();
  await guest.goto(page.url());
  await coming(guest).nth(9).waitFor();
  await guest
    .getByRole("button", { name: /^More of / })
    .nth(6)
    .click();
  await guest.waitForTimeout(1_500);
  await shoot("event-guest", guest);
  await shoot("event-host");
  await context.close();
}

/** Names from right to left, in Cyrillic and longer than a line. */
async function shootNames(page, shoot) {
  await page.context().clearCookies();
  await page.goto(ORIGIN);
  await page
    .getByRole("button", { name: /sign in with/i })
    .first()
    .click();
  await page.getByRole("button", { name: /Barzilai/ }).click();
  await page.getByRole("heading", { level: 2 }).nth(3).waitFor();
  await shoot("names");
  await page.getByRole("heading", { level: 2 }).first().getByRole("link").click();
  await page.getByRole("list", { name: "Next" }).getByRole("listitem").nth(4).waitFor();
  await shoot("names-playing");
}
