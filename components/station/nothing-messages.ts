// Words for a station without anything to play; loaded with them.

export const nothingMessages = {
  notFound: "There is no such station here.",
  notFoundText:
    "It may have been renamed or deleted, its link may have ended, or it belongs to another listener.",
  backToStations: "To your stations",
  noStyle: "This station has no style yet.",
  nothingNow: "Nothing to play right now.",
  startFrom: "Start from artists",
} as const;
