import { expect, loudness, makeLink, nextSongs, stationIdOf, test } from "./fixtures";

test("a link made in one browser opens in another without an account, plays after sign-in, and ends when withdrawn", async ({
  page,
  tuneIn,
  otherBrowser,
}) => {
  await tuneIn("Rainy Sunday");
  const link = await makeLink(page);
  expect(link).toMatch(/\/s\/\w{14}$/);

  const guest = await otherBrowser();
  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: "Rainy Sunday" })).toBeVisible();
  await expect(guest.getByText("Low", { exact: true }).first()).toBeVisible();
  await guest.getByRole("button", { name: /Sign in with Spotify to listen/ }).click();
  await guest.getByRole("button", { name: /Bruno/ }).click();
  await expect(guest.getByRole("heading", { level: 1, name: "Rainy Sunday" })).toBeVisible();
  const listen = guest.getByRole("link", { name: "Listen" });
  if (await listen.isVisible()) await listen.click();
  await guest.getByRole("button", { name: "Play", exact: true }).click();
  await expect.poll(() => loudness(guest)).toBeGreaterThan(0.001);
  await expect.poll(() => nextSongs(guest)).toHaveLength(5);

  await page.getByRole("button", { name: "Withdraw the link" }).click();
  await expect(page.getByRole("dialog").getByText(/link is withdrawn/)).toBeVisible();
  const late = await otherBrowser();
  await late.goto(link);
  await expect(late.getByRole("heading", { name: "This link has ended." })).toBeVisible();
});

test("a link that holds the whole taste is read in the browser, plays after sign-in, and refuses what is not whole", async ({
  page,
  expectAccessible,
  tuneIn,
  otherBrowser,
}) => {
  await tuneIn("Rainy Sunday");
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByRole("radio", { name: /A link that holds everything/ }).check();
  await page.getByRole("button", { name: "Make a link" }).click();
  const link = await page.getByRole("textbox", { name: "Link" }).inputValue();
  expect(link).toMatch(/\/s#1\.[\w-]+$/);
  await expect(page.getByRole("button", { name: "Withdraw the link" })).toHaveCount(0);

  const guest = await otherBrowser();
  const asked: string[] = [];
  guest.on("request", (request) => asked.push(request.url()));
  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: "Rainy Sunday" })).toBeVisible();
  await expect(guest.getByText("Low", { exact: true }).first()).toBeVisible();
  await expect(
    guest
      .getByRole("listitem")
      .filter({ hasText: /your style|near / })
      .first(),
  ).toBeVisible();
  const held = link.slice(link.indexOf("#") + 1);
  expect(asked.filter((url) => url.includes(held))).toEqual([]);
  await guest.getByRole("button", { name: /Sign in with Spotify to listen/ }).click();
  await guest.getByRole("button", { name: /Bruno/ }).click();
  await expect(guest.getByRole("heading", { level: 1, name: "Rainy Sunday" })).toBeVisible();
  await guest.getByRole("button", { name: "Play", exact: true }).click();
  await expect.poll(() => loudness(guest)).toBeGreaterThan(0.001);
  await expect.poll(() => nextSongs(guest)).toHaveLength(5);

  await page.goto(link.slice(0, -30));
  await expect(page.getByRole("heading", { name: "This link cannot be read." })).toBeVisible();
  await expect(page.getByText(/damaged or cut short/)).toBeVisible();
  await page.goto(link.replace("#1.", "#0."));
  await page.reload();
  await expect(page.getByText(/older Longwave/)).toBeVisible();
  await expectAccessible();
});

