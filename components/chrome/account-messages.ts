// Words of the account menu once it is open; loaded with it.

export const accountMessages = {
  signedInAs: (name: string) => `Signed in as ${name}`,
  signOut: "Sign out",
  stars: "Star what I like on the music server",
  starsHint: "A like becomes a star there; taking it back takes the star away.",
  disconnect: "Disconnect and forget me",
  disconnectHint:
    "Signs out, withdraws your links and deletes the history and knobs of all stations from this browser.",
  disconnectFailed: "Nothing was deleted yet: Longwave cannot be reached. Try again.",
} as const;
