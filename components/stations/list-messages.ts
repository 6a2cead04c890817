// Words of the list of stations; loaded with it.

export const listMessages = {
  title: "Your stations",
  create: "New station",
  known: (known: number, all: number) =>
    known === all ? `${all} artists` : `${known} of ${all} artists known to the radio`,
  noneKnown: "None of its artists is known to the radio yet",
  edit: (name: string) => `Edit ${name}`,
  styleOf: (names: readonly string[]) => names.join(", "),
  emptyTitle: "Name a playlist “radio: …” and it becomes a station.",
  emptyText: (service: string) =>
    `Take any playlist of yours on ${service} and rename it, or start a new one here. The artists on it are the station’s style: the radio plays on from there.`,
  emptyExample: ["radio: Rainy Sunday", "radio: Kitchen, loud", "radio: Nothing before 1979"],
  loading: "Reading your playlists",
  failed: "Your playlists could not be read.",
  retry: "Try again",
} as const;
