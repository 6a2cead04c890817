// Words of the pages that links lead to; loaded with them.

import { listNames } from "@/components/messages";

export const sharedMessages = {
  reasons: {
    own: "from its own style",
    liked: "liked there",
    near: (artist: string) => `because they like ${artist}`,
  },
  overline: "A shared station",
  describe: (names: readonly string[]) => `A radio station around ${listNames(names)}.`,
  style: "Its style",
  would: "What it would play",
  signIn: (service: string) => `Sign in with ${service} to listen`,
  listen: "Listen",
  own: "Make it mine",
  owning: "Making it yours…",
  until: (date: string) => `The link works until ${date}.`,
  mine: "This link is yours.",
  follow: "Follow",
  following: "Following",
  followHint: "It appears among your stations and changes when its owner changes it. Your likes stay yours.",
  followed: "Stations you follow",
  followers: (count: number) => (count === 1 ? "1 listener follows it." : `${count} listeners follow it.`),
  inLink: "Everything about it is in the link itself.",
  otherModel: "It was made with another model; the radio adapts it by the artists’ names.",
  brokenTitle: "This link cannot be read.",
  preview: "What it would play cannot be shown right now.",
  goneTitle: "This link has ended.",
  goneText: "It was withdrawn by its owner or has run out. Ask for a new one, or make a station of your own.",
} as const;
