import { describe, expect, it } from "vitest";
import { createLazyPlayer } from "./lazy-player";
import type { Player, PlayerEvent } from "./player";
import { createFakePlayer } from "./player.fixture";

const track = { id: "a", uri: "uri:a", lengthMs: 1_000, title: "A" };

function createLoader() {
  const fake = createFakePlayer();
  let finish: (player: Player) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  let loads = 0;
  const load = () => {
    loads += 1;
    return new Promise<Player>((resolve, reject) => {
      finish = resolve;
      fail = reject;
    });
  };
  return {
    fake,
    load,
    finish: () => finish(fake),
    fail: () => fail(new Error("no script")),
    loads: () => loads,
  };
}

describe("createLazyPlayer", () => {
  it("loads once, and does in order what it was told meanwhile", async () => {
    const { fake, load, finish, loads } = createLoader();
    const player = createLazyPlayer(load);
    await player.setVolume(0.4);
    player.prepare();
    const told = [player.play(track, 500), player.pause(), player.seek(700)];
    finish();
    await Promise.all(told);
    expect(loads()).toBe(1);
    expect(fake.calls).toEqual(["volume", "play a 500", "pause", "seek 700"]);
  });

  it("passes the player's events on", async () => {
    const { fake, load, finish } = createLoader();
    const player = createLazyPlayer(load);
    const events: PlayerEvent[] = [];
    player.subscribe((event) => events.push(event));
    const playing = player.play(track);
    finish();
    await playing;
    fake.emit({ type: "ended", trackId: "a" });
    expect(events).toEqual([{ type: "ended", trackId: "a" }]);
  });

  it("says so when the player cannot be had, and tries again", async () => {
    const { fake, load, fail, finish, loads } = createLoader();
    const player = createLazyPlayer(load);
    const events: PlayerEvent[] = [];
    player.subscribe((event) => events.push(event));
    const first = player.play(track);
    fail();
    await first;
    expect(events).toEqual([{ type: "problem", problem: "unreachable" }]);
    const second = player.play(track);
    finish();
    await second;
    expect(loads()).toBe(2);
    expect(fake.calls).toContain("play a 0");
  });
});
