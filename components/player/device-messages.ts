// The words of the choice of a device; loaded with it.

export const deviceMessages = {
  choose: "Play on another device",
  playingOn: (name: string) => `Playing on ${name}. Choose another device`,
  title: "Where it plays",
  text: "The music goes on from where it is. Longwave steers it from here.",
  here: "This browser",
  ownName: "Longwave",
  ownElsewhere: "Longwave, in another tab or browser",
  unsteerable: "takes no commands",
  nowPlaying: "plays now",
  looking: "Looking for your devices…",
  none: (service: string) => `No other device is there. Open ${service} on the device, then look again.`,
  missing: (service: string) => `Is one missing? Open ${service} on it, then look again.`,
  again: "Look again",
  failed: "The devices cannot be listed at the moment.",
  notAllowed: (service: string) =>
    `Longwave may not see your devices yet: when you signed in, it did not ask. ${service} shows you what it asks for now.`,
  allow: "Allow it",
  notReady: "The player is not ready yet. Try again in a moment.",
  open: (service: string) => `Open in ${service}`,
} as const;
