import type { APIRequestContext } from "@playwright/test";
import { expect, test } from "./fixtures";

type Json = Record<string, unknown>;

async function openFirstStation(page: import("@playwright/test").Page): Promise<string> {
  await expect(page.getByRole("heading", { name: "Your stations" })).toBeVisible();
  const { stations } = await (await page.request.get("/api/stations")).json();
  return stations[0].id;
}

const post = (request: APIRequestContext, path: string, data: unknown) => request.post(path, { data });
const artistsOf = async (response: Awaited<ReturnType<typeof post>>): Promise<string[]> =>
  ((await response.json()).tracks as Json[]).map((track) => String(track.artist));

test("the API answers nobody who is not signed in, except what needs no account", async ({ request }) => {
  expect((await request.get("/api/stations")).status()).toBe(401);
  expect((await post(request, "/api/stations/x/next", { tracks: [] })).status()).toBe(401);
  expect((await request.get("/api/token")).status()).toBe(401);
  const health = await request.get("/api/health");
  expect(await health.json()).toMatchObject({ status: "ok", store: "lmdb", music_service: "spotify" });
  const { artists } = await (await request.get("/api/artists?q=metall")).json();
  expect(artists.map((artist: Json) => artist.name)).toContain("Metallica");
  const { tags } = await (await request.get("/api/tags?q=shoeg")).json();
  expect(tags.map((tag: Json) => tag.name)).toContain("shoegaze");
  expect(await (await request.get("/api/openapi.json")).json()).toMatchObject({ openapi: "3.1.0" });
});

test("next and preview hold what the design promises", async ({ page, signIn }) => {
  await signIn(/Ada/);
  const id = await openFirstStation(page);
  const { request } = page;
  const next = (body: unknown) => post(request, `/api/stations/${id}/next`, body);

  const fresh = await next({ tracks: [] });
  expect(await artistsOf(fresh)).toHaveLength(10);
  expect(await (await next({ tracks: [] })).json()).toEqual(await fresh.json());

  const played = (artist: string, over: Json = {}) => ({
    track_id: `id of ${artist}`,
    artist,
    play_seconds: 200,
    length_seconds: 200,
    ...over,
  });
  const mixed = [
    played("Low", { rating: 1 }),
    played("Slowdive", { play_seconds: 8 }),
    played("Nobody At All 77"),
  ];
  const answer = await (await next({ tracks: mixed, seed: 3 })).json();
  expect(answer.unknown).toContain("Nobody At All 77");
  for (const { score, because } of answer.tracks) {
    const sum = because.reduce((total: number, reason: { share: number }) => total + reason.share, 0);
    expect(sum).toBeCloseTo(score, 5);
  }
  const unknownTrack = { track_id: "0000000000000000000000", play_seconds: 10, length_seconds: 100 };
  expect(await artistsOf(await next({ tracks: [unknownTrack] }))).toHaveLength(10);

  const jazz = ["Miles Davis", "John Coltrane", "Bill Evans"].map((artist) => played(artist, { rating: 1 }));
  const preview = async (weights: Json) =>
    (
      await (await post(request, `/api/stations/${id}/preview`, { tracks: jazz, weights })).json()
    ).artists.map((artist: Json) => artist.name);
  const plain = await preview({});
  expect(await preview({ likes: 0 })).not.toEqual(plain);
  expect(await preview({ likes: 3 })).not.toEqual(plain);
  expect(await preview({ style: 0 })).not.toEqual(plain);
});

test("malformed bodies name the field, and other people's stations stay theirs", async ({ page, signIn }) => {
  await signIn(/Bruno/);
  const id = await openFirstStation(page);
  const { request } = page;
  const cases: [unknown, string][] = [
    [{}, "tracks"],
    [{ tracks: [{ play_seconds: 1, length_seconds: 2 }] }, "tracks.0.track_id"],
    [{ tracks: [{ track_id: "t", play_seconds: "1", length_seconds: 2 }] }, "tracks.0.play_seconds"],
    [{ tracks: [], weights: { likes: "x" } }, "weights.likes"],
    [{ tracks: [], count: 0 }, "count"],
  ];
  for (const [body, field] of cases) {
    const response = await post(request, `/api/stations/${id}/next`, body);
    expect(response.status()).toBe(422);
    const { error } = await response.json();
    expect(error).toMatchObject({ code: "invalid_request", details: { fields: [{ field }] } });
    expect(error.request_id).toBeTruthy();
  }
  expect((await post(request, "/api/stations/0000000000000000000000/next", { tracks: [] })).status()).toBe(
    404,
  );
  const foreign = await request.post(`/api/stations/${id}/preview`, {
    data: { tracks: [] },
    headers: { origin: "https://elsewhere.example" },
  });
  expect(foreign.status()).toBe(403);
});

test("no token is in a page, a cookie that scripts can read, or an answer but the player's", async ({
  page,
  signIn,
}) => {
  await signIn(/Ada/);
  await openFirstStation(page);
  const { access_token: token } = await (await page.request.get("/api/token")).json();
  expect(token.length).toBeGreaterThan(20);
  expect(await page.content()).not.toContain(token);
  expect(await (await page.request.get("/api/auth/session")).text()).not.toContain(token);
  expect(await page.evaluate(() => document.cookie)).not.toContain("session-token");
  const session = (await page.context().cookies()).find((cookie) => cookie.name.includes("session-token"));
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax" });
});
