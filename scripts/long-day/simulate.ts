// Days of five listeners on one installation: the page's own radio, the real station manager, the real Spotify client and
// the sandbox in one process, by a clock that only moves when nothing is left to do.

import type { VectorIndex } from "@/lib/ann/vector-index";
import type { NextRequest, Pick as PickBody, PlayedTrack as PlayedTrackBody } from "@/lib/api/schemas";
import type { Catalogue } from "@/lib/catalog/catalogue";
import { createRng } from "@/lib/core/rng";
import type { ListenerMusic } from "@/lib/music/service";
import { DEVELOPMENT_QUOTAS, type Quotas } from "@/lib/music/spotify/budget";
import { createSpotifyGate } from "@/lib/music/spotify/gate";
import { createSpotifyMusic } from "@/lib/music/spotify/spotify-music";
import { createSandbox } from "@/lib/sandbox/sandbox";
import { MEASURED_QUOTAS, type Switches } from "@/lib/sandbox/switches";
import type { StationDeps } from "@/lib/station/deps";
import type { PlayedTrack } from "@/lib/station/history";
import { nextTracks, type StationPick } from "@/lib/station/next";
import { listSeeds, readSeed } from "@/lib/station/style";
import { createMemoryStore } from "@/lib/store/memory";
import { createDeviceSdk, type Sound } from "./device";
import { type Habit, toFixtures } from "./household";
import { createLedger, type Ledger } from "./ledger";
import { type PlayedSong, sitDown } from "./page";
import { createSignIns } from "./sign-in";
import { startVirtualTime } from "./virtual-time";

export type Tier = {
  readonly name: string;
  readonly quotas: Quotas;
  /** Questions cost nothing, so that nobody saves any: what the others are compared with. */
  readonly isFree?: true;
  readonly switches: Partial<Switches>;
};

export type LongDayOptions = {
  readonly catalogue: Catalogue;
  readonly index: VectorIndex;
  readonly tier: Tier;
  readonly habits: readonly Habit[];
  readonly days: number;
  readonly hoursPerSitting: number;
  readonly tell?: (text: string) => void;
};

export type SittingRecord = {
  readonly listener: string;
  readonly station: string;
  readonly from: number;
  readonly to: number;
  readonly sounds: readonly Sound[];
};

export type LongDay = {
  readonly start: number;
  readonly ledger: Ledger;
  readonly sittings: readonly SittingRecord[];
  readonly songs: readonly PlayedSong[];
};

const HOUR_MS = 3_600_000;
const START = Date.UTC(2026, 10, 22);
const ORIGIN = "http://127.0.0.1:4010";
const CLIENT_ID = "long-day";

/** New routes that a client id of before February 2026 may lack. */
const OLD_ROUTES_ONLY = ["GET", "POST", "PUT", "DELETE"]
  .map((method) => `${method} /v1/playlists/{id}/items`)
  .concat("POST /v1/me/playlists")
  .map((route) => ({ route, status: 403, message: "Forbidden", body: "json" as const }));

export const TIERS: readonly Tier[] = [
  {
    name: "new development",
    quotas: DEVELOPMENT_QUOTAS,
    switches: { tier: "dev-new", quota: quotaOf(MEASURED_QUOTAS) },
  },
  {
    name: "extended, on the old routes",
    quotas: {},
    switches: { tier: "extended", failing: OLD_ROUTES_ONLY },
  },
  {
    name: "old development, on the old routes",
    quotas: DEVELOPMENT_QUOTAS,
    switches: { tier: "dev-old", quota: quotaOf(MEASURED_QUOTAS), failing: OLD_ROUTES_ONLY },
  },
];

/** How varied the same days would be if every question could be asked. */
export const FREE_TIER: Tier = {
  name: "for comparison, without any thrift",
  quotas: {},
  isFree: true,
  switches: { tier: "dev-new" },
};

function quotaOf(max: Switches["quota"]["max"]): Switches["quota"] {
  return { windowMs: 24 * HOUR_MS, max, retryAfter: true };
}

