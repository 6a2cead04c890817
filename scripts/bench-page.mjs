// What the station page does in a real Chromium on the production build: how soon the largest thing stands, what shifts
// meanwhile, how fast a turned knob shows, and what two hundred songs leave in memory.

import { chromium } from "@playwright/test";
import { onSandbox, withServer } from "./bench-server.mjs";
import { ensureBuilt, ensureChromium } from "./setup.mjs";

const STATION = "Rainy Sunday";
const LOADS = 15;
const TURNS = 120;
const SONGS = 200;
const MEMORY_POINTS = 10;

/** Rows of what, p50, p95 and aim. */
export async function measurePage(port) {
  ensureBuilt();
  const executablePath = ensureChromium();
  return withServer({ port, env: onSandbox(port + 1_000) }, async ({ url }) => {
    const browser = await chromium.launch({
      ...(executablePath && { executablePath }),
      args: ["--no-sandbox", "--autoplay-policy=no-user-gesture-required", "--js-flags=--expose-gc"],
    });
    try {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      const station = await openStation(page, url);
      const loads = await repeatLoads(page, station);
      const turns = await turnKnob(page);
      const memory = await playThrough(page);
      return toRows({ loads, turns, memory });
    } finally {
      await browser.close();
    }
  });
}

function toRows({ loads, turns, memory }) {
  const shifts = loads.map(({ shift }) => shift);
  return [
    [
      `station page, largest contentful paint (${LOADS} loads)`,
      ...spread(loads.map(({ paint }) => paint)),
      "1.2 s",
    ],
    ["layout shift meanwhile, at most", Math.max(...shifts).toFixed(3), "", "0"],
    [`knob turned to the new artists on screen (${TURNS} turns)`, ...spread(turns), "100 ms"],
    [
      `the page's memory after a collection, at each tenth of ${SONGS} songs`,
      memory.map((bytes) => (bytes / 1e6).toFixed(1)).join(", "),
      "MB",
      "flat",
    ],
  ];
}

async function openStation(page, url) {
  await page.goto(url);
  await page
    .getByRole("button", { name: /sign in with/i })
    .first()
    .click();
  await page.getByRole("button", { name: /Ada/ }).click();
  await page.getByRole("link", { name: STATION }).first().click();
  await page.getByRole("button", { name: "Play", exact: true }).waitFor();
  return page.url();
}

/** Loads the page anew each time, as somebody who was here before. */
async function repeatLoads(page, station) {
  const loads = [];
  for (let load = 0; load < LOADS; load++) {
    await page.goto("about:blank");
    await page.goto(station, { waitUntil: "networkidle" });
    loads.push(
      await page.evaluate(async () => {
        const read = (type) =>
          new Promise((resolve) => {
            const entries = [];
            const observer = new PerformanceObserver((list) => entries.push(...list.getEntries()));
            observer.observe({ type, buffered: true });
            setTimeout(() => resolve(entries), 100);
          });
        const paints = await read("largest-contentful-paint");
        const shifts = await read("layout-shift");
        return {
          paint: paints.at(-1)?.startTime ?? Number.NaN,
          shift: shifts
            .filter(({ hadRecentInput }) => !hadRecentInput)
            .reduce((sum, { value }) => sum + value, 0),
        };
      }),
    );
  }
  return loads;
}

/** From the key on the knob to the second frame after the list of artists has changed: then it is on the screen. */
async function turnKnob(page) {
  const knob = page.getByRole("slider", { name: "How far may it wander" });
  await page.locator('[role="slider"][aria-label="How far may it wander"][aria-disabled="false"]').waitFor();
  await knob.focus();
  const turns = [];
  for (let turn = 0; turn < TURNS; turn++) {
    const shown = page.evaluate(
      () =>
        new Promise((resolve) => {
          const frames = (done) => requestAnimationFrame(() => requestAnimationFrame(done));
          const knob = document.activeElement;
          const begin = { at: 0 };
          knob.addEventListener("keydown", () => (begin.at = performance.now()), {
            once: true,
            capture: true,
          });
          const observer = new MutationObserver(() => {
            if (begin.at === 0) return;
            observer.disconnect();
            frames(() => resolve(performance.now() - begin.at));
          });
          observer.observe(document.querySelector("main") ?? document.body, {
            subtree: true,
            childList: true,
            characterData: true,
            attributes: true,
          });
        }),
    );
    await page.keyboard.press(turn % 2 === 0 ? "End" : "Home");
    turns.push(await shown);
    await page.waitForTimeout(50);
  }
  return turns.slice(TURNS / 10);
}

/** Songs skipped one by one; bytes of JavaScript in use at each tenth. */
async function playThrough(page) {
  const session = await page.context().newCDPSession(page);
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await page.getByRole("button", { name: "Pause" }).waitFor();
  const title = page.getByRole("heading", { level: 2 }).first();
  const points = [];
  for (let song = 1; song <= SONGS; song++) {
    const before = await title.textContent();
    await page.getByRole("button", { name: "Next song" }).click();
    await page.waitForFunction((text) => document.querySelector("h2")?.textContent !== text, before, {
      timeout: 30_000,
    });
    if (song % (SONGS / MEMORY_POINTS) !== 0) continue;
    await session.send("HeapProfiler.collectGarbage");
    points.push((await session.send("Runtime.getHeapUsage")).usedSize);
  }
  return points;
}

function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return [`${Math.round(at(0.5))} ms`, `${Math.round(at(0.95))} ms`];
}
