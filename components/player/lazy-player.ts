// A player whose code is fetched when it is wanted, so that the page stands before the player does.

import type { Player, PlayerEvent } from "./player";

/** `load` is tried again at the next call when it fails. */
export function createLazyPlayer(load: () => Promise<Player>): Player {
  const listeners = new Set<(event: PlayerEvent) => void>();
  let player: Player | undefined;
  let loading: Promise<Player> | undefined;
  let volume = 1;

  const emit = (event: PlayerEvent) => {
    for (const listener of listeners) listener(event);
  };
  const open = (): Promise<Player> => {
    loading ??= load().then(
      (loaded) => {
        loaded.subscribe(emit);
        player = loaded;
        return loaded;
      },
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };

  /** For the player that is there or on its way; before one was asked for, there is nothing to tell it. */
  const tell = async (act: (opened: Player) => Promise<void> | undefined) => {
    const opened = player ?? (await loading?.catch(() => undefined));
    if (opened) await act(opened);
  };

  return {
    prepare() {
      // Whatever is wrong shows when the listener asks for sound.
      void open().then(
        (opened) => opened.prepare(),
        () => undefined,
      );
    },
    activate: () => player?.activate(),
    async play(track, positionMs, following) {
      const opened = player ?? (await open().catch(() => undefined));
      if (!opened) return emit({ type: "problem", problem: "unreachable" });
      void opened.setVolume(volume);
      await opened.play(track, positionMs, following);
    },
    preload: (following) => void tell(async (opened) => opened.preload?.(following)),
    pause: () => tell((opened) => opened.pause()),
    resume: () => tell((opened) => opened.resume()),
    seek: (positionMs) => tell((opened) => opened.seek(positionMs)),
    setVolume(next) {
      volume = next;
      return tell((opened) => opened.setVolume(next));
    },
    close: () => player?.close(),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
