// Words of the page about the service's allowances; loaded with it.

const KINDS: Readonly<Record<string, readonly [name: string, use: string]>> = {
  search: ["Searches", "One for each artist whose songs are not known yet"],
  playlists: ["Playlists read", "Your stations, when something changed in them"],
  "playlist-writes": ["Playlists written", "New stations and edits"],
  player: ["Player", "Starting music on a device: once for several songs"],
  "me-tracks": ["Liked songs", "Known songs, read once a week"],
  "me-top": ["Most played songs", "Known songs, read once a week"],
  me: ["Your account", "Signing in"],
  "me-library": ["Library", "Deleting a station and bringing it back"],
  tracks: ["Single songs", "Songs of your history that name no artist"],
  "artists-albums": ["Albums of an artist", "Not used by the radio"],
};

export const budgetMessages = {
  title: "What a day allows",
  lead: (service: string) =>
    `${service} counts what this installation asks in a day, for everybody who listens here together. Longwave asks as little as it can; before an allowance is spent, it finds fewer new artists and plays more of those it knows.`,
  kind: (bucket: string) => KINDS[bucket]?.[0] ?? bucket,
  use: (bucket: string) => KINDS[bucket]?.[1] ?? "",
  spent: (spent: number, quota: number | undefined) =>
    quota === undefined ? `${spent}` : `${spent} of ${quota}`,
  left: (left: number) => (left === 0 ? "nothing left" : `${left} left`),
  unlimited: "no known limit",
  reopens: (at: number) =>
    `Open again ${new Intl.DateTimeFormat("en", { weekday: "short", hour: "2-digit", minute: "2-digit" }).format(at)}`,
  window: (hours: number) =>
    `Calls of the last ${hours} hours. Each counts for ${hours} hours after it was sent; there is no midnight.`,
  empty: "Nothing was asked in the last day.",
  loading: "Counting",
  failed: "The figures could not be read.",
  retry: "Try again",
  none: "This music service limits no calls, so there is nothing to count.",
} as const;
