// The permissions asked of a listener, each with what it is for. Nothing else is asked.

const SCOPES: readonly (readonly [scope: string, reason: string])[] = [
  ["playlist-read-private", "stations are the listener's playlists, which are often private"],
  ["playlist-read-collaborative", "a station may be a playlist edited together"],
  ["playlist-modify-private", "a new station is written as a private playlist"],
  ["user-library-read", "liked songs are known songs: fifty of them save up to fifty searches"],
  ["user-top-read", "the same of the songs most played"],
  [
    "user-library-modify",
    "a deleted station leaves the library; likes go to Liked Songs where that is switched on",
  ],
  ["user-modify-playback-state", "the next tracks are started on the player in the page"],
  ["user-read-playback-state", "the listener's other devices are listed, and what plays there is looked at"],
  ["streaming", "the player in the page makes the sound"],
  ["user-read-email", "Spotify's player refuses to start without it; the address is never read"],
  ["user-read-private", "Spotify's player refuses to start without it; nothing is read through it"],
];

/** As the authorisation request spells it. */
export const SCOPE = SCOPES.map(([scope]) => scope).join(" ");
