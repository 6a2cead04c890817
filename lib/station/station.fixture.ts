// A small world for the tests of the use cases: two families of artists, a service that counts its calls, a store in memory.

import { createExactIndex } from "@/lib/ann/exact";
import type { Catalogue } from "@/lib/catalog/catalogue";
import { createRng } from "@/lib/core/rng";
import { augment } from "@/lib/core/score";
import { AppError } from "@/lib/errors";
import type { ListenerMusic, Playlist, Track } from "@/lib/music/service";
import { createMemoryStore } from "@/lib/store/memory";
import type { StationDeps } from "./deps";

const FAMILY_SIZE = 80;
const DIMENSIONS = 8;

/** "Rock 0".."Rock 79" and "Jazz 0".."Jazz 79": vectors around two orthogonal axes, popularity falling, on the map left and right. */
export function createCatalogue(): Catalogue {
  const rng = createRng(7);
  const names = ["Rock", "Jazz"].flatMap((family) =>
    Array.from({ length: FAMILY_SIZE }, (_, i) => `${family} ${i}`),
  );
  const vectors = new Float32Array(names.length * DIMENSIONS);
  names.forEach((name, row) => {
    const values = Array.from({ length: DIMENSIONS }, () => 0.25 * rng.normal());
    const axis = name.startsWith("Rock") ? 0 : 1;
    values[axis] = (values[axis] ?? 0) + 1;
    const norm = Math.hypot(...values);
    values.forEach((value, column) => {
      vectors[row * DIMENSIONS + column] = value / norm;
    });
  });
  const ids = new Map(names.map((name, id) => [name.toLowerCase(), id]));
  return {
    model: { name: "test", algorithm: "als", hash: "0".repeat(64) },
    space: {
      count: names.length,
      dimensions: DIMENSIONS,
      vectors,
      popularity: Float32Array.from(names, (_, id) => 1000 / (1 + (id % FAMILY_SIZE))),
    },
    names,
    map: Float32Array.from({ length: names.length * 2 }, (_, i) =>
      i % 2 === 0 ? (i < names.length ? -0.5 : 0.5) : ((i >> 1) % FAMILY_SIZE) / FAMILY_SIZE,
    ),
    find: (name) => ids.get(name.toLowerCase()),
    complete: () => [],
    tags: (artist) => [{ name: (names[artist] ?? "").split(" ")[0]?.toLowerCase() ?? "", weight: 1 }],
    completeTags: (text) =>
      ["rock", "jazz"]
        .filter((tag) => tag.startsWith(text.toLowerCase()))
        .map((name) => ({ name, artists: FAMILY_SIZE })),
    artistsOfTag: (tag, limit) =>
      names
        .flatMap((name, id) => (name.toLowerCase().startsWith(tag.toLowerCase()) ? [id] : []))
        .slice(0, limit),
  };
}

export function createTrack(artist: string, n: number, over: Partial<Track> = {}): Track {
  return {
    id: `${artist}#${n}`,
    uri: `test:track:${artist}#${n}`,
    title: `Song ${n}`,
    artists: [{ name: artist }],
    lengthMs: 200_000,
    explicit: false,
    playable: true,
    ...over,
  };
}

/** The track of a uri that createTrack made. */
function trackOf(uri: string): Track {
  const [artist = "", n = ""] = uri.replace("test:track:", "").split("#");
  return createTrack(artist, Number(n));
}

export type FakeMusic = ListenerMusic & {
  readonly calls: string[];
  readonly playlists: Map<string, { head: Playlist; tracks: Track[] }>;
  /** Thrown by every call while it is set. */
  fault: AppError | undefined;
};

/** A service that knows five songs of everybody, except artists whose name starts with "Ghost". */
export function createFakeMusic(): FakeMusic {
  const playlists: FakeMusic["playlists"] = new Map();
  const calls: string[] = [];
  const called = (call: string) => {
    calls.push(call);
    if (music.fault) throw music.fault;
  };
  const songsOf = (artist: string) =>
    artist.startsWith("Ghost") ? [] : Array.from({ length: 5 }, (_, n) => createTrack(artist, n));
  const entry = (id: string) => {
    const found = playlists.get(id);
    if (!found) throw new AppError("not_found", `There is no playlist ${id}.`);
    return found;
  };
  const music: FakeMusic = {
    calls,
    playlists,
    fault: undefined,
    async listPlaylists() {
      called("listPlaylists");
      return [...playlists.values()].map(({ head }) => head);
    },
    async getPlaylist(id) {
      called(`getPlaylist ${id}`);
      return entry(id).head;
    },
    async listPlaylistTracks(id) {
      called(`listPlaylistTracks ${id}`);
      return entry(id).tracks;
    },
    async findArtistTracks({ name }) {
      called(`findArtistTracks ${name}`);
      return songsOf(name);
    },
    async findTrack(id) {
      called(`findTrack ${id}`);
      return songsOf(id.split("#")[0] ?? "").find((track) => track.id === id);
    },
    async createPlaylist({ name, trackUris }) {
      called(`createPlaylist ${name}`);
      const head = {
        id: `made-${playlists.size}`,
        name,
        version: "1",
        owned: true,
        trackCount: trackUris.length,
      };
      const tracks = trackUris.map(trackOf);
      playlists.set(head.id, { head, tracks });
      return head;
    },
    async editPlaylist(id, { name, addUris = [], removeUris = [] }) {
      called(`editPlaylist ${id}`);
      const { head, tracks } = entry(id);
      const added = addUris.map(trackOf);
      const left = [...tracks.filter(({ uri }) => !removeUris.includes(uri)), ...added];
      const version = String(Number(head.version) + 1);
      const edited = { ...head, name: name ?? head.name, version, trackCount: left.length };
      playlists.set(id, { head: edited, tracks: left });
      return edited;
    },
    async deletePlaylist(id) {
      called(`deletePlaylist ${id}`);
      entry(id);
      playlists.delete(id);
    },
  };
  return music;
}

/** Adds a playlist of one song of each artist and returns its head. */
export function addPlaylist(
  music: FakeMusic,
  head: Partial<Playlist> & { readonly id: string },
  artists: readonly string[],
): Playlist {
  const whole = { name: `radio: ${head.id}`, version: "1", owned: true, trackCount: artists.length, ...head };
  music.playlists.set(head.id, { head: whole, tracks: artists.map((artist) => createTrack(artist, 0)) });
  return whole;
}

export function createDeps(): StationDeps & { readonly music: FakeMusic } {
  const catalogue = createCatalogue();
  const { count, dimensions } = catalogue.space;
  return {
    catalogue,
    index: createExactIndex({ vectors: augment(catalogue.space), count, dimensions: dimensions + 1 }),
    music: createFakeMusic(),
    store: createMemoryStore(),
    listenerId: "listener",
  };
}
