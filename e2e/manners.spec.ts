// What every screen owes to who looks at it: readable in both themes, calm for who wants calm, large enough for a finger,
// a way forward where there is nothing.

import type { Page } from "@playwright/test";
import { expect, stationIdOf, stationLink, test } from "./fixtures";

const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).first().click();
const closed = async (page: Page) => {
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
};

for (const colorScheme of ["dark", "light"] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test("every sheet of a station is accessible", async ({ page, expectAccessible, tuneIn }) => {
      test.setTimeout(120_000);
      await tuneIn("Rainy Sunday");
      await press(page, "Play");
      await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
      await press(page, "More like this");
      await press(page, "Less like this");
      await press(page, "Style, likes, dislikes, rules");
      await expect(page.getByRole("slider", { name: "Variety" })).toBeVisible();
      await press(page, "Sleep timer");
      await press(page, "Drift to another station");
      await expect(page.getByLabel("Be there by")).toBeVisible();
      await press(page, "Heard");
      await expectAccessible();

      const sheets: readonly (readonly [open: () => Promise<unknown>, sign: string | RegExp])[] = [
        [() => press(page, "All the numbers"), "Its score, the sum"],
        [() => press(page, /^Ledger/), /Without it|changes none/],
        [() => press(page, "Play on another device"), "This browser"],
        [() => press(page, "Share"), "Make a link"],
        [() => press(page, "Edit"), "Delete the station"],
        [() => page.keyboard.press("?"), "Louder or quieter"],
      ];
      for (const [open, sign] of sheets) {
        await open();
        await expect(page.getByRole("dialog").getByText(sign).first()).toBeVisible();
        await expectAccessible();
        await closed(page);
      }
      await press(page, "Share");
      await press(page, "Make a link");
      await expect(page.getByRole("textbox", { name: "Link" })).toBeVisible();
      await expectAccessible();
      await closed(page);
      await press(page, /^Account/);
      await expect(page.getByRole("button", { name: "Export my stations" })).toBeVisible();
      await expectAccessible();
    });

    test.describe("and where there is nothing", () => {
      test.use({ expectedFaults: /status of 4(04|10)/ });

      test("a page says so, shows a way forward and is accessible", async ({
        page,
        signIn,
        expectAccessible,
      }) => {
        await signIn(/Ada/);
        await expect(page.getByRole("heading", { name: "Your stations" })).toBeVisible();
        for (const path of ["/nowhere", "/station/there-is-none", "/s/00000000000000", "/e/00000000000000"]) {
          await page.goto(path);
          const ways = page
            .getByRole("main")
            .getByRole("link")
            .or(page.getByRole("main").getByRole("button"));
          await expect(ways.first(), `${path} shows a way forward`).toBeVisible();
          await expectAccessible();
        }
        // Nobody is told that nothing is kept of them who is still signed in.
        await page.goto("/goodbye");
        await expect(page).toHaveURL(/\/stations$/);
        // What that page still asks belongs to the sign-in.
        await page.goto("about:blank");
        await page.context().clearCookies();
        await page.goto("/goodbye");
        await expect(page.getByRole("heading", { name: "You are disconnected" })).toBeVisible();
        await expectAccessible();
      });
    });

    test("what others see of a station is accessible", async ({ page, signIn, expectAccessible }) => {
      await signIn(/Ada/);
      await expect(page.getByRole("heading", { name: "Your stations" })).toBeVisible();
      const id = await stationIdOf(page, "Kitchen Jazz");
      const make = async (path: string, more: object) => {
        const answer = await page.request.post(path, {
          data: { station_id: id, name: "Kitchen Jazz", ...more },
        });
        return (await answer.json()).code;
      };
      const link = await make("/api/shares", { starts_at: Date.now() - 60_000 });
      const evening = await make("/api/events", {});
      const look = async (path: string, sign: string | RegExp) => {
        await page.goto(path);
        await expect(page.getByText(sign).first()).toBeVisible();
        await expectAccessible();
      };
      await look(`/air/${link}`, "Tune in");
      await look(`/e/${evening}`, "Coming up");
      await page.context().clearCookies();
      await look(`/e/${evening}`, "Coming up");
      await look(`/s/${link}`, /near |your style/);
    });
  });
}

