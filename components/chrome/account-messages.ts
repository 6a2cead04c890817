// Words of the account menu once it is open; loaded with it.

export const accountMessages = {
  signedInAs: (name: string) => `Signed in as ${name}`,
  signOut: "Sign out",
  budget: (service: string) => `What ${service} allows in a day`,
  stars: "Star what I like on the music server",
  starsHint: "A like becomes a star there; taking it back takes the star away.",
  likedSongs: "Add what I like to my Liked Songs",
  likedSongsHint: "A like is written there too; taking it back removes the song there.",
  mediaKeys: "Media keys and lock screen",
  mediaKeysHint:
    "Headset and keyboard keys work, and the song shows on the lock screen. From the next page load.",
  sync: "Keep my stations in step in all my browsers",
  syncHint: "History, ratings and knobs. Off, this browser keeps to itself.",
  disconnect: "Disconnect and forget me",
  disconnectHint:
    "Signs you out everywhere and deletes what is kept of you, on the server and in this browser, at once. Then it says what that was.",
  disconnectFailed: "Not everything is deleted yet: Longwave cannot be reached. Try again.",
} as const;
