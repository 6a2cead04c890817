// Words of making a station; loaded when one is made.

export const makingMessages = {
  title: "New station",
  text: (service: string) =>
    `It is saved as a playlist “radio: …” of yours on ${service}. You can change it there at any time.`,
  name: "Name",
  namePlaceholder: "Rainy Sunday",
  artists: "Artists to start from",
  artistsPlaceholder: "Type an artist",
  tags: "Or words",
  tagsPlaceholder: "dreamy, shoegaze, 90s",
  hint: "Three to ten artists make a good start.",
  remove: (name: string) => `Remove ${name}`,
  noMatch: (text: string) => `Nobody called “${text}” is known to the radio.`,
  artistCount: (count: number) => `${count} artists`,
  create: "Make the station",
  creating: "Making it…",
  needName: "Give the station a name.",
  needArtists: "Choose at least one artist or word.",
} as const;
