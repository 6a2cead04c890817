import { describe, expect, it, vi } from "vitest";
import { createOutputs } from "./outputs";
import type { Playable } from "./player";
import { createFakePlayer } from "./player.fixture";

const song = (id: string): Playable => ({ id, uri: id, lengthMs: 200_000, title: id });
const KITCHEN = { id: "kitchen", name: "Kitchen" };

function open({ adopts = true } = {}) {
  const here = { ...createFakePlayer(), deviceId: () => "page" };
  const remote = {
    ...createFakePlayer(),
    adopt: vi.fn(async () => adopts),
    look: vi.fn(async () => {}),
  };
  const outputs = createOutputs({ here, openRemote: async () => remote, now: () => 5_000 });
  const events: string[] = [];
  outputs.player.subscribe((event) => void events.push(event.type));
  return { here, remote, outputs, events };
}

describe("createOutputs", () => {
  it("hands a running song over, hears only the chosen one, and brings it back where it stands", async () => {
    const { here, remote, outputs, events } = open();
    await outputs.player.play(song("a"), 0, [song("b")]);
    here.sound(1_000);
    await outputs.choose(KITCHEN);
    expect(remote.adopt).toHaveBeenCalledWith(song("a"), expect.objectContaining({ positionMs: 0 }), [
      song("b"),
    ]);
    expect(outputs.store.getState().output).toEqual(KITCHEN);
    here.emit({ type: "elsewhere" });
    expect(events).toEqual(["playback"]);
    await outputs.player.pause();
    expect(remote.calls).toEqual(["pause"]);
    await outputs.player.play(song("b"));
    remote.sound(2_000, { positionMs: 40_000 });
    await outputs.choose(undefined);
    expect(remote.calls).toEqual(["pause", "play b 0", "close"]);
    expect(here.calls).toEqual(["play a 0", "play b 43000"]);
    expect(outputs.store.getState().output).toBeUndefined();
  });

  it("starts the song anew where nothing could be handed over, also one that never began here", async () => {
    const running = open({ adopts: false });
    await running.outputs.player.play(song("a"));
    running.here.sound(1_000, { positionMs: 10_000 });
    await running.outputs.choose(KITCHEN);
    expect(running.remote.calls).toEqual(["play a 14000"]);
    const failed = open();
    await failed.outputs.player.play(song("a"), 7_000);
    failed.here.emit({ type: "problem", problem: "unsupported" });
    await failed.outputs.choose(KITCHEN);
    expect(failed.remote.calls).toEqual(["play a 7000"]);
  });

  it("keeps a paused song paused, and starts it on the new output when it is asked to go on", async () => {
    const { here, remote, outputs } = open();
    await outputs.player.play(song("a"));
    await outputs.choose(KITCHEN);
    remote.sound(1_000, { positionMs: 30_000, paused: true });
    await outputs.choose(undefined);
    await outputs.player.seek(50_000);
    expect(here.calls).toEqual(["play a 0"]);
    await outputs.player.resume();
    expect(here.calls).toEqual(["play a 0", "play a 50000"]);
  });

  it("lets go of a player in this page that does not hear that the music has moved", async () => {
    vi.useFakeTimers();
    const deaf = open();
    await deaf.outputs.choose(KITCHEN);
    const told = open();
    await told.outputs.choose(KITCHEN);
    told.here.emit({ type: "elsewhere" });
    vi.advanceTimersByTime(5_000);
    vi.useRealTimers();
    expect([deaf.here.calls, told.here.calls]).toEqual([["close"], []]);
  });

  it("does nothing when the chosen one is chosen again, and asks where it stands when told to", async () => {
    const { remote, outputs } = open();
    await outputs.choose(undefined);
    await outputs.choose(KITCHEN);
    await outputs.choose({ ...KITCHEN });
    outputs.look();
    expect(remote.look).toHaveBeenCalledOnce();
    outputs.player.close();
    expect(outputs.store.getState().output).toBeUndefined();
  });
});
