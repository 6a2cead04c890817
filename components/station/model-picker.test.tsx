// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createFakeLock, createFakePlayer } from "@/components/player/player.fixture";
import { createPlayerStore } from "@/components/player/player-store";
import ModelPicker from "./model-picker";
import { createRadio } from "./radio";
import { answerOf } from "./station.fixture";

const model = (name: string, algorithm = name) => ({ name, algorithm, artists: 900, dimensions: 64 });

function renderPicker(models: readonly ReturnType<typeof model>[], opened?: string) {
  const radio = createRadio({
    player: createPlayerStore({ player: createFakePlayer(), lock: createFakeLock(), now: () => 0 }),
    saved: { load: () => undefined, taste: () => undefined, save: () => undefined, clear: () => undefined },
    next: async () => answerOf("A"),
    now: () => 0,
  });
  const station = radio.station("rainy");
  const fetch = vi.fn(async () => Response.json({ models }));
  vi.stubGlobal("fetch", fetch);
  const show = (shown: string | undefined) => (
    <QueryClientProvider client={client}>
      <ModelPicker station={station} opened={shown} />
    </QueryClientProvider>
  );
  const client = new QueryClient();
  const { rerender, container } = render(show(opened));
  return { station, fetch, container, show: (shown: string) => rerender(show(shown)) };
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("ModelPicker", () => {
  test("offers each model with a sentence, the usual one chosen, and says while one opens", async () => {
    const { station, show } = renderPicker([model("als"), model("words", "content"), model("mine")], "als");
    const words = await screen.findByRole("radio", { name: /^Words alone/, hidden: true });
    expect(
      screen.getByRole("radio", { name: /^Shared listeners/, checked: true, hidden: true }),
    ).toBeTruthy();
    expect(screen.getByText("A model made elsewhere, over 900 artists.")).toBeTruthy();
    expect(screen.queryByText("Opening it…")).toBeNull();
    fireEvent.click(words);
    expect(station.store.getState().knobs).toEqual({ model: "words" });
    expect(screen.getByText("Opening it…")).toBeTruthy();
    show("words");
    expect(screen.queryByText("Opening it…")).toBeNull();
    fireEvent.click(screen.getByRole("radio", { name: /^Shared listeners/, hidden: true }));
    expect(station.store.getState().knobs).toEqual({ model: undefined });
  });

  test("is not there where there is nothing to choose from", async () => {
    const { fetch, container } = renderPicker([model("als")], "als");
    await vi.waitFor(() => expect(fetch).toHaveBeenCalledTimes(1));
    await fetch.mock.results[0]?.value;
    expect(container.innerHTML).toBe("");
  });
});
