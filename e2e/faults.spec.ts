// The fault matrix: each fault of the sandbox is switched on in the middle of playing, and the radio goes on as it should.
// A station has been listened to, so there is a history; after every fault its lines must all be there still.
import type { Page } from "@playwright/test";
import { expect, loudness, type SandboxControl, test } from "./fixtures";

test.use({ expectedFaults: /status of [45]\d\d|ERR_/ });

const PLAY = "PUT /v1/me/player/play";
const STATION = "Rainy Sunday";

type Scene = { readonly page: Page; readonly sandbox: SandboxControl };
type Row = {
  readonly fault: string;
  /** Switches it on, and does what the listener does then. */
  readonly strike: (scene: Scene) => Promise<void>;
  /** What the listener is told, where anything has to be said. */
  readonly says?: RegExp;
  /** What the listener does to go on, where that is theirs to do. */
  readonly wayOn?: (scene: Scene) => Promise<void>;
  /** Does the song change, or the same one go on? */
  readonly song: "same" | "next";
};

const title = (page: Page) => page.getByRole("heading", { level: 2 }).first();
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).first().click();
const hear = (page: Page) => expect.poll(() => loudness(page), { timeout: 25_000 }).toBeGreaterThan(0.001);

/** The place in the song moves on: the player knows that it plays. */
const expectMoving = async (page: Page) => {
  const place = page.getByRole("slider", { name: "Position in the song" });
  const before = Number(await place.inputValue());
  await expect
    .poll(async () => Number(await place.inputValue()), { timeout: 25_000 })
    .toBeGreaterThan(before);
};

/** When each song of the station's history began, as the browser keeps it. */
const history = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const station = location.pathname.split("/").pop() ?? "";
    const key = Object.keys(localStorage).find((name) => name.endsWith(`:${station}`)) ?? "";
    return Object.keys(JSON.parse(localStorage.getItem(key) ?? "{}").record?.lines ?? {});
  });

const skip = ({ page }: Scene) => press(page, "Next song");
/** A dislike changes the plan, so that the service is mostly asked to play. */
const dislike = ({ page }: Scene) => press(page, "Less like this");

/** Pauses, and plays on after the service has forgotten the player, so that it must be asked to play. */
const startAnew = async ({ page, sandbox }: Scene) => {
  await press(page, "Pause");
  await expect.poll(() => loudness(page)).toBeLessThan(0.001);
  await sandbox.act("devices", { action: "forget" });
  await press(page, "Play");
};

