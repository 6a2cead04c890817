import type { Page } from "@playwright/test";
import { loudness, nextSongs } from "./fixtures";
import { expect, listen, PASSWORD, test } from "./subsonic.fixture";

const play = async (page: Page) => {
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect.poll(() => loudness(page)).toBeGreaterThan(0.001);
};
const titleOf = (page: Page) => page.getByRole("heading", { level: 2 }).first();
/** Moves the song that plays to that second, or to so many before its end. */
const moveTo = (page: Page, at: number) =>
  page.evaluate((second) => {
    const playing = window.__audios?.find((audio) => !audio.paused && audio.duration > 1);
    if (playing) playing.currentTime = second < 0 ? playing.duration + second : second;
  }, at);
const position = (page: Page) => page.getByRole("slider", { name: "Position in the song" });
const seconds = async (page: Page) => Number(await position(page).inputValue());

test("signs in and hears real sound from the library, skips, dislikes and turns a knob", async ({
  page,
  enter,
  openStation,
}) => {
  await enter();
  await openStation("Trip");
  await play(page);
  const before = await seconds(page);
  await expect.poll(() => seconds(page)).toBeGreaterThan(before);
  await expect(page.getByRole("img", { name: /Cover of Album of/ })).toBeVisible();
  await expect(page.getByText(/Spotify|Premium/)).toHaveCount(0);
  await expect(page.getByRole("link", { name: /Open in/ })).toHaveCount(0);

  const first = await titleOf(page).textContent();
  await page.getByRole("button", { name: "Next song" }).click();
  await expect(titleOf(page)).not.toHaveText(first ?? "");
  await expect.poll(() => loudness(page)).toBeGreaterThan(0.001);

  const second = await titleOf(page).textContent();
  const planned = await nextSongs(page);
  await page.getByRole("button", { name: "Less like this" }).click();
  await expect(titleOf(page)).not.toHaveText(second ?? "");
  await expect.poll(() => nextSongs(page)).not.toEqual(planned.slice(1));
  await expect.poll(() => loudness(page)).toBeGreaterThan(0.001);

  const nextTen = page.getByRole("heading", { name: "The next ten artists" }).locator("xpath=..");
  const knob = page.getByRole("slider", { name: "How far may it wander" });
  await expect(knob).toBeEnabled();
  await knob.focus();
  await page.keyboard.press("Home");
  const near = await nextTen.textContent();
  await page.keyboard.press("End");
  await expect.poll(() => nextTen.textContent()).not.toBe(near);
});

test("goes from song to song without a gap, tells the server, and shows it on the lock screen", async ({
  page,
  enter,
  openStation,
}) => {
  const plays: { readonly track_id: string; readonly finished: boolean }[] = [];
  page.on("response", (response) => {
    if (response.url().endsWith("/api/plays") && response.ok()) plays.push(response.request().postDataJSON());
  });
  await enter();
  await openStation("Trip");
  await play(page);
  const first = await titleOf(page).textContent();
  expect(await page.evaluate(() => navigator.mediaSession.metadata?.title)).toBe(first);
  expect(await page.evaluate(() => navigator.mediaSession.playbackState)).toBe("playing");
  await expect.poll(() => plays.length).toBe(1);
  // Near its end, by the element itself: the slider knows whole steps only.
  await moveTo(page, -2.5);
  await expect.poll(() => loudness(page)).toBeGreaterThan(0.001);
  await page.evaluate(() => {
    window.__silenceMs = 0;
  });
  await expect(titleOf(page)).not.toHaveText(first ?? "");
  await expect.poll(() => seconds(page)).toBeGreaterThanOrEqual(1);
  const silence = await page.evaluate(() => window.__silenceMs ?? Number.NaN);
  test.info().annotations.push({ type: "gap", description: `${Math.round(silence)} ms of silence` });
  expect(silence).toBeLessThan(300);
  // The same ears do notice a silence.
  await page.getByRole("button", { name: "Pause" }).click();
  await expect.poll(() => page.evaluate(() => window.__silenceMs ?? 0)).toBeGreaterThan(300);
  await expect.poll(() => plays.length).toBe(2);
  expect(plays.map(({ finished }) => finished)).toEqual([false, false]);
  expect(new Set(plays.map(({ track_id }) => track_id)).size).toBe(2);
});

test("a reload goes on at the same place, and a like becomes a star only when that was asked for", async ({
  page,
  enter,
  openStation,
  server,
}) => {
  const starred = async () =>
    JSON.stringify(
      (await server.call("getStarred2"))?.starred2.song?.map((song: { title: string }) => song.title) ?? [],
    );
  await enter();
  await openStation("Trip");
  await play(page);
  await page.getByRole("button", { name: "More like this" }).click();
  await page.getByRole("button", { name: "Next song" }).click();
  await expect.poll(() => loudness(page)).toBeGreaterThan(0.001);
  expect(await starred()).toBe("[]");

  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("checkbox", { name: /Star what I like/ }).check();
  await page.keyboard.press("Escape");
  const playing = (await titleOf(page).textContent()) ?? "";
  await page.getByRole("button", { name: "More like this" }).click();
  await expect.poll(starred).toContain(playing);
  await page.getByRole("button", { name: "More like this" }).click();
  await expect.poll(starred).toBe("[]");

  await moveTo(page, 20);
  await expect.poll(() => seconds(page)).toBeGreaterThanOrEqual(21);
  await page.reload();
  await expect(titleOf(page)).toHaveText(playing);
  await play(page);
  expect(await seconds(page)).toBeGreaterThanOrEqual(20);
});

