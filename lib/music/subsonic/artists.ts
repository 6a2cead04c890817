// Which artist of the library a name means: by one search, else by a list of all artists that is kept for a while.
// Servers search by whole words or by letters as they stand; the list finds what differs in case, accents or "The".

import { foldName, isSameName } from "@/lib/music/fold-name";
import type { CallOptions } from "@/lib/music/service";
import type { SubsonicClient } from "./client";
import type { ArtistIndex } from "./gate";
import { artistsAnswer, searchAnswer, type WireArtist } from "./responses";

const SEARCHED_ARTISTS = 20;
const SEARCHED_SONGS = 20;
/** Listing a large library takes a small server its time. */
const LIST_TIMEOUT_MS = 180_000;

export async function listArtists(
  client: SubsonicClient,
  { signal }: CallOptions = {},
): Promise<WireArtist[]> {
  const call = { endpoint: "getArtists", what: "list the artists", signal, timeoutMs: LIST_TIMEOUT_MS };
  const { artists } = await client.read(call, artistsAnswer);
  return artists.index.flatMap(({ artist }) => artist);
}

/** The artists of that name, as the library spells them; more than one where its tags are untidy. */
export async function findArtists(
  client: SubsonicClient,
  name: string,
  options: CallOptions = {},
): Promise<WireArtist[]> {
  const searched = await searchArtists(client, name, options);
  if (searched.length > 0) return searched;
  const index = await readIndex(client, options);
  const found = [name, name.replace(/^\s*the\s+(?=\S)/i, ""), `the ${name}`].flatMap(
    (variant) => index.get(foldName(variant)) ?? [],
  );
  return [...new Map(found.map((artist) => [artist.id, artist])).values()];
}

async function searchArtists(
  client: SubsonicClient,
  name: string,
  { signal }: CallOptions,
): Promise<WireArtist[]> {
  const parameters = [
    ["query", name],
    ["artistCount", SEARCHED_ARTISTS],
    ["albumCount", 0],
    ["songCount", SEARCHED_SONGS],
  ] as const;
  const call = { endpoint: "search3", parameters, what: `search for ${name}`, signal };
  const answer = await client.readIfThere(call, searchAnswer);
  if (!answer) return [];
  const { artist, song } = answer.searchResult3;
  // An artist who is only a guest on others' albums is no artist of the list, but credited on songs.
  const credits = song.flatMap((entry) => [
    ...entry.artists,
    { id: entry.artistId, name: entry.artist ?? "" },
  ]);
  const found = [...artist, ...credits].flatMap(({ id, name: spelled }) =>
    id && isSameName(spelled, name) ? [{ id, name: spelled }] : [],
  );
  return [...new Map(found.map((entry) => [entry.id, entry])).values()];
}

function readIndex(client: SubsonicClient, { signal }: CallOptions): Promise<ArtistIndex> {
  const { gate, username } = client;
  signal?.throwIfAborted();
  const kept = gate.artists.get(username);
  if (kept) return kept;
  // Others wait for this list too, so no single caller's signal may end it.
  const reading = listArtists(client).then(toIndex);
  gate.artists.set(username, reading);
  reading.catch(() => gate.artists.delete(username));
  return reading;
}

function toIndex(artists: readonly WireArtist[]): ArtistIndex {
  const index = new Map<string, { id: string; name: string }[]>();
  for (const { id, name } of artists) {
    const fold = foldName(name);
    const known = index.get(fold);
    if (known) known.push({ id, name });
    else index.set(fold, [{ id, name }]);
  }
  return index;
}
