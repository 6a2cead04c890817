// How evenly the map of the catalogue moves under the hand: the time between frames while it is dragged, with nearly all
// artists in sight and then closer, and how much of each frame goes into drawing.

import { openStation, withPage } from "./bench-browser.mjs";
import { milliseconds } from "./bench-times.mjs";

const PAN_MS = 6_000;
const CIRCLE_PX = 90;
const CIRCLE_MS = 1_500;
const CLOSER = 3;

/** Rows of what, p50, p95 and aim. */
export function measureMap(port) {
  return withPage(port, async (page, url) => {
    await page.addInitScript(countFrames);
    await page.goto(`${await openStation(page, url)}/map`);
    const map = page.getByRole("application");
    await map.waitFor();
    await page.waitForLoadState("networkidle");
    const artists = Number(
      /([\d,]+) artists/.exec(await map.getAttribute("aria-label"))[1].replaceAll(",", ""),
    );
    await map.focus();
    await page.keyboard.press("0");
    await settle(page);
    const whole = await pan(page, map);
    for (let step = 0; step < CLOSER; step++) {
      await page.keyboard.press("+");
      await settle(page);
    }
    const closer = await pan(page, map);
    const count = artists.toLocaleString("en");
    return [
      [
        `map of ${count} artists, time between frames while panning`,
        ...milliseconds(whole.intervals),
        "20 ms",
      ],
      ["of which drawing", ...milliseconds(whole.work), ""],
      ["the same, four times closer", ...milliseconds(closer.intervals), "20 ms"],
      ["of which drawing", ...milliseconds(closer.work), ""],
    ];
  });
}

/** In the page: notes when each frame begins, and how long what was asked for it runs. */
function countFrames() {
  const frames = [];
  const ask = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (call) =>
    ask((now) => {
      const begun = performance.now();
      call(now);
      const work = performance.now() - begun;
      const frame = frames.at(-1);
      if (frame?.now === now) frame.work += work;
      else frames.push({ now, work });
    });
  const tick = () => window.requestAnimationFrame(tick);
  tick();
  window.__takeFrames = () => frames.splice(0);
}

const settle = (page) => page.waitForTimeout(1_200);

/** Drags in circles, so that the map never comes to its edge. */
async function pan(page, map) {
  const box = await map.boundingBox();
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const at = (angle) => [middle.x + CIRCLE_PX * Math.cos(angle), middle.y + CIRCLE_PX * Math.sin(angle)];
  await page.mouse.move(...at(0));
  await page.mouse.down();
  await page.mouse.move(...at(0.1));
  await page.evaluate(() => void window.__takeFrames());
  const begun = performance.now();
  for (let elapsed = 0; elapsed < PAN_MS; elapsed = performance.now() - begun) {
    await page.mouse.move(...at((2 * Math.PI * elapsed) / CIRCLE_MS));
  }
  const frames = await page.evaluate(() => window.__takeFrames());
  await page.mouse.up();
  await settle(page);
  return {
    intervals: frames.slice(1).map(({ now }, index) => now - frames[index].now),
    work: frames.map(({ work }) => work),
  };
}