const ROWS: readonly Row[] = [
  {
    fault: "the line to the player breaks",
    strike: ({ sandbox }) => sandbox.act("devices", { action: "cut" }),
    says: /player lost its connection/,
    song: "same",
  },
  {
    fault: "there is no line to the network",
    strike: async (scene) => {
      await scene.page.context().setOffline(true);
      await skip(scene);
    },
    says: /no connection to the network/,
    wayOn: ({ page }) => page.context().setOffline(false),
    song: "next",
  },
  {
    fault: "no token can be had for want of a line",
    strike: async ({ page, sandbox }) => {
      await page.route("**/api/token", (route) => route.abort());
      await sandbox.act("devices", { action: "cut" });
    },
    says: /player lost its connection/,
    wayOn: ({ page }) => page.unroute("**/api/token"),
    song: "same",
  },
  {
    fault: "the player is given another device id",
    strike: async ({ sandbox }) => {
      const before = await sandbox.calls(PLAY);
      await sandbox.act("devices", { action: "renew" });
      await expect.poll(() => sandbox.calls(PLAY)).toBeGreaterThan(before);
    },
    song: "same",
  },
  {
    fault: "the service forgets a player that was idle",
    strike: startAnew,
    song: "same",
  },
  {
    fault: "the service forgets the player that plays",
    strike: async (scene) => {
      await scene.sandbox.act("devices", { action: "forget" });
      await skip(scene);
    },
    song: "next",
  },
  {
    fault: "another device takes the music",
    strike: ({ sandbox }) => sandbox.act("devices", { action: "elsewhere" }),
    says: /plays on another device/,
    wayOn: ({ page }) => press(page, "Bring it back"),
    song: "same",
  },
  {
    fault: "the service fails to start songs",
    strike: async (scene) => {
      await scene.sandbox.turn({ failing: [{ route: PLAY, status: 503, times: 2 }] });
      await startAnew(scene);
    },
    song: "same",
  },
  {
    fault: "the service cuts connections",
    strike: async (scene) => {
      await scene.sandbox.turn({ dropping: ["GET /v1/*"] });
      await skip(scene);
    },
    song: "next",
  },
  {
    fault: "the service is slow",
    strike: async (scene) => {
      await scene.sandbox.turn({ latencyMs: 1_500 });
      await dislike(scene);
    },
    song: "next",
  },
  {
    fault: "good tokens are refused for nothing",
    strike: async (scene) => {
      const premium = {
        status: 403,
        message: "Player command failed: Premium required",
        reason: "PREMIUM_REQUIRED",
      };
      const token = { status: 401, message: "Access token missing" };
      const failing = [token, premium].map((refusal) => ({ route: PLAY, times: 1, ...refusal }));
      await scene.sandbox.turn({ failing });
      await startAnew(scene);
    },
    song: "same",
  },
  {
    fault: "the quotas are spent",
    strike: async (scene) => {
      const max = { search: 0, playlist: 0, "artist-albums": 0, "me-playlists": 0, "me-tracks": 0 };
      await scene.sandbox.turn({ quota: { max } });
      await skip(scene);
    },
    song: "next",
  },
  {
    fault: "the quotas are spent and nobody says until when",
    strike: async (scene) => {
      await scene.sandbox.turn({ quota: { max: { search: 0, playlist: 0 }, retryAfter: false } });
      await skip(scene);
    },
    song: "next",
  },
  {
    fault: "calls come too fast for the service",
    strike: async (scene) => {
      await scene.sandbox.turn({ rate: { max: 0, windowMs: 4_000 } });
      await startAnew(scene);
    },
    says: /player lost its connection/,
    // It goes on by itself, without a click.
    wayOn: ({ sandbox }) => sandbox.putBack(),
    song: "same",
  },
  {
    fault: "the listener is taken off the list of those whom the app may serve",
    strike: async (scene) => {
      await scene.sandbox.turn({ accounts: { ada: { allowListed: false } }, refusals: "text" });
      await startAnew(scene);
    },
    says: /does not let this account in/,
    wayOn: async ({ page, sandbox }) => {
      await sandbox.putBack();
      await press(page, "Try again");
    },
    song: "same",
  },
  {
    fault: "the client id changes its tier",
    strike: async (scene) => {
      await scene.sandbox.turn({ tier: "extended" });
      await dislike(scene);
    },
    song: "next",
  },
  {
    fault: "answers of the search hold nulls",
    strike: async (scene) => {
      await scene.sandbox.turn({ searchNulls: true });
      await dislike(scene);
    },
    song: "next",
  },
  {
    fault: "starting a song takes long",
    strike: async (scene) => {
      await scene.sandbox.turn({ slow: [{ route: PLAY, ms: 3_000 }] });
      await dislike(scene);
    },
    song: "next",
  },
  {
    fault: "a new player stays unknown for seconds",
    strike: async (scene) => {
      await scene.sandbox.turn({ deviceLagMs: 3_000 });
      await startAnew(scene);
    },
    song: "same",
  },
  {
    fault: "the owner of the app has lost Premium",
    strike: async (scene) => {
      await scene.sandbox.turn({ ownerPremium: false });
      await startAnew(scene);
    },
    says: /owner of this Spotify app needs an active Premium/,
    wayOn: async ({ page, sandbox }) => {
      await sandbox.putBack();
      await press(page, "Try again");
    },
    song: "same",
  },
  {
    fault: "the listener has lost Premium",
    strike: async (scene) => {
      await scene.sandbox.turn({ accounts: { ada: { premium: false } } });
      await startAnew(scene);
    },
    says: /plays for Premium accounts only/,
    wayOn: async ({ page, sandbox }) => {
      await sandbox.putBack();
      await press(page, "Play");
    },
    song: "same",
  },
  {
    fault: "the sign-in is withdrawn while its token lives",
    strike: async (scene) => {
      await scene.sandbox.act("tokens", { action: "revoke_refresh" });
      await dislike(scene);
    },
    song: "next",
  },
  {
    fault: "a token dies before its time",
    strike: async (scene) => {
      await scene.sandbox.act("tokens", { action: "expire_access" });
      await dislike(scene);
    },
    song: "next",
  },
  {
    fault: "a token dies before its time and the page is opened anew",
    strike: async ({ page, sandbox }) => {
      await sandbox.act("tokens", { action: "expire_access" });
      await page.reload();
      await press(page, "Play");
    },
    song: "same",
  },
  {
    fault: "the sign-in is withdrawn",
    strike: async (scene) => {
      await scene.sandbox.act("tokens", { action: "revoke_all" });
      await startAnew(scene);
    },
    says: /asks you to sign in again/,
    wayOn: async ({ page }) => {
      await page.getByRole("link", { name: "Sign in", exact: true }).first().click();
      await page
        .getByRole("button", { name: /sign in with/i })
        .first()
        .click();
      await page.getByRole("button", { name: /Ada/ }).click();
      await expect(page.getByRole("heading", { level: 1, name: STATION })).toBeVisible();
      await press(page, "Play");
    },
    song: "same",
  },
  {
    fault: "the tab sleeps while its line breaks",
    strike: async ({ page, sandbox }) => {
      const browser = await page.context().newCDPSession(page);
      await browser.send("Page.setWebLifecycleState", { state: "frozen" });
      await sandbox.act("devices", { action: "cut" });
      await browser.send("Page.setWebLifecycleState", { state: "active" });
    },
    song: "same",
  },
  {
    fault: "songs are relinked",
    strike: async (scene) => {
      await scene.sandbox.turn({ relinked: ["*"] });
      await dislike(scene);
      await hear(scene.page);
      // The end of a copy must be known for the end of the song.
      await scene.page.getByRole("slider", { name: "Position in the song" }).focus();
      await scene.page.keyboard.press("End");
    },
    song: "next",
  },
  {
    fault: "no song can be played",
    strike: async (scene) => {
      await scene.sandbox.turn({ unplayable: ["*"] });
      await dislike(scene);
    },
    says: /Three songs in a row could not be played/,
    wayOn: async ({ page, sandbox }) => {
      await sandbox.putBack();
      await press(page, "Try again");
    },
    song: "next",
  },
];

for (const { fault, strike, says, wayOn, song } of ROWS) {
  test(`goes on when ${fault}`, async ({ page, sandbox, tuneIn }) => {
    await tuneIn(STATION);
    await press(page, "Play");
    await hear(page);
    const first = (await title(page).textContent()) ?? "";
    await press(page, "Next song");
    await expect(title(page)).not.toHaveText(first);
    await hear(page);
    const before = await history(page);
    expect(before.length).toBeGreaterThan(0);
    const playing = (await title(page).textContent()) ?? "";

    await strike({ page, sandbox });
    if (says) await expect(page.getByText(says)).toBeVisible();
    await wayOn?.({ page, sandbox });

    if (song === "next") await expect(title(page)).not.toHaveText(playing);
    await hear(page);
    await expectMoving(page);
    if (says) await expect(page.getByText(says)).toBeHidden();
    if (song === "same") await expect(title(page)).toHaveText(playing);
    expect(await history(page)).toEqual(expect.arrayContaining(before));
  });
}
