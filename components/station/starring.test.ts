import { describe, expect, it, vi } from "vitest";
import { createStarring } from "./starring";
import { pickOf } from "./station.fixture";

function createStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    length: 0,
    clear: () => kept.clear(),
    key: () => null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

describe("createStarring", () => {
  const track = pickOf("Low");

  it("writes nothing until it is asked to, and remembers that it was", () => {
    const storage = createStorage();
    const send = vi.fn(async () => undefined);
    const starring = createStarring("me", storage, { send });
    starring.rated(track, 1, 0);
    expect(send).not.toHaveBeenCalled();
    starring.set(true);
    starring.rated(track, 1, 0);
    expect(send).toHaveBeenCalledWith(track.track_id, true);
    expect(createStarring("me", storage).store.getState().on).toBe(true);
    expect(createStarring("other", storage).store.getState().on).toBe(false);
  });

  it("takes the star back with the like, and leaves alone what was never liked", () => {
    const send = vi.fn(async () => undefined);
    const starring = createStarring("me", createStorage(), { send });
    starring.set(true);
    starring.rated(track, -1, 0);
    starring.rated(track, 0, -1);
    expect(send).not.toHaveBeenCalled();
    starring.rated(track, 0, 1);
    expect(send).toHaveBeenCalledWith(track.track_id, false);
  });

  it("says what it wrote, but not over a dislike's own word", async () => {
    const told = vi.fn();
    const starring = createStarring("me", createStorage(), { send: async () => undefined, told });
    starring.set(true);
    starring.rated(track, 1, 0);
    starring.rated(track, 0, 1);
    starring.rated(track, -1, 1);
    await vi.waitFor(() => expect(told.mock.calls).toEqual([[true], [false]]));
  });
});
