// GET /search: by name, as the real one does it, so that artist:"The Band" also brings The Band Perry.
// Filters artist, track and album are read; what is left of the query is words of a name or a title.
import { type Call, isRecord, pageOf, readTightPage } from "../call";
import { fold, type SandboxArtist } from "../catalogue";
import type { SandboxAlbum, TrackRef } from "../discography";
import { Fault, json } from "../respond";
import type { Route } from "../route";
import type { PlaylistState } from "../state";

const TYPES = ["album", "artist", "playlist", "track", "show", "episode", "audiobook"];
/** Points of the best-known track of the very artist that was asked for; of others it is their popularity times the share. */
const EXACT_POINTS = 75;
const OTHERS_SHARE = 0.9;
const POINTS_A_RANK = 2.2;
/** Artists whose tracks a search looks through. */
const MAX_ARTISTS = 60;
/** The best known artists, whose titles are looked through for words that name nobody. */
const MAX_FAMOUS = 400;

type Query = {
  readonly artist?: string;
  readonly track?: string;
  readonly album?: string;
  readonly words: string;
};

export const searchRoutes: readonly Route[] = [
  { method: "GET", path: "/v1/search", bucket: "search", handle: search },
];

function search(call: Call): Response {
  const q = call.url.searchParams.get("q")?.trim();
  if (!q) throw new Fault(400, "No search query");
  const types = (call.url.searchParams.get("type") ?? "").split(",").filter(Boolean);
  if (types.length === 0) throw new Fault(400, "Missing parameter type");
  if (types.some((type) => !TYPES.includes(type)))
    throw new Fault(400, `Bad search type field ${types.join(",")}`);
  const page = readTightPage(call);
  const query = parseQuery(q);
  const answer: Record<string, unknown> = {};
  for (const type of types) {
    if (type === "artist") answer.artists = pageOf(call, findArtists(call, query), page, call.wire.artist);
    else if (type === "track") answer.tracks = pageOf(call, findTracks(call, query), page, call.wire.track);
    else if (type === "album") {
      answer.albums = pageOf(call, findAlbums(call, query), page, ([artist, album]) =>
        call.wire.simpleAlbum(artist, album),
      );
    } else if (type === "playlist") {
      answer.playlists = pageOf(call, findPlaylists(call, query), page, (playlist) =>
        call.wire.simplePlaylist(playlist, call.account.id),
      );
    } else answer[`${type}s`] = pageOf(call, [], page, (item) => item);
  }
  return json(call.state.switches.searchNulls ? withHoles(answer) : answer);
}

/** The real service has been seen to put null for what it found and may not show. */
function withHoles(answer: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(answer).map(([type, found]) => {
      const items = isRecord(found) && Array.isArray(found.items) ? found.items : [];
      return [
        type,
        isRecord(found)
          ? { ...found, items: [...items.slice(0, -1), ...(items.length ? [null] : [])] }
          : found,
      ];
    }),
  );
}

/** `artist:"The Band" track:weight rest` to its parts; unknown filters are left out of the words. */
export function parseQuery(q: string): Query {
  const filters: Record<string, string> = {};
  const words = q.replace(
    /\b([a-z]+):(?:"([^"]*)"|(\S+))/gi,
    (_, name: string, quoted?: string, bare?: string) => {
      filters[name.toLowerCase()] = quoted ?? bare ?? "";
      return " ";
    },
  );
  const { artist, track, album } = filters;
  return {
    ...(artist !== undefined && { artist }),
    ...(track !== undefined && { track }),
    ...(album !== undefined && { album }),
    words: fold(words),
  };
}

function findArtists(call: Call, query: Query): SandboxArtist[] {
  const { catalogue } = call.world;
  if (query.artist !== undefined) return catalogue.withPhrase(query.artist);
  return query.words ? catalogue.withWords(query.words) : [];
}

function findTracks(call: Call, query: Query): TrackRef[] {
  const { artists, titleWords, name } = tracksOf(call, query);
  const needles = titleWords.split(" ").filter(Boolean);
  const found: (TrackRef & { points: number })[] = [];
  for (const artist of name === "" ? artists : artists.slice(0, MAX_ARTISTS)) {
    const { top, albums } = call.world.discographyOf(artist);
    const best = artist.folded === name ? EXACT_POINTS : artist.popularity * OTHERS_SHARE;
    for (const [rank, track] of top.entries()) {
      const title = ` ${fold(track.title)}`;
      const album = fold(albums[track.album]?.title ?? "");
      if (!needles.every((needle) => title.includes(` ${needle}`))) continue;
      if (query.album !== undefined && !album.includes(fold(query.album))) continue;
      found.push({ artist, track, points: best - rank * POINTS_A_RANK });
    }
  }
  // The sort is stable, so tracks of equal points keep the order of their artist's best known.
  return found.sort((a, b) => b.points - a.points);
}

/** Whose tracks to look through, and which words their titles must have. */
function tracksOf(call: Call, query: Query): { artists: SandboxArtist[]; titleWords: string; name: string } {
  const { catalogue } = call.world;
  const titleWords = query.track === undefined ? "" : fold(query.track);
  if (query.artist !== undefined) {
    const words = `${titleWords} ${query.words}`.trim();
    return { artists: catalogue.withPhrase(query.artist), titleWords: words, name: fold(query.artist) };
  }
  // Free words: the longest beginning or end of them that names an artist, the rest is of the title.
  const words = query.words.split(" ").filter(Boolean);
  for (let length = words.length; length > 0; length--) {
    for (const from of [0, words.length - length]) {
      const name = words.slice(from, from + length).join(" ");
      const artist = catalogue.findByName(name);
      const rest = [...words.slice(0, from), ...words.slice(from + length)];
      if (artist)
        return { artists: catalogue.withPhrase(name), titleWords: [titleWords, ...rest].join(" "), name };
    }
  }
  const named = catalogue.withWords(query.words);
  if (named.length > 0) return { artists: named, titleWords, name: query.words };
  // Words that name nobody are words of a title, of songs by those who are known.
  return {
    artists: catalogue.famous(MAX_FAMOUS),
    titleWords: `${titleWords} ${query.words}`.trim(),
    name: "",
  };
}

function findPlaylists(call: Call, query: Query): PlaylistState[] {
  const words = query.words.split(" ").filter(Boolean);
  return [...call.state.playlists.values()].filter((playlist) => {
    const name = ` ${fold(playlist.name)}`;
    const isShown = playlist.public || playlist.followers.has(call.account.id);
    return isShown && words.length > 0 && words.every((word) => name.includes(` ${word}`));
  });
}

function findAlbums(call: Call, query: Query): [SandboxArtist, SandboxAlbum][] {
  return findArtists(call, query)
    .slice(0, MAX_ARTISTS)
    .flatMap((artist) =>
      call.world
        .discographyOf(artist)
        .albums.map((album): [SandboxArtist, SandboxAlbum] => [artist, album])
        .filter(([, album]) => query.album === undefined || fold(album.title).includes(fold(query.album))),
    );
}
