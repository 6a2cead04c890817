// Words of the knobs behind "tune", of the rules and of settings under a name. Loaded with them.

import { listNames } from "@/components/messages";

const artists = (count: number): string => (count === 1 ? "1 artist" : `${count} artists`);

export const tuneMessages = {
  title: "Tune",
  open: "Style, likes, dislikes, rules",
  ledger: "Ledger",
  ledgerHint: "every like, dislike and skip, and what it does",
  nextTen: "The next ten artists",
  enters: (name: string) => `${name} comes in`,
  leaves: (name: string) => `${name} goes out`,
  changed: (enter: number) => (enter === 1 ? "1 artist changes" : `${enter} artists change`),
  reset: "Reset",
  resetDone: "Knobs are back where they were at first",
  style: "Style",
  likes: "Likes",
  dislikes: "Dislikes",
  variety: "Variety",
  without: {
    style: (names: readonly string[]) => `Without the pull of your style you would hear ${listNames(names)}.`,
    likes: (names: readonly string[]) => `Without your likes you would hear ${listNames(names)}.`,
    dislikes: (names: readonly string[]) => `Without your dislikes you would hear ${listNames(names)}.`,
  },
  noEffect: {
    style: "The next ten would be the same without it.",
    likes: "No like changes the next ten yet.",
    dislikes: "No dislike changes the next ten yet.",
  },
  off: "Off: it counts for nothing now.",
  varietyNow: (homePercent: number) =>
    homePercent === 0
      ? "Every song is a discovery, and neighbours in the queue differ most."
      : `About ${homePercent} % of the songs by the station’s own artists, the rest discoveries.`,
  rules: "Rules",
  newToMe: "New to me only",
  newToMeNow: (own: number, heard: number) =>
    heard === 0
      ? `Leaves out the ${artists(own)} of this station.`
      : `Leaves out the ${artists(own)} of this station and ${artists(heard)} heard on it.`,
  noExplicit: "No explicit songs",
  noExplicitNow: "Leaves out every song that is marked explicit.",
  gap: {
    before: "An artist comes back after",
    and: "and",
    after: "at the earliest.",
    songs: (count: number) => `${count} songs`,
    minutes: (minutes: number) =>
      minutes < 60
        ? `${minutes} minutes`
        : minutes === 60
          ? "an hour"
          : `${minutes / 60} hours`.replace(".5", "½"),
    songsLabel: "Songs before an artist comes back",
    minutesLabel: "Time before an artist comes back",
  },
  settings: "My settings",
  settingsHint: "Where the knobs and rules stand now, under a name; for use on every station.",
  save: "Save these",
  nameLabel: "Name of the setting",
  saved: (name: string) => `“${name}” is saved`,
  apply: (name: string) => `Use “${name}”`,
  inUse: "in use",
  applied: (name: string) => `The station is set to “${name}”`,
  rename: (name: string) => `Rename “${name}”`,
  remove: (name: string) => `Delete “${name}”`,
  renamed: (name: string) => `It is called “${name}” now`,
  removed: (name: string) => `“${name}” is deleted`,
  done: "Done",
} as const;
