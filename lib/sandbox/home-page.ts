// The sandbox's front page and the pages that its open.spotify.com links lead to.
// For people who meet the port in a browser; programs use /v1 and /sandbox.
import { decodeId } from "./ids";
import { findAlbum, findArtist, findTrack } from "./lookup";
import { escapeHtml, page } from "./page";
import type { SandboxState, World } from "./state";

export function homePage(state: SandboxState): string {
  const { tier, latencyMs } = state.switches;
  return page(
    "What this is",
    `<h1>A stand-in for Spotify</h1>
<p>This server speaks Spotify's sign-in, Web API and playback SDK, so that Longwave can be tried and tested without an account. Listeners, playlists and every track are made up; the artists' names are real, their music here is not.</p>
<p class="soft">Tier <code>${tier}</code>, ${latencyMs} ms added to each call, ${state.accounts.size} listeners, ${state.playlists.size} playlists.</p>
<dl>
<dt><code>/authorize</code>, <code>/api/token</code></dt><dd>The accounts service: authorization code with PKCE.</dd>
<dt><code>/v1/…</code></dt><dd>The Web API as a new app in development mode sees it in 2026.</dd>
<dt><a href="/sdk/spotify-player.js"><code>/sdk/spotify-player.js</code></a></dt><dd>The Web Playback SDK, with music it makes up as it goes.</dd>
<dt><a href="/sandbox">The page of switches</a></dt><dd>Every switch and fault, on and off while it runs, and what is spent of each quota.</dd>
<dt><a href="/sandbox/switches"><code>/sandbox/switches</code></a></dt><dd>The same for programs. Tier, latency, limits and faults. <code>POST</code> JSON to change them, <code>DELETE</code> to go back.</dd>
<dt><a href="/sandbox/calls"><code>/sandbox/calls</code></a></dt><dd>Calls by route. <code>DELETE</code> starts the count again.</dd>
<dt><code>POST /sandbox/clock</code>, <code>/sandbox/tokens</code>, <code>/sandbox/devices</code>, <code>/sandbox/reset</code></dt><dd>Move time on, end tokens, strike players, start afresh.</dd>
</dl>`,
  );
}

/** Where "open on Spotify" leads in the sandbox: a word about what would be there. Undefined = no such thing. */
export function openPage(world: World, state: SandboxState, pathname: string): string | undefined {
  const [, , kind = "", id = ""] = pathname.split("/");
  const found = findSubject(world, state, kind, id);
  if (!found) return undefined;
  const image = found.image
    ? `<figure><img src="/images/${escapeHtml(found.image)}-640" alt="" width="640" height="640"></figure>`
    : "";
  return page(
    found.title,
    `${image}<h1>${escapeHtml(found.title)}</h1>
<p>${escapeHtml(found.by)}</p>
<p class="soft">With a real account this link opens Spotify. Here it ends, because this ${escapeHtml(kind)} exists in the sandbox only.</p>`,
  );
}

function findSubject(world: World, state: SandboxState, kind: string, id: string) {
  if (kind === "track") {
    const ref = findTrack(world, id);
    const album = ref && world.discographyOf(ref.artist).albums[ref.track.album];
    return ref && { title: ref.track.title, by: ref.artist.name, image: album?.id };
  }
  if (kind === "album") {
    const found = findAlbum(world, id);
    return found && { title: found.album.title, by: found.artist.name, image: id };
  }
  if (kind === "artist") {
    const artist = findArtist(world, id);
    return artist && { title: artist.name, by: "Artist", image: id };
  }
  if (kind === "playlist") {
    const playlist = state.playlists.get(id);
    return playlist && { title: playlist.name, by: playlist.description, image: undefined };
  }
  if (kind === "user") {
    const name = state.displayNames.get(id);
    return name === undefined ? undefined : { title: name, by: "Listener", image: undefined };
  }
  return decodeId(id) && { title: "An episode", by: "Sandbox Sound Stories", image: id };
}
