// Words for a station without anything to play; loaded with them.

export const nothingMessages = {
  notFound: "There is no such station here.",
  notFoundText:
    "It may have been renamed or deleted, its link may have ended, or it belongs to another listener.",
  backToStations: "To your stations",
  nothingToPlay: "This station has no style yet.",
  nothingToPlayText:
    "The radio knows none of the artists on its playlist, so there is nothing to tune to. Start a station from artists it knows:",
  startFrom: "Start from artists",
} as const;
