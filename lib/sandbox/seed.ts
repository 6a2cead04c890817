// Fills a new sandbox with the playlists of the fixtures and with liked songs taken from them.
// The artists of a playlist take turns; whoever is named gets the best-known tracks of the discography.
import type { PlaylistFixture } from "./fixtures";
import { encodeId, keyOf } from "./ids";
import { addPlaylist, type EntryItem, type PlaylistState, type SandboxState, type World } from "./state";

const DAY_MS = 86_400_000;

export function seedPlaylists(
  state: SandboxState,
  input: { readonly fixtures: readonly PlaylistFixture[]; readonly world: World; readonly now: number },
): void {
  for (const fixture of input.fixtures) {
    const playlist = addPlaylist(state, {
      owner: fixture.owner,
      name: fixture.name,
      description: fixture.description,
      public: fixture.public,
      collaborative: false,
    });
    for (const follower of fixture.followers) playlist.followers.add(follower);
    fillPlaylist(playlist, fixture, input);
    likeSome(state, playlist, input.now);
  }
}

function fillPlaylist(
  playlist: PlaylistState,
  fixture: PlaylistFixture,
  { world, now }: { readonly world: World; readonly now: number },
): void {
  const items: EntryItem[] = [];
  for (let turn = 0; turn < fixture.perArtist; turn++) {
    for (const name of fixture.artists) {
      const artist = world.catalogue.findByName(name);
      const track = artist && world.discographyOf(artist).top[turn];
      if (artist && track) {
        items.push({ kind: "track", uri: `spotify:track:${track.id}`, ref: { artist, track } });
      }
    }
  }
  for (const extra of fixture.extras) items.splice(extra.at, 0, toItem(extra));
  playlist.entries = items.map((item, n) => ({
    addedAt: now - (items.length - n + 30) * DAY_MS,
    addedBy: fixture.owner,
    item,
  }));
}

function toItem(extra: PlaylistFixture["extras"][number]): EntryItem {
  if (extra.kind === "gone") return { kind: "gone", uri: "spotify:track:gone" };
  if (extra.kind === "episode") {
    const id = encodeId({ kind: "episode", owner: keyOf(extra.show), n: extra.at });
    return { kind: "episode", uri: `spotify:episode:${id}`, title: extra.title, show: extra.show };
  }
  const part = (text: string) => encodeURIComponent(text).replaceAll("%20", "+");
  const uri = `spotify:local:${part(extra.artist)}::${part(extra.title)}:183`;
  return { kind: "local", uri, title: extra.title, artist: extra.artist };
}

/** Every fifth track of an own playlist is a liked song. */
function likeSome(state: SandboxState, playlist: PlaylistState, now: number): void {
  const library = state.library.get(playlist.owner);
  playlist.entries.forEach((entry, n) => {
    if (n % 5 === 0 && entry.item.kind === "track") library?.set(entry.item.uri, now - 60 * DAY_MS + n);
  });
}
