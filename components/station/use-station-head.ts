"use client";

import { useQuery } from "@tanstack/react-query";
import { shareOptions, stationsOptions } from "@/lib/api/client";
import type { Station } from "@/lib/api/schemas";
import { useRadio } from "./radio-provider";

export type StationHead = {
  readonly name: string;
  readonly artists: readonly string[];
  /** Where it is a playlist of the listener's own, which they may edit. */
  readonly own?: Station;
};

const SHARED_PREFIX = "s-";

/** The code of a shared station that is heard under its own id, or undefined for a playlist of one's own. */
export const sharedCode = (stationId: string): string | undefined =>
  stationId.startsWith(SHARED_PREFIX) ? stationId.slice(SHARED_PREFIX.length) : undefined;

/** Name and style of a station, from the listener's playlists or from the link it came by. */
export function useStationHead(id: string): StationHead | undefined {
  const code = sharedCode(id);
  const taste = useRadio().radio.station(id).taste;
  const own = useQuery({ ...stationsOptions(), enabled: code === undefined && !taste });
  const shared = useQuery({ ...shareOptions(code ?? ""), enabled: code !== undefined });
  if (code === undefined && !taste) {
    const station = own.data?.stations.find((each) => each.id === id);
    return station && { name: station.name, artists: station.artists, own: station };
  }
  const share = taste ?? shared.data?.share;
  return share && { name: share.name, artists: share.style.map((artist) => artist.name) };
}
