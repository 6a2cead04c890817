// The words of the map; apart from the other pages', so that only the map loads them.

const list = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;

const count = (number: number): string => number.toLocaleString("en");

export const mapMessages = {
  title: (station: string) => `Map · ${station}`,
  heading: "Map",
  back: "Back to the station",
  loading: "Drawing the map…",
  failed: "The map could not be loaded.",
  offline: "The map could not be loaded: Longwave cannot be reached. Check the connection.",
  none: "This model was published without a map.",
  retry: "Try again",

  canvas: (artists: number) => `Map of ${count(artists)} artists; those that are alike lie together`,
  keys: "Arrow keys go from artist to artist, with Shift they move the map; plus and minus zoom, 0 shows the whole, Enter opens an artist, Escape lets go.",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  whole: "Whole map",
  toStation: "Show the station",

  search: "Find an artist",
  searchNone: (text: string) => `Nobody here is called “${text}”.`,
  results: "Artists found",

  marks: {
    title: "On the map",
    playing: "Playing",
    coming: "Coming up",
    past: "Played",
    style: "Style",
    liked: "Liked",
    disliked: "Disliked",
    never: "Never again",
  },

  card: {
    close: "Close",
    near: "Nearest on the map",
    region: (words: readonly string[]) => `Around here: ${list(words)}`,
    why: "Why it is this near",
    pull: (points: number) => `${points < 0 ? "−" : ""}${Math.abs(points).toFixed(2)}`,
    pulls: "What speaks for it on this station, in points; the scale’s first picks have about 1.",
    unknown: "The radio has nothing to say of this artist.",
    asking: "Asking the radio…",
    terms: {
      style: (names: readonly string[]) => `your style: ${list(names)}`,
      like: (names: readonly string[]) => `you liked ${list(names)}`,
      dislike: (names: readonly string[]) => `you disliked ${list(names)}`,
      lean: (names: readonly string[]) => `you lean towards ${list(names)}`,
      familiarity: () => "well known",
    },
    more: "More like this",
    less: "Less like this",
    never: "Never again",
    add: "Add to the style",
    adding: "Adding…",
    isStyle: "Part of the style",
    lean: "Lean here",
    start: "Station from here",
    said: {
      more: (artist: string) => `More like ${artist} on this station`,
      less: (artist: string) => `Less like ${artist} on this station`,
      never: (artist: string) => `${artist} will not play on this station`,
    },
    added: (artist: string) => `${artist} is now part of the style`,
    notAdded: (artist: string) => `The music service has no song of ${artist}.`,
    removed: (artist: string) => `${artist} is no longer part of the style`,
    undone: (artist: string) => `${artist} is back as it was`,
    undo: "Undo",
  },

  lean: {
    title: "Lean",
    needle: "Needle: drag it, or move it with the arrow keys, to lean the station that way",
    hint: "Drag the needle, or choose “Lean here” on an artist, and the station leans that way.",
    towards: (names: readonly string[]) => `towards ${list(names)}`,
    region: (words: readonly string[]) => list(words),
    pull: "How hard it leans",
    value: (pull: number) =>
      pull < 0.25 ? "A touch" : pull < 0.55 ? "Clearly" : pull < 0.85 ? "Strongly" : "As much as the style",
    stays: "It stays so until you stand it up again.",
    reset: "Stand upright",
    resetDone: "The station stands upright again",
    set: (words: readonly string[]) =>
      words.length > 0 ? `Leaning towards ${list(words)}` : "Leaning that way",
    undo: "Undo",
  },
} as const;
