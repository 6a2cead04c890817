// Every word of the listener's pages; page-messages.ts, fault-messages.ts and legal.ts hold those of the others.

const list = (names: readonly string[], last = "and"): string =>
  names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} ${last} ${names[names.length - 1]}`;

export const messages = {
  product: "Longwave",
  tagline: "Radio stations you define and tune",
  skipToContent: "Skip to the music",

  nav: {
    main: "Main",
    about: "About Longwave",
    stations: "Stations",
    account: "Account",
    theme: { light: "Use the light theme", dark: "Use the dark theme" },
    privacy: "Privacy",
    terms: "Terms",
    api: "API",
    home: "Longwave, to your stations",
  },

  station: {
    loading: "Tuning in",
    pageTitle: (station: string, song?: { readonly title: string; readonly artist: string }) =>
      song ? `${song.title} – ${song.artist} · ${station}` : `${station} · Longwave`,
    nowPlaying: "Now playing",
    ready: "Ready to play",
    paused: "Paused",
    connecting: "Connecting the player…",
    play: "Play",
    pause: "Pause",
    skip: "Next song",
    previous: "Previous song",
    seek: "Position in the song",
    volume: "Volume",
    mute: "Mute",
    unmute: "Sound on",
    like: "More like this",
    dislike: "Less like this",
    undo: "Undo",
    disliked: (artist: string, times: number) =>
      times > 1 ? `Less like ${artist}, once more` : `Less like ${artist} on this station`,
    never: "Never again",
    restored: (artist: string) => `${artist} is back as it was`,
    explicit: "Explicit",
    openTrack: (service: string) => `Open in ${service}`,
    openArtist: (artist: string, service: string) => `${artist} in ${service}`,
    more: (artist: string) => `New station from ${artist}`,
    edit: "Edit",
    map: "Map",
    coverOf: (album: string) => `Cover of ${album}`,
    noCover: "No cover",
    unknownArtists: (names: readonly string[]) =>
      names.length > 4
        ? `${list(names.slice(0, 4))} and ${names.length - 4} more are not known to the radio.`
        : `${list(names)} ${names.length === 1 ? "is" : "are"} not known to the radio.`,
  },

  why: {
    title: "Why this song",
    style: (names: string) => (names ? `your style: ${names}` : "your style"),
    like: (names: string) => (names ? `you liked ${names}` : "your likes"),
    dislike: (names: string) => (names ? `you disliked ${names}` : "your dislikes"),
    lean: (names: string) => (names ? `you lean towards ${names}` : "your lean"),
    familiarity: "well known",
    less: (text: string) => `held back, ${text}`,
    share: (percent: number) => `${percent < 0 ? "−" : ""}${Math.abs(percent)} %`,
    none: "A free choice: nothing spoke for or against it.",
    short: {
      style: (name: string) => `near ${name}`,
      like: (name: string) => `because you liked ${name}`,
      familiarity: "well known around here",
      own: "from your own style",
      liked: "you liked it",
      plain: "near your style",
    },
  },

  scale: {
    label: "Tuning scale: artists by their distance from this station, close to home on the left",
    home: "home",
    far: "far",
    needle: (names: readonly string[]) =>
      names.length ? `Picking around ${list(names)}` : "Waiting for the station",
  },

  tune: {
    wander: "How far may it wander",
    wanderValue: (wander: number) =>
      wander < 0.2
        ? "Close to home, what most people know"
        : wander < 0.45
          ? "Mostly the well known"
          : wander < 0.7
            ? "Well known and obscure alike"
            : wander < 0.9
              ? "Mostly the little known"
              : "As far as the ear reaches",
  },

  share: "Share",
  close: "Close",

  player: {
    signIn: "Sign in",
    unplayable: (title: string) => `“${title}” cannot be played here. On to the next one.`,
  },

  notice: {
    retry: "Try again",
  },

  footer: {
    playsFrom: (service: string) => `Plays from ${service}.`,
    notAffiliated: "Not affiliated with it.",
  },
} as const;

/** Names in a sentence: "Low, Codeine and Grouper". */
export const listNames = list;
