// The system's own controls: what plays on the lock screen, and the keys of headsets and keyboards.
// Players of a service bring their own; this is for the browser's audio.

import type { Pick } from "@/lib/api/schemas";
import type { Radio } from "./radio";
import { togglePlay } from "./toggle-play";

type Metadata = (pick: Pick) => MediaMetadata;

export function connectMediaSession(
  session: MediaSession,
  radio: Radio,
  toCard: Metadata = toMetadata,
): void {
  const { player, active } = radio;
  let leave: () => void = () => undefined;
  let shown: Pick | undefined;

  const station = () => {
    const { id } = active.getState();
    return id === undefined ? undefined : radio.station(id);
  };
  const show = () => {
    const pick = station()?.store.getState().current?.pick;
    if (pick === shown) return;
    shown = pick;
    session.metadata = pick ? toCard(pick) : null;
  };
  const showPlayback = () => {
    const { playback, phase } = player.store.getState();
    const isPlaying = playback !== undefined && !playback.paused && phase === "ready";
    session.playbackState = playback ? (isPlaying ? "playing" : "paused") : "none";
    if (!playback || playback.durationMs <= 0) return;
    const duration = playback.durationMs / 1_000;
    const position = Math.min(duration, player.positionMs() / 1_000);
    session.setPositionState?.({ duration, position, playbackRate: 1 });
  };

  active.subscribe(() => {
    leave();
    leave = station()?.store.subscribe(show) ?? (() => undefined);
    show();
  });
  player.store.subscribe(showPlayback);

  const isPaused = () => player.store.getState().playback?.paused !== false;
  const toggle = (when: boolean) => () => {
    const playing = station();
    if (playing && isPaused() === when) togglePlay(radio, playing);
  };
  const seekBy = (seconds: number) =>
    void station()?.seek(Math.max(0, player.positionMs() + seconds * 1_000));
  const handlers: [MediaSessionAction, MediaSessionActionHandler][] = [
    ["play", toggle(true)],
    ["pause", toggle(false)],
    ["nexttrack", () => void station()?.skip()],
    ["previoustrack", () => void station()?.previous()],
    ["seekbackward", ({ seekOffset }) => seekBy(-(seekOffset ?? 10))],
    ["seekforward", ({ seekOffset }) => seekBy(seekOffset ?? 10)],
    ["seekto", ({ seekTime }) => seekTime !== undefined && void station()?.seek(seekTime * 1_000)],
  ];
  for (const [action, handler] of handlers) {
    try {
      session.setActionHandler(action, handler);
    } catch (error) {
      // Each browser knows some of these actions and throws at the others.
      if (!(error instanceof TypeError)) throw error;
    }
  }
}

function toMetadata({ title, artists, album, cover_url: src }: Pick): MediaMetadata {
  return new MediaMetadata({
    title,
    artist: artists.map(({ name }) => name).join(", "),
    album: album ?? "",
    artwork: src ? [{ src }] : [],
  });
}
