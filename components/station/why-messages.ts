// Words of the sheet that says why a song came, and of what can be said of it. Loaded with it.

export const whyMessages = {
  firstDislike: (artist: string) =>
    `${artist} is skipped, and music like it counts for less, on this station only and from the very next song. How much, the “dislikes” knob says.`,
  understood: "Got it",
  title: "Why this song",
  terms: {
    style: "Your style",
    like: "Your likes",
    dislike: "Your dislikes",
    lean: "Where you lean on the map",
    familiarity: "Well known",
  },
  points: (points: number) =>
    `${points < 0 ? "−" : "+"}${Math.abs(points).toLocaleString("en", { minimumFractionDigits: 3, maximumFractionDigits: 3 })}`,
  others: (count: number) => (count === 1 ? "1 more artist" : `${count} more artists`),
  sum: "Its score, the sum",
  sumText:
    "Points, as the radio reckons them. Next come the artists with the most, less those who still rest.",
  numbers: "All the numbers",
  scope: "Said of the artist",
  here: "On this station",
  everywhere: "On all my stations",
  say: {
    more: "More like this",
    less: "Less like this",
    rest: "Not now",
    never: "Never again",
  },
  restHint: (artist: string) =>
    `“Not now” lets ${artist} rest here for six hours. Nothing is learnt from it.`,
  said: {
    more: (artist: string, everywhere: boolean) => `More like ${artist} ${where(everywhere)}`,
    less: (artist: string, everywhere: boolean) => `Less like ${artist} ${where(everywhere)}`,
    rest: (artist: string) => `${artist} rests here for six hours`,
    never: (artist: string, everywhere: boolean) => `${artist} never plays again ${where(everywhere)}`,
  },
} as const;

const where = (everywhere: boolean): string => (everywhere ? "on all your stations" : "on this station");
