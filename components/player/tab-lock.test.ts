import { describe, expect, test, vi } from "vitest";
import { createTabLock } from "./tab-lock";

/** Web Locks of one browser, as far as the lock of the player needs them. */
function createLocks(): LockManager {
  let holder: { readonly lose: (reason: Error) => void } | undefined;
  const request = (name: string, options: LockOptions, callback: LockGrantedCallback<unknown>) => {
    if (holder && !options.steal) return Promise.resolve(callback(null));
    holder?.lose(new DOMException("stolen", "AbortError"));
    return new Promise((resolve, reject) => {
      const own = { lose: reject };
      holder = own;
      Promise.resolve(callback({ name, mode: "exclusive" })).then((value) => {
        if (holder === own) holder = undefined;
        resolve(value);
      });
    });
  };
  return { request, query: async () => ({}) } as LockManager;
}

function openTabs() {
  const locks = createLocks();
  return [createTabLock("player", locks), createTabLock("player", locks)] as const;
}

describe("createTabLock", () => {
  test("lets one tab play, and tells the other that it may not", async () => {
    const [one, two] = openTabs();
    expect(await one.acquire()).toBe(true);
    expect(await one.acquire()).toBe(true);
    expect(await two.acquire()).toBe(false);
  });

  test("tells the tab that loses the player, which may then ask for it back", async () => {
    const [one, two] = openTabs();
    const lost = vi.fn();
    one.onLost(lost);
    await one.acquire();
    expect(await two.acquire({ takeOver: true })).toBe(true);
    await vi.waitFor(() => expect(lost).toHaveBeenCalledOnce());
    expect(await one.acquire()).toBe(false);
    expect(await one.acquire({ takeOver: true })).toBe(true);
  });

  test("is free again once it is let go", async () => {
    const [one, two] = openTabs();
    await one.acquire();
    one.release();
    await vi.waitFor(async () => expect(await two.acquire()).toBe(true));
  });

  test("lets everyone play where the browser has no locks", async () => {
    expect(await createTabLock("player", undefined).acquire()).toBe(true);
  });
});
