// A Subsonic server over an invented library of any size, for the benchmarks: what it answers is made as it is asked.
// Two fifths are artists that the model knows, some spelled as people's tags are; the rest are nobody's.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { ROOT } from "./setup.mjs";

const SONGS = 5;
const KNOWN_SHARE = 0.4;
const GENRES = [
  "Rock",
  "Jazz",
  "Electronic",
  "Post-Rock",
  "Hip-Hop",
  "Ambient",
  "Folk",
  "Metal",
  "Soul",
  "Techno",
];
const FIRST = [
  "Velvet",
  "Broken",
  "Northern",
  "Paper",
  "Golden",
  "Silent",
  "Electric",
  "Hollow",
  "Crimson",
  "Slow",
];
const SECOND = [
  "Harbour",
  "Foxes",
  "Machines",
  "Winter",
  "Choir",
  "Signals",
  "Rivers",
  "Gardens",
  "Tapes",
  "Dogs",
];

/** Every twentieth as somebody's tags might spell it. */
const SPELLINGS = [
  (name) => (name.startsWith("The ") ? `${name.slice(4)}, The` : name.toUpperCase()),
  (name) => `${name} [Remastered]`,
  (name) => `${name} feat. Somebody Else`,
];

function inventNames(count) {
  const known = readFileSync(join(ROOT, "data", "models", "als", "artists.tsv"), "utf8")
    .split("\n")
    .slice(1, 1 + Math.round(count * KNOWN_SHARE))
    .map((line) => line.split("\t")[1]);
  const dirty = known.map((name, i) => (i % 20 === 7 ? SPELLINGS[((i / 20) % 3) | 0](name) : name));
  const nobody = Array.from(
    { length: count - known.length },
    (_, i) => `${FIRST[i % 10]} ${SECOND[((i / 10) | 0) % 10]} ${(i / 100) | 0}`,
  );
  return [...dirty, ...nobody];
}

/** Starts it; `latencyMs` = what each call takes. */
export async function startLargeLibrary({ artists: count, port, latencyMs }) {
  const names = inventNames(count);
  const byName = new Map(names.map((name, artist) => [name.toLowerCase(), artist]));
  const song = (artist, i) => ({
    id: `so-${artist}-${i}`,
    title: `Song ${i} of ${names[artist]}`,
    artist: names[artist],
    artistId: `ar-${artist}`,
    album: `Album of ${names[artist]}`,
    duration: 200,
    track: i,
    type: "music",
  });
  const album = (artist) => ({
    id: `al-${artist}`,
    name: `Album of ${names[artist]}`,
    artist: names[artist],
    artistId: `ar-${artist}`,
    genre: GENRES[artist % GENRES.length],
  });
  const songs = (artist) => Array.from({ length: SONGS }, (_, i) => song(artist, i + 1));
  const playlists = [
    { id: "pl-0", name: "radio: Large", members: Array.from({ length: 100 }, (_, i) => i * 7) },
    ...Array.from({ length: 40 }, (_, list) => ({
      id: `pl-${list + 1}`,
      name: `Mix ${list}`,
      members: Array.from({ length: 60 }, (_, i) => (list * 977 + i * 613) % count),
    })),
  ];
  const head = ({ id, name, members }) => ({
    id,
    name,
    owner: "bench",
    songCount: members.length,
    duration: 1,
  });
  const everybody = JSON.stringify(
    toAnswer({
      artists: { index: [{ name: "*", artist: names.map((name, i) => ({ id: `ar-${i}`, name })) }] },
    }),
  );
  const numberIn = (id) => Number(/\d+/.exec(id ?? "")?.[0] ?? -1);
  const handlers = {
    ping: () => ({}),
    getArtists: () => everybody,
    getAlbumList2: (query) => {
      const [offset, size] = [Number(query.get("offset")), Number(query.get("size"))];
      const page = Array.from({ length: Math.max(0, Math.min(size, count - offset)) }, (_, i) =>
        album(offset + i),
      );
      return { albumList2: { album: page } };
    },
    getPlaylists: () => ({ playlists: { playlist: playlists.map(head) } }),
    getPlaylist: (query) => {
      const list = playlists.find(({ id }) => id === query.get("id"));
      return list && { playlist: { ...head(list), entry: list.members.map((artist) => song(artist, 1)) } };
    },
    search3: (query) => {
      const artist = byName.get((query.get("query") ?? "").toLowerCase());
      return {
        searchResult3: artist === undefined ? {} : { artist: [{ id: `ar-${artist}`, name: names[artist] }] },
      };
    },
    getTopSongs: () => ({ topSongs: {} }),
    getArtist: (query) => {
      const artist = numberIn(query.get("id"));
      return names[artist] && { artist: { id: `ar-${artist}`, name: names[artist], album: [album(artist)] } };
    },
    getAlbum: (query) => {
      const artist = numberIn(query.get("id"));
      return names[artist] && { album: { ...album(artist), song: songs(artist) } };
    },
  };
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://library");
    const answer = handlers[pathname.replace(/^\/rest\/|\.view$/g, "")]?.(searchParams);
    const body = typeof answer === "string" ? answer : JSON.stringify(answer ? toAnswer(answer) : NOTHING);
    setTimeout(() => {
      response.setHeader("content-type", "application/json");
      response.end(body);
    }, latencyMs);
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { stop: () => new Promise((resolve) => server.close(resolve) && server.closeAllConnections()) };
}

const toAnswer = (content) => ({ "subsonic-response": { status: "ok", version: "1.16.1", ...content } });
const NOTHING = {
  "subsonic-response": { status: "failed", version: "1.16.1", error: { code: 70, message: "Not found" } },
};