test("who follows a station hears its owner's changes, and the owner sees how many follow", async ({
  page,
  signIn,
  tuneIn,
  otherBrowser,
}) => {
  await tuneIn("Rainy Sunday");
  const link = await makeLink(page);
  const code = link.slice(link.lastIndexOf("/") + 1);
  await page.getByRole("button", { name: "Close" }).click();

  const other = await otherBrowser();
  await signIn(/Bruno/, other);
  await other.goto(link);
  await other.getByRole("button", { name: "Follow" }).click();
  await expect(other.getByRole("button", { name: "Following" })).toBeVisible();
  await other.goto("/stations");
  const followed = other.getByRole("region", { name: "Stations you follow" });
  await expect(followed.getByRole("link", { name: "Rainy Sunday" })).toBeVisible();

  const feedback = async () => {
    const answer = await other.request.get(`/api/shares/${code}`);
    return (await answer.json()).share.feedback;
  };
  const before = await feedback();
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await page.getByRole("button", { name: "More like this" }).click();
  await expect.poll(feedback).not.toEqual(before);

  await page.getByRole("button", { name: "Share" }).click();
  await expect(page.getByText("1 follower.")).toBeVisible();
  await page.getByRole("button", { name: "Withdraw", exact: true }).first().click();
  await expect(page.getByRole("dialog").getByText(/link is withdrawn/)).toBeVisible();
  await other.reload();
  await expect(other.getByRole("heading", { name: "Your stations" })).toBeVisible();
  await expect(followed).toHaveCount(0);
});

test("a broadcast plays the same song at the same minute to everybody, also after a reload", async ({
  page,
  signIn,
  expectAccessible,
  otherBrowser,
}) => {
  await signIn(/Ada/);
  await expect(page.getByRole("heading", { name: "Your stations" })).toBeVisible();
  const id = await stationIdOf(page, "Rainy Sunday");
  // Thirty-seven minutes and a half into it.
  const startsAt = Date.now() - 37.5 * 60_000;
  const made = await page.request.post("/api/shares", {
    data: { station_id: id, name: "Night train", starts_at: Math.round(startsAt) },
  });
  const { code } = await made.json();

  const other = await otherBrowser();
  await signIn(/Bruno/, other);
  await expect(other.getByRole("heading", { name: "Your stations" })).toBeVisible();
  const program = async (on: typeof page) => (await on.request.get(`/api/shares/${code}/broadcast`)).json();
  const [mine, theirs] = await Promise.all([program(page), program(other)]);
  expect(theirs.slots).toEqual(mine.slots);
  const now = mine.slots.find(
    (slot: { starts_at: number; ends_at: number }) =>
      slot.starts_at <= mine.now && mine.now < slot.ends_at - 9_000,
  );

  await page.goto(`/s/${code}`);
  await page.getByRole("link", { name: "Tune in" }).click();
  await other.goto(`/air/${code}`);
  const titleOf = (on: typeof page) => on.getByRole("region", { name: "Playing now" }).locator("bdi").first();
  const playing = async (on: typeof page) => (await titleOf(on).textContent()) ?? "";
  for (const each of [page, other]) {
    await each.getByRole("button", { name: "Tune in" }).click();
    await expect.poll(() => loudness(each)).toBeGreaterThan(0.001);
  }
  await expect.poll(async () => (await playing(page)) === (await playing(other))).toBe(true);
  if (now) expect([await playing(page), now.title]).toContain(now.title);
  await expectAccessible();
  await other.reload();
  await expect.poll(async () => (await playing(page)) === (await playing(other))).toBe(true);

  await page.getByRole("button", { name: "Next song" }).click();
  await expect(page.getByText("You are ahead of the broadcast.")).toBeVisible();
  await page.getByRole("button", { name: "Back to the broadcast" }).click();
  await expect.poll(async () => (await playing(page)) === (await playing(other))).toBe(true);
});

test("messengers get a title, a line and a picture of a link", async ({ page, signIn, request }) => {
  await signIn(/Ada/);
  await expect(page.getByRole("heading", { name: "Your stations" })).toBeVisible();
  const id = await stationIdOf(page, "Rainy Sunday");
  const made = await page.request.post("/api/shares", { data: { station_id: id, name: "Rainy Sunday" } });
  const { code } = await made.json();
  const html = await (await request.get(`/s/${code}`, { headers: { "user-agent": "WhatsApp/2.0" } })).text();
  expect(html).toContain('<meta property="og:title" content="Rainy Sunday"/>');
  expect(html).toMatch(/<meta property="og:description" content="A radio station around [^"]*Low/);
  const image = /<meta property="og:image" content="([^"]+)"/.exec(html)?.[1] ?? "";
  const picture = await request.get(image.replaceAll("&amp;", "&"));
  expect(picture.headers()["content-type"]).toBe("image/png");
  expect((await picture.body()).length).toBeGreaterThan(10_000);
});
