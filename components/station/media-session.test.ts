import { describe, expect, it } from "vitest";
import { createFakeLock, createFakePlayer } from "@/components/player/player.fixture";
import { createPlayerStore } from "@/components/player/player-store";
import { connectMediaSession } from "./media-session";
import { createRadio } from "./radio";
import { answerOf } from "./station.fixture";

function setUp() {
  const player = createFakePlayer();
  const now = () => 1_000;
  const store = createPlayerStore({ player, lock: createFakeLock(), now });
  const radio = createRadio({
    player: store,
    saved: { load: () => undefined, save: () => undefined, clear: () => undefined, taste: () => undefined },
    next: async () => answerOf("Low", "Codeine", "Grouper"),
    now,
  });
  const handlers = new Map<string, MediaSessionActionHandler | null>();
  const session = {
    metadata: null as MediaMetadata | null,
    playbackState: "none" as MediaSessionPlaybackState,
    setPositionState: () => undefined,
    setCameraActive: async () => undefined,
    setMicrophoneActive: async () => undefined,
    setActionHandler: (action: MediaSessionAction, handler: MediaSessionActionHandler | null) => {
      if (action === "seekto") throw new TypeError("not known here");
      handlers.set(action, handler);
    },
  };
  connectMediaSession(session, radio, ({ title }) => ({ title }) as MediaMetadata);
  const press = (action: MediaSessionAction) => handlers.get(action)?.({ action });
  return { player, radio, session, press, now };
}

/** Lets promises that are due run. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe("connectMediaSession", () => {
  it("shows what plays, and hands the keys to the station", async () => {
    const { player, radio, session, press, now } = setUp();
    const station = radio.station("s");
    station.open();
    await settle();
    await station.play();
    player.sound(now());
    expect(session).toMatchObject({
      metadata: { title: station.store.getState().current?.pick.title },
      playbackState: "playing",
    });
    press("play");
    expect(player.calls).not.toContain("pause");
    press("pause");
    await settle();
    expect(player.calls).toContain("pause");
    expect(session.playbackState).toBe("paused");
    const before = station.store.getState().current?.pick.title;
    press("nexttrack");
    await settle();
    expect(station.store.getState().current?.pick.title).not.toBe(before);
    expect(session.metadata?.title).toBe(station.store.getState().current?.pick.title);
  });
});