export async function simulateLongDay(options: LongDayOptions): Promise<LongDay> {
  const { catalogue, tier, habits, days, hoursPerSitting } = options;
  const time = startVirtualTime(START);
  try {
    const installation = createInstallation(options, time);
    const { deps, stationsOf, sandbox } = installation;
    const sittings: SittingRecord[] = [];
    const songs: PlayedSong[] = [];
    const storages = new Map(habits.map(({ id }) => [id, createStorage()]));
    const signedIn = new Set<string>();
    const begin = async (habit: Habit, turn: number) => {
      const { id } = habit;
      const sounds: Sound[] = [];
      const from = time.now();
      const to = from + hoursPerSitting * HOUR_MS;
      const station = stationsOf(id)[turn % habit.words.length] ?? "";
      sittings.push({ listener: id, station, from, to, sounds });
      // A sign-in lasts; the list of stations is looked at, then one is opened.
      if (!signedIn.has(id)) await installation.signIns.signIn(id);
      signedIn.add(id);
      await listSeeds(await deps(id));
      const fetch = (request: Request) => sandbox.fetch(request);
      const getUp = sitDown({
        listener: id,
        station,
        time,
        rng: createRng(1_000 * (turn + 1) + habits.indexOf(habit)),
        storage: storages.get(id) ?? createStorage(),
        music: async () => (await deps(id)).music,
        token: () => installation.signIns.token(id),
        sdk: createDeviceSdk({ origin: ORIGIN, fetch, now: time.now, sounds }),
        next: (stationId, body) => installation.next(id, stationId, body),
        log: songs,
      });
      setTimeout(getUp, to - from);
    };
    for (let day = 0; day < days; day++) {
      for (const habit of habits) {
        habit.begins.forEach((hour, sitting) => {
          const at = START + (24 * day + hour) * HOUR_MS;
          setTimeout(() => void begin(habit, sitting), at - time.now());
        });
      }
      for (let hour = 0; hour < 24; hour++) await time.runUntil(START + (24 * day + hour + 1) * HOUR_MS);
      options.tell?.(
        `${tier.name}: day ${day + 1} of ${days} is over, ${installation.ledger.calls.length} calls`,
      );
    }
    return { start: START, ledger: installation.ledger, sittings, songs };
  } finally {
    time.release();
    options.tell?.(`${catalogue.model.name}: done`);
  }
}

/** One installation with its sandbox: everything behind the page. */
function createInstallation(
  { catalogue, index, tier, habits }: LongDayOptions,
  { now, sleep }: { readonly now: () => number; readonly sleep: (ms: number) => Promise<void> },
) {
  const artists = catalogue.names.map((name) => ({ name, popularity: 50 }));
  const fixtures = toFixtures(catalogue, habits);
  const sandbox = createSandbox({ now, sleep, fixtures, artists: () => artists });
  sandbox.state.switches = { ...sandbox.state.switches, ...tier.switches };
  sandbox.warm();
  const { accessTokens, refreshTokens, codes } = sandbox.state;
  const ledger = createLedger(now, {
    fetch: (request) => sandbox.fetch(request),
    listenerOf: (secret) =>
      (accessTokens.get(secret) ?? refreshTokens.get(secret) ?? codes.get(secret))?.account ?? "",
  });
  const signIns = createSignIns({
    clientId: CLIENT_ID,
    origin: ORIGIN,
    now,
    sleep,
    fetch: ledger.fetch,
    consent: (url, consentAccount) => {
      sandbox.state.switches = { ...sandbox.state.switches, consent: "grant", consentAccount };
      return sandbox.fetch(new Request(url));
    },
  });
  const store = createMemoryStore({ now, maxEntries: 1_000_000 });
  const gate = createSpotifyGate({
    fetch: ledger.fetch,
    now,
    sleep,
    store,
    clientId: CLIENT_ID,
    quotas: tier.quotas,
  });
  const musicOf = async (listener: string): Promise<ListenerMusic> => {
    const music = createSpotifyMusic({
      gate,
      apiUrl: ORIGIN,
      clientId: CLIENT_ID,
      accessToken: await signIns.token(listener),
      userId: listener,
    });
    if (!tier.isFree) return music;
    const { allowance: _, ...free } = music;
    return free;
  };
  const deps = async (listener: string): Promise<StationDeps> => ({
    catalogue,
    index,
    store,
    now,
    listenerId: listener,
    music: await musicOf(listener),
  });
  const next = async (listener: string, stationId: string, body: NextRequest) => {
    const own = await deps(listener);
    const { picks, unknown, randomSeed } = await nextTracks(own, {
      seed: await readSeed(own, stationId),
      tracks: body.tracks.map(fromBody),
      knobs: {},
      count: body.count ?? 10,
    });
    return { tracks: picks.map(toBody), unknown: [...unknown], seed: randomSeed };
  };
  const stationsOf = (listener: string) =>
    [...sandbox.state.playlists.values()]
      .filter(({ owner, name }) => owner === listener && name.startsWith("radio: "))
      .map(({ id }) => id);
  return { sandbox, ledger, signIns, deps, next, stationsOf };
}

// The wire's shapes without what nobody reads here: the server's own mapping cannot be loaded outside of it.
function fromBody(track: PlayedTrackBody): PlayedTrack {
  return {
    trackId: track.track_id,
    playMs: track.play_seconds * 1_000,
    lengthMs: track.length_seconds * 1_000,
    ...(track.artist !== undefined && { artist: track.artist }),
    ...(track.rating !== undefined && { rating: track.rating }),
    ...(typeof track.at === "number" && { at: track.at }),
  };
}

function toBody({ track, artist, score }: StationPick): PickBody {
  return {
    track_id: track.id,
    uri: track.uri,
    title: track.title,
    artist: artist.name,
    artists: track.artists.map(({ name }) => ({ name })),
    length_seconds: track.lengthMs / 1_000,
    explicit: track.explicit,
    score,
    because: [],
  };
}

function createStorage(): Storage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    clear: () => items.clear(),
    getItem: (key) => items.get(key) ?? null,
    key: (position) => [...items.keys()][position] ?? null,
    removeItem: (key) => void items.delete(key),
    setItem: (key, value) => void items.set(key, value),
  };
}