test("a shared link opens for another listener of the server, who hears it after signing in", async ({
  page,
  enter,
  openStation,
  browser,
}) => {
  await enter();
  await openStation("Trip");
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByRole("button", { name: "Make a link" }).click();
  const link = await page.getByRole("textbox", { name: "Link" }).inputValue();
  const guest = await (await browser.newContext()).newPage();
  await guest.addInitScript(listen);
  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: "Trip" })).toBeVisible();
  await guest.getByLabel("User name").fill("other");
  await guest.getByLabel("Password").fill(PASSWORD);
  await guest.getByRole("button", { name: /sign in/i }).click();
  await expect(guest.getByRole("heading", { level: 1, name: "Trip" })).toBeVisible();
  await play(guest);
  // While the guest's library is being read there may be fewer than five.
  await expect.poll(async () => (await nextSongs(guest)).length).toBeGreaterThan(0);
});

test.describe("when something is wrong", () => {
  test.use({ expectedFaults: /401|503|404|ERR_|Failed to load resource/ });

  test("a wrong password and an absent server are told apart, and nothing is left in an address", async ({
    page,
    server,
  }) => {
    const tryIn = async (password: string) => {
      await page.getByLabel("User name").fill("demo");
      await page.getByLabel("Password").fill(password);
      await page.getByRole("button", { name: /sign in/i }).click();
    };
    await page.goto("/");
    await tryIn("wrong");
    await expect(page.getByText(/does not accept this user name and password/)).toBeVisible();
    server.wire.cut();
    await tryIn(PASSWORD);
    await expect(page.getByText(/The music server does not answer/)).toBeVisible();
    expect(page.url()).not.toContain("wrong");
    await server.wire.mend();
    await tryIn(PASSWORD);
    await expect(page.getByRole("heading", { name: "Your stations" })).toBeVisible();
    const cookies = await page.context().cookies();
    expect(JSON.stringify(cookies)).not.toContain(encodeURIComponent(PASSWORD));
    expect(cookies.find(({ name }) => name.includes("session-token"))).toMatchObject({ httpOnly: true });
  });

  test("a file that cannot be decoded is named and passed over", async ({
    page,
    enter,
    openStation,
    server,
  }) => {
    const found = await server.call("search3", [
      ["query", "Torn Tape"],
      ["songCount", "1"],
    ]);
    const broken: string = found.searchResult3.song[0].id;
    await enter();
    await openStation("Trip");
    const first = (await titleOf(page).textContent()) ?? "";
    let own: string | undefined;
    await page.route("**/api/stream/**", async (route) => {
      const address = new URL(route.request().url());
      own ??= address.pathname;
      // The song that is up now turns out to be the broken file.
      if (address.pathname === own) address.pathname = `/api/stream/${broken}`;
      await route.continue({ url: address.href });
    });
    await page.getByRole("button", { name: "Play", exact: true }).click();
    await expect(page.getByText(`“${first}” cannot be played here. On to the next one.`)).toBeVisible();
    await expect(titleOf(page)).not.toHaveText(first);
    await expect.poll(() => loudness(page)).toBeGreaterThan(0.001);
  });

  test("a server that goes away while it plays is named, and the station goes on when it is back", async ({
    page,
    enter,
    openStation,
    server,
  }) => {
    await enter();
    await openStation("Trip");
    await play(page);
    server.wire.cut();
    await page.getByRole("button", { name: "Next song" }).click();
    // What was made ready plays; what comes after it does not.
    await page.getByRole("button", { name: "Next song" }).click();
    await expect(page.getByText(/music server at .* cannot be reached/).first()).toBeVisible({
      timeout: 30_000,
    });
    await server.wire.mend();
    await expect.poll(() => loudness(page), { timeout: 30_000 }).toBeGreaterThan(0.001);
    await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  });

  test("a playlist that changes meanwhile changes its station, one that is deleted does not stop it", async ({
    page,
    enter,
    openStation,
    server,
  }) => {
    const { searchResult3 } = await server.call("search3", [
      ["query", "Radiohead"],
      ["songCount", "3"],
    ]);
    const songs: [string, string][] = searchResult3.song.map(({ id }: { id: string }) => ["songId", id]);
    await server.call("createPlaylist", [["name", "radio: Meanwhile"], ...songs.slice(0, 1)]);
    const { playlists } = await server.call("getPlaylists");
    const { id } = playlists.playlist.find(({ name }: { name: string }) => name === "radio: Meanwhile");
    await enter();
    await openStation("Meanwhile");
    await play(page);
    const { searchResult3: more } = await server.call("search3", [
      ["query", "Pixies"],
      ["songCount", "2"],
    ]);
    await server.call("updatePlaylist", [
      ["playlistId", id],
      ...more.song.map((song: { id: string }): [string, string] => ["songIdToAdd", song.id]),
    ]);
    await page.goto("/stations");
    await expect(page.getByText(/Radiohead, Pixies|Pixies, Radiohead/)).toBeVisible();
    await openStation("Meanwhile");
    await play(page);
    await server.call("deletePlaylist", [["id", id]]);
    const before = await titleOf(page).textContent();
    await page.getByRole("button", { name: "Next song" }).click();
    await expect(titleOf(page)).not.toHaveText(before ?? "");
    await expect.poll(() => loudness(page)).toBeGreaterThan(0.001);
  });
});

for (const [colorScheme, width] of [
  ["dark", 360],
  ["light", 1440],
] as const) {
  test.describe(`${colorScheme}, ${width} px`, () => {
    test.use({ colorScheme, viewport: { width, height: 800 } });
    test("what only these pages have is accessible and fits", async ({
      page,
      enter,
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
      await page.goto("/");
      await check();
      await enter();
      await page.getByRole("button", { name: /^Account/ }).click();
      await check();
      await page.keyboard.press("Escape");
      await openStation("Север");
      await check();
    });
  });
}
