// What the station page does in a real Chromium on the production build: how soon the largest thing stands, what shifts
// meanwhile, how fast a turned knob shows, and what two hundred songs leave in memory.

import { openStation, withPage } from "./bench-browser.mjs";
import { milliseconds } from "./bench-times.mjs";

const LOADS = 15;
const TURNS = 120;
const SONGS = 200;
const MEMORY_POINTS = 10;

/** Rows of what, p50, p95 and aim. */
export function measurePage(port) {
  return withPage(port, async (page, url) => {
    const station = await openStation(page, url);
    const loads = await repeatLoads(page, station);
    const turns = await turnKnob(page);
    const memory = await playThrough(page);
    const half = memory.length / 2;
    return [
      [
        `station page, largest contentful paint (${LOADS} loads)`,
        ...milliseconds(loads.map(({ paint }) => paint)),
        "1.2 s",
      ],
      ["layout shift meanwhile, at most", Math.max(...loads.map(({ shift }) => shift)).toFixed(3), "", "0"],
      [`knob turned to the new artists on screen (${TURNS} turns)`, ...milliseconds(turns), "100 ms"],
      [
        `memory of the page after a collection, mean over songs 1 to ${SONGS / 2}, then to ${SONGS}`,
        megabytes(mean(memory.slice(0, half))),
        megabytes(mean(memory.slice(half))),
        "flat",
      ],
    ];
  });
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

/** From the key on the knob to the second frame after the list of the next artists has changed: then it is on the screen. */
async function turnKnob(page) {
  const knob = page.getByRole("slider", { name: "How far may it wander" });
  await page.locator('[role="slider"][aria-label="How far may it wander"][aria-disabled="false"]').waitFor();
  await page.locator('section[aria-labelledby="tune-title"] li').first().waitFor();
  await knob.focus();
  // From one end to the other the list changes every time; from where the knob stands at first it may not.
  await page.keyboard.press("Home");
  await page.waitForTimeout(1_000);
  const turns = [];
  for (let turn = 0; turn < TURNS; turn++) {
    await page.evaluate(awaitList);
    await page.keyboard.press(turn % 2 === 0 ? "End" : "Home");
    turns.push(await page.evaluate(() => window.__shown));
  }
  // The first turns find code that has not run yet.
  return turns.slice(TURNS / 10);
}

/** In the page: `__shown` becomes the milliseconds from the next key to when the list has changed and was painted. */
function awaitList() {
  window.__shown = new Promise((resolve) => {
    let begun = 0;
    addEventListener("keydown", ({ timeStamp }) => (begun = timeStamp), { once: true, capture: true });
    const observer = new MutationObserver(() => {
      if (begun === 0) return;
      observer.disconnect();
      requestAnimationFrame(() => requestAnimationFrame((now) => resolve(now - begun)));
    });
    const list = document.querySelector('section[aria-labelledby="tune-title"] ul');
    observer.observe(list, { subtree: true, childList: true, characterData: true });
  });
}

/** Songs skipped one by one; bytes of JavaScript in use at each tenth. */
async function playThrough(page) {
  const session = await page.context().newCDPSession(page);
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await page.getByRole("button", { name: "Pause" }).waitFor();
  const points = [];
  for (let song = 1; song <= SONGS; song++) {
    const before = await page.locator("h2").first().textContent();
    await page.getByRole("button", { name: "Next song" }).click();
    await page.waitForFunction((text) => document.querySelector("h2")?.textContent !== text, before, {
      timeout: 30_000,
    });
    if (song % (SONGS / MEMORY_POINTS) !== 0) continue;
    await page.waitForLoadState("networkidle");
    await session.send("HeapProfiler.collectGarbage");
    points.push((await session.send("Runtime.getHeapUsage")).usedSize);
  }
  return points;
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
