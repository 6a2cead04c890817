import { startReplicas } from "../scripts/replicas.mjs";
import { expect, loudness, nextSongs, stationIdOf, test } from "./fixtures";

/** Beside the server of the other stories, with a sandbox of their own a thousand above. */
const PORT = Number(process.env.E2E_PORT ?? 3210) + 40;

test.use({ baseURL: `http://127.0.0.1:${PORT}` });

let cluster: Awaited<ReturnType<typeof startReplicas>>;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  cluster = await startReplicas({ port: PORT, count: 2 });
});
test.afterAll(() => cluster.stop());

test("a rolling restart in the middle of a song goes unnoticed", async ({ page, request, tuneIn }) => {
  test.setTimeout(120_000);
  // Every other request finds a token that has run out, and a refresh token that is good for one refresh.
  const tokens = { accessSeconds: 62, rotateRefresh: true };
  await request.post(`${cluster.sandboxUrl}/sandbox/switches`, { data: { tokens } });
  await tuneIn("Rainy Sunday");
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect.poll(() => loudness(page)).toBeGreaterThan(0.001);
  const title = page.getByRole("heading", { level: 2 }).first();
  const playing = await title.textContent();

  for (const replica of cluster.replicas) {
    expect(await replica.end("SIGTERM")).toBe(143);
    await expect.poll(() => loudness(page)).toBeGreaterThan(0.001);
    await replica.start();
  }
  await expect(title).toHaveText(playing ?? "");
  const planned = await nextSongs(page);
  await page.getByRole("button", { name: "Less like this" }).click();
  await expect(title).not.toHaveText(playing ?? "");
  await expect.poll(() => nextSongs(page)).not.toEqual(planned.slice(1));
  await expect.poll(() => loudness(page)).toBeGreaterThan(0.001);
  await page.goto("/stations");
  await expect(page.getByRole("heading", { name: "Your stations" })).toBeVisible();
});

test("a broadcast is the same song on every replica, also after one is killed and the page reloaded", async ({
  page,
  signIn,
  otherBrowser,
}) => {
  test.setTimeout(120_000);
  await signIn(/Ada/);
  await expect(page.getByRole("heading", { name: "Your stations" })).toBeVisible();
  const id = await stationIdOf(page, "Rainy Sunday");
  const made = await page.request.post("/api/shares", {
    data: { station_id: id, name: "Night train", starts_at: Date.now() - 37 * 60_000 },
  });
  const { code } = await made.json();
  const other = await otherBrowser();
  await signIn(/Bruno/, other);
  await expect(other.getByRole("heading", { name: "Your stations" })).toBeVisible();

  const programs = await Promise.all(
    [page, other].flatMap((on) =>
      cluster.replicas.map(async ({ url }) => {
        const answer = await on.request.get(`${url}/api/shares/${code}/broadcast`);
        return (await answer.json()).slots;
      }),
    ),
  );
  expect(programs).toHaveLength(4);
  expect(programs[0].length).toBeGreaterThan(0);
  for (const slots of programs) expect(slots).toEqual(programs[0]);

  const playing = (on: typeof page) =>
    on.getByRole("region", { name: "Playing now" }).locator("bdi").first().textContent();
  for (const each of [page, other]) {
    await each.goto(`/air/${code}`);
    await each.getByRole("button", { name: "Tune in" }).click();
    await expect.poll(() => loudness(each)).toBeGreaterThan(0.001);
  }
  await expect.poll(async () => (await playing(page)) === (await playing(other))).toBe(true);
  const [killed] = cluster.replicas;
  await killed?.end("SIGKILL");
  await other.reload();
  await other.getByRole("button", { name: "Tune in" }).click();
  await expect.poll(() => loudness(other)).toBeGreaterThan(0.001);
  await expect.poll(async () => (await playing(page)) === (await playing(other))).toBe(true);
  await killed?.start();
});

test.describe("while everything goes away", () => {
  test.use({ expectedFaults: /ERR_|status of (410|50\d)/ });

  test("an evening goes on when replicas are killed, and is over for everybody when its store comes back empty", async ({
    page,
    signIn,
    otherBrowser,
  }) => {
    test.setTimeout(120_000);
    await signIn(/Ada/);
    await expect(page.getByRole("heading", { name: "Your stations" })).toBeVisible();
    const id = await stationIdOf(page, "Rainy Sunday");
    const made = await page.request.post("/api/events", { data: { station_id: id, name: "Rainy Sunday" } });
    const { code } = await made.json();
    const guest = await otherBrowser();
    const coming = (on: typeof page) => on.getByRole("list", { name: "Coming up" }).getByRole("listitem");
    for (const each of [page, guest]) {
      await each.goto(`/e/${code}`);
      await expect(coming(each)).toHaveCount(10);
    }
    for (const [index, replica] of cluster.replicas.entries()) {
      await replica.end("SIGKILL");
      const vote = guest.getByRole("button", { name: /^More of/, pressed: false }).first();
      await vote.click();
      // Both pages have found another replica.
      await expect(page.getByText(index === 0 ? "1 vote" : "2 votes")).toBeVisible({ timeout: 15_000 });
      await expect(guest.getByRole("button", { name: /^More of/, pressed: true })).toHaveCount(index + 1);
      await replica.start();
    }

    await cluster.redis?.stop();
    await guest.getByRole("button", { name: /^Not / }).first().click();
    await expect(guest.getByText("Nobody can be heard at the moment.")).toBeVisible();
    await expect(coming(guest)).toHaveCount(10);
    await cluster.redis?.start({ empty: true });
    for (const each of [page, guest]) {
      await expect(each.getByRole("heading", { name: "This evening is over." })).toBeVisible({
        timeout: 15_000,
      });
    }
    await expect(page.getByText("Open another evening from your station")).toBeVisible();
  });
});
