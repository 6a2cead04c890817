// The one button that plays, pauses and goes on. Apart from the hooks, for keys and headsets use it too.

import type { Radio } from "./radio";
import type { StationStore } from "./station-store";

/** Play, pause or go on, whichever the moment asks for. Call it inside the click: sound needs that. */
export function togglePlay(radio: Radio, station: StationStore): void {
  const { player } = radio;
  player.activate();
  const { playback, phase } = player.store.getState();
  const isHere = radio.active.getState().id === station.id;
  const current = station.store.getState().current;
  if (!isHere || phase !== "ready" || playback?.trackId !== current?.pick.track_id)
    return void station.play();
  void (playback?.paused ? player.resume() : player.pause());
}
