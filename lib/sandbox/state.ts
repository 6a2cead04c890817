// Everything the sandbox remembers: accounts, playlists, libraries, tokens, players, switches and counters.
// Lives as long as the process; handlers change it in place.
import type { SandboxArtist, SandboxCatalogue } from "./catalogue";
import type { Discography, TrackRef } from "./discography";
import type { AccountFixture, Fixtures } from "./fixtures";
import { encodeId, keyOf } from "./ids";
import { createPlayer, type Player } from "./playback";
import { createRandom, type Random, randomText } from "./random";
import { type Bucket, defaultSwitches, type Switches } from "./switches";
import { type CallWindow, createWindow } from "./usage";

/** What a playlist entry holds; "gone" is an item that the service no longer has. */
export type EntryItem =
  | { readonly kind: "track"; readonly uri: string; readonly ref: TrackRef }
  | { readonly kind: "episode"; readonly uri: string; readonly title: string; readonly show: string }
  | { readonly kind: "local"; readonly uri: string; readonly title: string; readonly artist: string }
  | { readonly kind: "gone"; readonly uri: string };

export type PlaylistEntry = { readonly addedAt: number; readonly addedBy: string; readonly item: EntryItem };

export type PlaylistState = {
  readonly id: string;
  readonly owner: string;
  name: string;
  description: string;
  public: boolean;
  collaborative: boolean;
  version: number;
  entries: PlaylistEntry[];
  /** Accounts in whose library it is, with the owner. */
  readonly followers: Set<string>;
};

export type Grant = {
  readonly account: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  /** When the listener gave consent: refresh tokens die by it. */
  readonly authorizedAt: number;
};

type AuthorizationCode = Grant & {
  readonly redirectUri: string;
  readonly challenge: string | undefined;
  readonly expiresAt: number;
};

export type AccessToken = Grant & { expiresAt: number };
type RefreshToken = Grant & { revoked: boolean };

export type SandboxState = {
  switches: Switches;
  clockOffsetMs: number;
  readonly accounts: ReadonlyMap<string, AccountFixture>;
  /** Display names of everybody, also of those who cannot sign in. */
  readonly displayNames: ReadonlyMap<string, string>;
  /** In the order of creation, which is the order of `GET /me/playlists`. */
  readonly playlists: Map<string, PlaylistState>;
  /** Saved URIs of each account, with when they were saved; the newest last. */
  readonly library: Map<string, Map<string, number>>;
  readonly players: Map<string, Player>;
  readonly codes: Map<string, AuthorizationCode>;
  readonly accessTokens: Map<string, AccessToken>;
  readonly refreshTokens: Map<string, RefreshToken>;
  /** Calls by route since the last reset. */
  readonly calls: Map<string, number>;
  /** Recent calls: all of them under "*", and by bucket. */
  readonly usage: Map<Bucket | "*", CallWindow>;
  readonly random: Random;
};

export type World = {
  readonly catalogue: SandboxCatalogue;
  readonly discographyOf: (artist: SandboxArtist) => Discography;
};

/** Accounts without playlists yet; see seed.ts. */
export function createState(fixtures: Fixtures, seed: string | number): SandboxState {
  return {
    switches: defaultSwitches(),
    clockOffsetMs: 0,
    accounts: new Map(fixtures.accounts.map((account) => [account.id, account])),
    displayNames: new Map(
      [...fixtures.accounts, ...fixtures.users].map((user) => [user.id, user.displayName]),
    ),
    playlists: new Map(),
    library: new Map(fixtures.accounts.map((account) => [account.id, new Map()])),
    players: new Map(fixtures.accounts.map((account) => [account.id, createPlayer(account)])),
    codes: new Map(),
    accessTokens: new Map(),
    refreshTokens: new Map(),
    calls: new Map(),
    usage: new Map(),
    random: createRandom(`sandbox:${seed}`),
  };
}

/** Adds an empty playlist; its id depends on the owner and on how many there are. */
export function addPlaylist(
  state: SandboxState,
  input: {
    readonly owner: string;
    readonly name: string;
    readonly description: string;
    readonly public: boolean;
    readonly collaborative: boolean;
  },
): PlaylistState {
  const id = encodeId({ kind: "playlist", owner: keyOf(`user:${input.owner}`), n: state.playlists.size });
  const playlist: PlaylistState = {
    ...input,
    id,
    version: 1,
    entries: [],
    followers: new Set([input.owner]),
  };
  state.playlists.set(id, playlist);
  return playlist;
}

/** The account as it stands: what the fixtures say, and what the switchboard changed of it. */
export function accountOf(state: SandboxState, id: string): AccountFixture | undefined {
  const account = state.accounts.get(id);
  const { premium, allowListed } = state.switches.accounts[id] ?? {};
  return (
    account && {
      ...account,
      ...(premium !== undefined && { product: premium ? "premium" : "free" }),
      ...(allowListed !== undefined && { allowListed }),
    }
  );
}

export function windowOf(state: SandboxState, key: Bucket | "*"): CallWindow {
  const window = state.usage.get(key) ?? createWindow();
  state.usage.set(key, window);
  return window;
}

/** Base64 like Spotify's: changes with each version. */
export function snapshotOf(playlist: PlaylistState): string {
  return Buffer.from(`${playlist.version},${playlist.id}`).toString("base64");
}

export function newSecret(state: SandboxState, length: number): string {
  return randomText(state.random, length);
}
