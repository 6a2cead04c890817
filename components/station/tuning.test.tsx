// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createFakeLock, createFakePlayer } from "@/components/player/player.fixture";
import { createPlayerStore } from "@/components/player/player-store";
import type { PreviewResponse } from "@/lib/api/schemas";
import { createRadio } from "./radio";
import { RadioContext } from "./radio-provider";
import { answerOf, poolOf } from "./station.fixture";
import type { StationStore } from "./station-store";
import TunePanel from "./tune-panel";
import { nextNames, useTuning } from "./use-tuning";

const pool = [
  ...poolOf(
    Object.fromEntries(
      Array.from({ length: 14 }, (_, index) => [`artist ${index}`, { style: 1 - index / 20, dislikes: 0 }]),
    ),
  ),
  ...poolOf({ Coldplay: { style: 1.2, dislikes: 0.4 } }),
];

const preview: PreviewResponse = {
  artists: ["Coldplay", ...Array.from({ length: 9 }, (_, index) => `artist ${index}`)].map((name) => ({
    name,
    score: 1,
    because: [],
  })),
  pool,
  weights: { style: 1, likes: 0.6, dislikes: 0.3 },
  model: "als",
  familiarity: 0.05,
  variety: 0.3,
  seed: 7,
  style: [],
  unknown: [],
};

const createTestRadio = () =>
  createRadio({
    player: createPlayerStore({ player: createFakePlayer(), lock: createFakeLock(), now: () => 0 }),
    saved: { load: () => undefined, taste: () => undefined, save: () => undefined, clear: () => undefined },
    next: async () => answerOf("A"),
    now: () => 0,
  });

const info = {
  serviceLabel: "Spotify",
  musicService: "spotify",
  capabilities: { signIn: "redirect", player: "device", reportsPlays: false, stars: false, ownMusic: false },
  listener: { id: "ada", name: "Ada" },
} as const;

function Panel({ station }: { readonly station: StationStore }) {
  return <TunePanel station={station} tuning={useTuning(station)} />;
}

async function renderPanel(answer = preview) {
  const radio = createTestRadio();
  const station = radio.station("rainy");
  const fetch = vi.fn(async () => Response.json(answer));
  vi.stubGlobal("fetch", fetch);
  render(
    <QueryClientProvider client={new QueryClient()}>
      <RadioContext value={{ radio, info }}>
        <Panel station={station} />
      </RadioContext>
    </QueryClientProvider>,
  );
  await screen.findByText("Coldplay");
  fireEvent.click(screen.getByRole("button", { name: "Style, likes, dislikes, rules" }));
  await screen.findByRole("slider", { name: "Dislikes" });
  return { station, fetch };
}

const previews = (fetch: ReturnType<typeof vi.fn>) =>
  fetch.mock.calls.filter(([path]) => String(path).endsWith("/preview")).length;

afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.unstubAllGlobals();
});

describe("nextNames", () => {
  const named = (...names: string[]) => ({ artists: names.map((name) => ({ name, score: 1, because: [] })) });

  test("is the server's list while the knobs rest", () => {
    expect(nextNames(named("a", "b", "c"), ["a", "b", "d"], ["a", "b", "d"])).toEqual(["a", "b", "c"]);
  });

  test("lets go whom a knob pushes out and takes in whom it pulls", () => {
    expect(nextNames(named("a", "b", "c"), ["a", "b", "c"], ["x", "c", "a"])).toEqual(["a", "c", "x"]);
  });

  test("shows who comes in also where the pool lets go of somebody the server's list never had", () => {
    expect(nextNames(named("a", "b", "c"), ["a", "b", "d"], ["a", "b", "x"])).toEqual(["a", "b", "x"]);
  });

  test("stays as long as the server's list where the two differ", () => {
    expect(nextNames(named("a", "b", "c"), ["a", "b", "d"], ["c", "d", "a"])).toEqual(["a", "c", "d"]);
  });
});

describe("TunePanel", () => {
  test("shows who comes and goes while a knob turns, before the server is asked again", async () => {
    const { station, fetch } = await renderPanel();
    const knob = screen.getByRole("slider", { name: "Dislikes" });
    for (let step = 0; step < 9; step++) fireEvent.keyDown(knob, { key: "PageUp" });
    expect(station.store.getState().knobs.weights?.dislikes).toBe(2);
    expect(previews(fetch)).toBe(1);
    const list = within(screen.getByRole("region", { name: "Tune" }));
    expect(list.getByText("Coldplay goes out")).toBeTruthy();
    expect(list.getByText(/comes in$/)).toBeTruthy();
    expect(list.getByText("1 artist changes")).toBeTruthy();
  });

  test("says in a sentence what the dislikes do", async () => {
    await renderPanel();
    for (let step = 0; step < 9; step++) {
      fireEvent.keyDown(screen.getByRole("slider", { name: "Dislikes" }), { key: "PageUp" });
    }
    expect(screen.getByText("Without your dislikes you would hear Coldplay.")).toBeTruthy();
    expect(screen.getByText("No like changes the next ten yet.")).toBeTruthy();
  });

  test("stands where a link has put it until the listener turns it", async () => {
    const { station } = await renderPanel({
      ...preview,
      variety: 0.8,
      artist_gap: { songs: 20, minutes: 180 },
    });
    const variety = screen.getByRole("slider", { name: "Variety" });
    expect(variety.getAttribute("aria-valuenow")).toBe("80");
    expect(screen.getByRole<HTMLSelectElement>("combobox", { name: /songs/i }).value).toBe("20");
    fireEvent.keyDown(variety, { key: "Home" });
    expect(station.store.getState().knobs.variety).toBe(0);
    expect(variety.getAttribute("aria-valuenow")).toBe("0");
  });

  test("puts the knobs back", async () => {
    const { station } = await renderPanel();
    fireEvent.keyDown(screen.getByRole("slider", { name: "Style" }), { key: "End" });
    act(() => screen.getByRole("button", { name: "Reset" }).click());
    expect(station.store.getState().knobs).toEqual({});
    expect(screen.getByRole("slider", { name: "Style" }).getAttribute("aria-valuetext")).toBe("1.0");
  });

  test("a knob is a slider: arrows turn it a little, Home and End all the way", async () => {
    const { station } = await renderPanel();
    const knob = screen.getByRole("slider", { name: "Likes" });
    const likes = () => station.store.getState().knobs.weights?.likes;
    fireEvent.keyDown(knob, { key: "ArrowUp" });
    expect(likes()).toBeCloseTo(0.64);
    fireEvent.keyDown(knob, { key: "Home" });
    expect(likes()).toBe(0);
    fireEvent.keyDown(knob, { key: "End" });
    expect(likes()).toBe(2);
    expect(knob.getAttribute("aria-valuenow")).toBe("100");
  });
});
