import type { StationStore } from "@/components/station/station-store";
import type { ShareRequest } from "@/lib/api/sharing";

/** The body that asks for a station's taste as it is at this moment. */
export function toShareRequest(station: StationStore, name: string, withFeedback: boolean): ShareRequest {
  const { seed } = station.store.getState();
  const { tracks, said, count: _, ...knobs } = station.request();
  return {
    station_id: station.id,
    name,
    ...knobs,
    tracks: withFeedback ? tracks : [],
    ...(withFeedback && said && { said }),
    ...(seed === undefined ? {} : { seed }),
  };
}