test("what is undone from within a sheet is undone there", async ({ page, tuneIn }) => {
  await tuneIn("Rainy Sunday");
  await page.keyboard.press("l");
  await press(page, /^Ledger/);
  const ledger = page.getByRole("dialog", { name: "Ledger" });
  await ledger.getByRole("button", { name: /^Take back/ }).click();
  await expect(ledger.getByText(/Nothing yet/)).toBeVisible();
  await ledger.getByRole("button", { name: "Undo" }).click();
  await expect(ledger.getByText("Liked", { exact: true })).toBeVisible();
});

for (const width of [360, 768, 1440]) {
  test.describe(`${width} px wide`, () => {
    test.use({ viewport: { width, height: 900 } });

    test("long names and names from right to left stay within the window", async ({
      page,
      signIn,
      sandbox,
    }) => {
      await sandbox.turn({ coverless: true });
      await signIn(/Barzilai/);
      const stations = page.getByRole("heading", { level: 2 }).getByRole("link");
      await expect(stations).toHaveCount(4);
      const overflow = () =>
        page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(await overflow()).toBeLessThanOrEqual(0);
      const names = await stations.allTextContents();
      for (const name of names) {
        await page.goto("/stations");
        await page.getByRole("link", { name, exact: true }).click();
        await expect(page.getByRole("heading", { level: 1, name, exact: true })).toBeVisible();
        await expect(page.getByRole("list", { name: "Next" }).getByRole("listitem")).toHaveCount(5);
        expect(await overflow(), name).toBeLessThanOrEqual(0);
      }
      await expect(page.getByRole("img", { name: "No cover" })).toBeVisible();
      await page.goto("/stations");
      const fromRight = stations.locator("bdi").filter({ hasText: /[\u0590-\u06ff]/ });
      await expect(fromRight).toHaveCount(2);
      for (const name of await fromRight.all()) await expect(name).toHaveCSS("direction", "rtl");
    });
  });
}

test("nothing moves for who has asked for less motion", async ({ page, tuneIn }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await tuneIn("Rainy Sunday");
  await press(page, "Play");
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  await page.evaluate(() => {
    const longest = { ms: 0 };
    Object.assign(window, { longest });
    const look = () => {
      for (const animation of document.getAnimations()) {
        longest.ms = Math.max(longest.ms, Number(animation.effect?.getComputedTiming().endTime ?? 0));
      }
      requestAnimationFrame(look);
    };
    look();
  });
  const knob = page.getByRole("slider", { name: "How far may it wander" });
  await knob.focus();
  for (const key of ["Home", "End", "Home"]) await page.keyboard.press(key);
  await press(page, "Next song");
  await press(page, /^Ledger/);
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(await page.evaluate(() => Reflect.get(window, "longest").ms)).toBeLessThanOrEqual(2);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  test("what is touched is large enough for a finger", async ({ page, signIn, openStation }) => {
    await signIn(/Ada/);
    const small = () =>
      page.evaluate(() =>
        [...document.querySelectorAll("main button, main [role=slider], header a, header button")]
          .filter((element) => element.checkVisibility({ visibilityProperty: true }))
          .map((element) => ({
            name: element.ariaLabel ?? element.textContent,
            box: element.getBoundingClientRect(),
          }))
          .filter(({ box }) => box.width > 2 && (box.height < 44 || box.width < 40))
          .map(({ name, box }) => `${name} ${Math.round(box.width)} x ${Math.round(box.height)}`),
      );
    await expect(stationLink(page, "Rainy Sunday")).toBeVisible();
    expect(await small()).toEqual([]);
    await openStation("Rainy Sunday");
    await expect(page.getByRole("list", { name: "Next" }).getByRole("listitem")).toHaveCount(5);
    await press(page, "Style, likes, dislikes, rules");
    await expect(page.getByRole("slider", { name: "Variety" })).toBeVisible();
    expect(await small()).toEqual([]);
  });
});
