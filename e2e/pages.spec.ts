import { expect, test } from "./fixtures";

const SIZES = [
  { width: 360, height: 740 },
  { width: 1440, height: 900 },
];

for (const colorScheme of ["dark", "light"] as const) {
  for (const viewport of SIZES) {
    test.describe(`${colorScheme}, ${viewport.width} px`, () => {
      test.use({ colorScheme, viewport });

      test("every page is accessible and fits the screen", async ({
        page,
        signIn,
        openStation,
        expectAccessible,
      }) => {
        const check = async () => {
          await expectAccessible();
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          expect(overflow, `${page.url()} is wider than the screen`).toBeLessThanOrEqual(0);
        };
        for (const path of ["/", "/privacy", "/terms", "/docs"]) {
          await page.goto(path);
          await check();
        }
        await signIn(/Ada/);
        await expect(page.getByRole("link", { name: /Rainy Sunday/ }).first()).toBeVisible();
        await check();
        await page.goto("/stations/new?artist=Low");
        await expect(
          page.getByRole("list", { name: "What it would play" }).getByRole("listitem"),
        ).toHaveCount(10);
        await check();
        await page.goto("/budget");
        await expect(page.getByRole("heading", { name: "Searches" })).toBeVisible();
        await check();
        await page.goto("/stations");
        await openStation("Rainy Sunday");
        await expect(page.getByRole("list", { name: "Next" }).getByRole("listitem")).toHaveCount(5);
        await check();
      });
    });
  }
}
