import type { StationState } from "./station-state";

/** Nothing plays because nobody on the playlist is known; then that stands where the song would. */
export const isWithoutStyle = ({ notice, error, current }: StationState): boolean =>
  notice?.code === "no_style" && !error && !current;
