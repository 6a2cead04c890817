// Where the music comes out: the player in this page, or another device of the listener's. A Player in front of both, so
// that the radio plays on without knowing; events of the one that is not chosen are not heard.

import { createStore, type StoreApi } from "zustand/vanilla";
import { type Playable, type Playback, type Player, type PlayerEvent, positionAt } from "./player";
import type { RemotePlayer } from "./remote-player";

export type Output = { readonly id: string; readonly name: string };

export interface Outputs {
  readonly player: Player;
  /** undefined = this page. */
  readonly store: StoreApi<{ readonly output: Output | undefined }>;
  /** Hands over what plays and goes on there; undefined = back to this page. A click must be under way. */
  choose(output: Output | undefined): Promise<void>;
  /** How the service knows the player in this page; undefined before it is ready. */
  ownId(): string | undefined;
  /** The listener is back at the page: where does the other device stand? */
  look(): void;
}

export type OutputsOptions = {
  readonly here: Player & { readonly deviceId: () => string | undefined };
  /** Fetched with the code of remote playing. */
  readonly openRemote: (deviceId: string) => Promise<RemotePlayer>;
  readonly now: () => number;
};

const LET_GO_MS = 5_000;

export function createOutputs({ here, openRemote, now }: OutputsOptions): Outputs {
  const store = createStore<{ readonly output: Output | undefined }>(() => ({ output: undefined }));
  const listeners = new Set<(event: PlayerEvent) => void>();
  let chosen: Player = here;
  let remote: RemotePlayer | undefined;
  let track: Playable | undefined;
  let following: readonly Playable[] = [];
  let startMs = 0;
  let volume: number | undefined;
  let letGo: ReturnType<typeof setTimeout> | undefined;
  /** Of the current track, since it was asked for. */
  let playback: Playback | undefined;
  /** The chosen player has not been given what it shows: a paused song that came from another output. */
  let isUngiven = false;

  const hear = (player: Player) => (event: PlayerEvent) => {
    if (player !== chosen) {
      if (event.type === "elsewhere") clearTimeout(letGo);
      return;
    }
    if (event.type === "playback") playback = event.playback;
    for (const listener of listeners) listener(event);
  };
  here.subscribe(hear(here));

  const start = (positionMs: number) => {
    isUngiven = false;
    return track ? chosen.play(track, positionMs, following) : Promise.resolve();
  };
  const chooseRemote = async (output: Output): Promise<void> => {
    const next = await openRemote(output.id);
    next.subscribe(hear(next));
    const [before, wasRemote] = [playback, remote];
    [chosen, remote] = [next, next];
    store.setState({ output });
    wasRemote?.close();
    // The page's player hears that the music has moved; one that does not would try to bring it back.
    if (!wasRemote) letGo = setTimeout(() => here.close(), LET_GO_MS);
    if (!track || (before && (await next.adopt(track, before, following)))) return;
    if (before?.paused) isUngiven = true;
    // Starting there takes the music from where it was: the service plays on one device at a time.
    else await start(before ? positionAt(before, now()) : startMs);
  };

  const chooseHere = async (): Promise<void> => {
    const before = playback;
    remote?.close();
    clearTimeout(letGo);
    [chosen, remote] = [here, undefined];
    store.setState({ output: undefined });
    here.activate();
    here.prepare();
    if (!before) return;
    if (before.paused) isUngiven = true;
    else await start(positionAt(before, now()));
  };

  return {
    store,
    ownId: here.deviceId,
    look: () => void remote?.look(),
    choose: (output) => {
      if (output?.id === store.getState().output?.id) return Promise.resolve();
      return output ? chooseRemote(output) : chooseHere();
    },
    player: {
      prepare: () => chosen.prepare(),
      activate: () => chosen.activate(),
      play(next, positionMs, after = []) {
        track = next;
        following = after;
        startMs = positionMs ?? 0;
        playback = undefined;
        isUngiven = false;
        return chosen.play(next, positionMs, after);
      },
      preload(after) {
        following = after;
        chosen.preload?.(after);
      },
      pause: () => chosen.pause(),
      resume: () => (isUngiven ? start(playback?.positionMs ?? 0) : chosen.resume()),
      async seek(positionMs) {
        if (!isUngiven || !playback) return chosen.seek(positionMs);
        hear(chosen)({ type: "playback", playback: { ...playback, positionMs, receivedAt: now() } });
      },
      setVolume(next) {
        const isSame = next === volume;
        volume = next;
        // Told again with every song; on another device that would be a call each time.
        return isSame && remote ? Promise.resolve() : chosen.setVolume(next);
      },
      close() {
        clearTimeout(letGo);
        chosen.close();
        if (remote) [chosen, remote] = [here, undefined];
        store.setState({ output: undefined });
      },
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  };
}
