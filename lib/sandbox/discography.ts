// Albums and tracks invented for an artist, a function of the artist's name alone, so that ids stay good after a restart.
// 10 to 24 tracks on 2 to 4 albums, among them interludes, live and remix doubles and explicit ones.
import type { SandboxArtist } from "./catalogue";
import { encodeId } from "./ids";
import { between, createRandom, type Random, shuffled } from "./random";
import { inventTitleIn, type Script, scriptOf } from "./scripts";
import { inventAlbumTitle, inventPlace, inventRemixer, inventTitle } from "./words";

export type SandboxTrack = {
  readonly id: string;
  readonly n: number;
  readonly title: string;
  readonly durationMs: number;
  readonly explicit: boolean;
  readonly isrc: string;
  /** 0-100, as the real service had it; search answers in this order. */
  readonly popularity: number;
  /** Position in `Discography.albums`. */
  readonly album: number;
  readonly trackNumber: number;
};

export type SandboxAlbum = {
  readonly id: string;
  readonly n: number;
  readonly title: string;
  readonly type: "album" | "single";
  readonly releaseDate: string;
  readonly upc: string;
  /** In the album's order. */
  readonly tracks: readonly SandboxTrack[];
};

export type Discography = {
  readonly artist: SandboxArtist;
  readonly albums: readonly SandboxAlbum[];
  /** By n, as in the ids. */
  readonly tracks: readonly SandboxTrack[];
  /** Best known first. */
  readonly top: readonly SandboxTrack[];
};

/** A track with whose it is. `copy` = asked for by the id of its copy in another market. */
export type TrackRef = {
  readonly artist: SandboxArtist;
  readonly track: SandboxTrack;
  readonly copy?: boolean;
};

type Draft = { title: string; durationMs: number; explicit: boolean };

const MINUTE = 60_000;

/** Discographies are functions of a name, so every sandbox of the process may share them. */
const invented = new Map<bigint, Discography>();
const MAX_KEPT = 3_000;

/** The artist's discography; the last few thousand are kept. */
export function discographyOf(artist: SandboxArtist): Discography {
  const known = invented.get(artist.key);
  if (known && known.artist.name === artist.name && known.artist.popularity === artist.popularity)
    return known;
  const made = inventDiscography(artist);
  if (invented.size >= MAX_KEPT) invented.clear();
  invented.set(artist.key, made);
  return made;
}

export function inventDiscography(artist: SandboxArtist): Discography {
  const random = createRandom(`discography:${artist.folded}`);
  const drafts = inventTracks(random, between(random, 10, 24), scriptOf(artist.search));
  const albumCount = Math.min(between(random, 2, 4), Math.max(2, Math.floor(drafts.length / 4)));
  const albumOf = drafts.map((_, n) => Math.floor((n * albumCount) / drafts.length));
  const ranks = rankOfEach(random, drafts.length);
  const tracks = drafts.map((draft, n): SandboxTrack => {
    const album = albumOf[n] ?? 0;
    return {
      ...draft,
      n,
      id: encodeId({ kind: "track", owner: artist.key, n }),
      isrc: `QZLW${between(random, 10, 26)}${String(between(random, 0, 99_999)).padStart(5, "0")}`,
      popularity: Math.max(0, Math.round(artist.popularity - 2.2 * (ranks[n] ?? 0))),
      album,
      trackNumber: n - albumOf.indexOf(album) + 1,
    };
  });
  const year = between(random, 1968, 2019);
  const albums = Array.from({ length: albumCount }, (_, n) =>
    inventAlbum(random, { artist, n, year, tracks }),
  );
  const top = [...tracks].sort((a, b) => (ranks[a.n] ?? 0) - (ranks[b.n] ?? 0));
  return { artist, albums, tracks, top };
}

function inventAlbum(
  random: Random,
  input: { artist: SandboxArtist; n: number; year: number; tracks: readonly SandboxTrack[] },
): SandboxAlbum {
  const { artist, n, year, tracks } = input;
  const own = tracks.filter((track) => track.album === n);
  const month = String(between(random, 1, 12)).padStart(2, "0");
  const day = String(between(random, 1, 28)).padStart(2, "0");
  return {
    id: encodeId({ kind: "album", owner: artist.key, n }),
    n,
    title: inventAlbumTitle(random),
    type: own.length <= 4 ? "single" : "album",
    releaseDate: `${Math.min(2026, year + n * between(random, 2, 4))}-${month}-${day}`,
    upc: String(between(random, 100_000_000, 999_999_999)).padStart(12, "0"),
    tracks: own,
  };
}

function inventTracks(random: Random, count: number, script: Script | undefined): Draft[] {
  const drafts: Draft[] = [];
  const titles = new Set<string>();
  const explicitShare = random() < 0.25 ? 0.35 : 0.03;
  while (drafts.length < count) {
    const original = drafts[Math.floor(random() * drafts.length)];
    const isDouble = drafts.length > 5 && original !== undefined && random() < 0.14;
    const draft = isDouble ? inventDouble(random, original) : inventSong(random, explicitShare, script);
    if (titles.has(draft.title)) continue;
    titles.add(draft.title);
    drafts.push(draft);
  }
  return drafts;
}

function inventSong(random: Random, explicitShare: number, script: Script | undefined): Draft {
  const title = script ? inventTitleIn(random, script) : inventTitle(random);
  const isInterlude = random() < 0.05;
  // Two draws make lengths cluster around four minutes, as records do.
  const minutes = 2 + 2 * random() + 2 * random();
  return {
    title: isInterlude ? `${title} (Interlude)` : title,
    durationMs: isInterlude ? between(random, 22_000, 44_000) : Math.round(minutes * MINUTE),
    explicit: random() < explicitShare,
  };
}

function inventDouble(random: Random, original: Draft): Draft {
  const base = original.title.replace(/ - .*$/, "");
  const stretched = Math.round(Math.min(6 * MINUTE, original.durationMs * (0.9 + 0.4 * random())));
  const roll = random();
  const suffix =
    roll < 0.5
      ? `Live in ${inventPlace(random)}`
      : roll < 0.75
        ? `${inventRemixer(random)} Remix`
        : `Remastered ${between(random, 2009, 2024)}`;
  return { title: `${base} - ${suffix}`, durationMs: stretched, explicit: original.explicit };
}

/** rank[n] = how many tracks are better known than track n. */
function rankOfEach(random: Random, count: number): number[] {
  const ranks = new Array<number>(count).fill(0);
  const order = shuffled(
    random,
    Array.from({ length: count }, (_, n) => n),
  );
  order.forEach((n, rank) => {
    ranks[n] = rank;
  });
  return ranks;
}
