import { startReplicas } from "../scripts/replicas.mjs";
import { expect, loudness, nextSongs, test } from "./fixtures";

/** Beside the server of the other stories, with a sandbox of their own a thousand above. */
const PORT = Number(process.env.E2E_PORT ?? 3210) + 40;

test.use({ baseURL: `http://127.0.0.1:${PORT}` });

let cluster: Awaited<ReturnType<typeof startReplicas>>;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  cluster = await startReplicas({ port: PORT, count: 2 });
});
test.afterAll(() => cluster.stop());

test("a rolling restart in the middle of a song goes unnoticed", async ({
  page,
  request,
  signIn,
  openStation,
}) => {
  test.setTimeout(120_000);
  // Every other request finds a token that has run out, and a refresh token that is good for one refresh.
  const tokens = { accessSeconds: 62, rotateRefresh: true };
  await request.post(`${cluster.sandboxUrl}/sandbox/switches`, { data: { tokens } });
  await signIn(/Ada/);
  await openStation("Rainy Sunday");
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
