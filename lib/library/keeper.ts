// Keeps the libraries of those who listen: read in the background, kept in the store, refreshed when they are old.
// A request takes what there is; the first one waits a moment for a first list, never for the whole.

import { setTimeout as delay } from "node:timers/promises";
import type { Catalogue } from "@/lib/catalog/catalogue";
import type { ArtistId } from "@/lib/core/types";
import { AppError, isAppError } from "@/lib/errors";
import type { ListenerMusic, MusicLibrary } from "@/lib/music/service";
import type { KeyValueStore } from "@/lib/store/store";
import type { Holding } from "./holding";
import { loadLibrary, saveLibrary } from "./kept-library";
import { createLibraryView, type LibraryView } from "./library-view";
import { readArtists, readCompany, readGenres } from "./read-library";

export type LibraryProgress =
  | { readonly state: "ready"; readonly artists: number; readonly known: number }
  /** `of` is absent until the service has said how many there are. */
  | { readonly state: "reading"; readonly artists: number; readonly of?: number }
  | { readonly state: "failed"; readonly fault: AppError };

export type OpenLibrary = {
  /** undefined until a first list of artists is there. */
  readonly view: LibraryView | undefined;
  readonly progress: LibraryProgress;
};

export interface LibraryKeeper {
  /** Starts to read or refresh the library where that is due. Throws nothing: what went wrong is in `progress`. */
  open(listenerId: string, music: ListenerMusic, library: MusicLibrary): Promise<OpenLibrary>;
  /** Lets go of the libraries of such listeners; what the store holds of it is not touched, and a reading under way is not kept. */
  forget(is: (listenerId: string) => boolean): void;
}

export type LibraryKeeperOptions = {
  readonly catalogue: Catalogue;
  readonly store: KeyValueStore;
  /** Clock, Unix milliseconds. Default Date.now. */
  readonly now?: () => number;
  /** How long after the start of a reading requests wait for a first list. Default 1,200 ms. */
  readonly patienceMs?: number;
  /** Told of readings that failed. */
  readonly log?: (message: string, error: unknown) => void;
};

/** A library that was read longer ago is read again, beside the listening. */
const REFRESH_MS = 3_600_000;
const RETRY_MS = 60_000;
const EARLY_MS = 800;
/** Rows of all views together: each takes about a kilobyte. */
const MOST_ROWS = 200_000;

type State = {
  view: LibraryView | undefined;
  /** Rows by name as last resolved. */
  rows: ReadonlyMap<string, ArtistId | null>;
  progress: LibraryProgress;
  readAt: number;
  failedAt: number;
  startedAt: number;
  /** Settles when there is a first view or a failure. */
  first: Promise<void>;
  running: boolean;
  forgotten: boolean;
};

export function createLibraryKeeper(options: LibraryKeeperOptions): LibraryKeeper {
  const { now = Date.now, patienceMs = 1_200 } = options;
  /** Least recently opened first. */
  const states = new Map<string, State>();

  const start = (listenerId: string, state: State, music: ListenerMusic, library: MusicLibrary) => {
    state.running = true;
    state.startedAt = now();
    state.first = new Promise<void>((resolve) => {
      const done = keepLibrary({ ...options, now }, { listenerId, state, music, library, onFirst: resolve });
      void done.finally(() => {
        state.running = false;
        resolve();
        trim(states);
      });
    });
  };

  return {
    async open(listenerId, music, library) {
      const state = states.get(listenerId) ?? newState();
      states.delete(listenerId);
      states.set(listenerId, state);
      const isDue = now() - state.readAt > REFRESH_MS && now() - state.failedAt > RETRY_MS;
      if (!state.running && isDue) start(listenerId, state, music, library);
      const left = state.startedAt + patienceMs - now();
      if (!state.view && left > 0) {
        const waited = new AbortController();
        await Promise.race([state.first, delay(left, undefined, { signal: waited.signal })]);
        waited.abort();
      }
      return { view: state.view, progress: state.progress };
    },
    forget(is) {
      for (const [listenerId, state] of states) {
        if (!is(listenerId)) continue;
        state.forgotten = true;
        states.delete(listenerId);
      }
    },
  };
}

const newState = (): State => ({
  view: undefined,
  rows: new Map(),
  progress: { state: "reading", artists: 0 },
  readAt: Number.NEGATIVE_INFINITY,
  failedAt: Number.NEGATIVE_INFINITY,
  startedAt: Number.NEGATIVE_INFINITY,
  first: Promise.resolve(),
  running: false,
  forgotten: false,
});

type Reading = {
  readonly listenerId: string;
  readonly state: State;
  readonly music: ListenerMusic;
  readonly library: MusicLibrary;
  readonly onFirst: () => void;
};

/** From the store if it is there, then from the service if that is old. Never rejects. */
async function keepLibrary(
  { catalogue, store, now, log }: LibraryKeeperOptions & { readonly now: () => number },
  { listenerId, state, music, library, onFirst }: Reading,
): Promise<void> {
  const kept = { store, listenerId, modelHash: catalogue.model.hash };
  const publish = async (holdings: readonly Holding[], isWhole: boolean) => {
    state.view = await createLibraryView(catalogue, holdings);
    if (isWhole) state.progress = { state: "ready", ...state.view.count };
    state.rows = new Map(holdings.map(({ name, row }) => [name, row]));
    onFirst();
  };
  try {
    const before = state.view ? undefined : await loadLibrary(kept);
    if (before) {
      await publish(before.holdings, true);
      state.readAt = before.readAt;
      if (now() - before.readAt <= REFRESH_MS) return;
    }
    // Whoever has a view keeps listening to it; only the first reading has something to tell.
    const tell = (progress: LibraryProgress) => {
      if (state.progress.state !== "ready") state.progress = progress;
    };
    const artists = await readArtists({ catalogue, now, known: state.rows }, library, async (done, of) => {
      tell({ state: "reading", artists: done.length, of });
      // A large library is heard in part before all of its names are looked up.
      if (!state.view && now() - state.startedAt > EARLY_MS) await publish([...done], false);
    });
    const isBetter = state.progress.state !== "ready" && state.view?.count.artists !== artists.length;
    if (isBetter) await publish(artists, false);
    const genres = await readGenres(library, () => {});
    const company = await readCompany(music, artists);
    const holdings = artists.map((holding) => ({
      ...holding,
      genres: genres.get(holding.id) ?? [],
      company: company.get(holding.id) ?? [],
    }));
    const readAt = now();
    if (!state.forgotten) {
      await saveLibrary(kept, { holdings, readAt }).catch((error: unknown) =>
        log?.("The library could not be kept; it is read again after a restart.", error),
      );
    }
    await publish(holdings, true);
    state.readAt = readAt;
  } catch (error) {
    state.failedAt = now();
    log?.("The library could not be read.", error);
    if (state.progress.state === "ready") return;
    const fault = isAppError(error)
      ? error
      : new AppError("internal", "The library could not be read.", { cause: error });
    state.progress = { state: "failed", fault };
  }
}

/** Lets go of the views that were not opened for the longest time. */
function trim(states: Map<string, State>): void {
  let rows = 0;
  for (const [listenerId, { view, running }] of [...states].reverse()) {
    rows += view?.catalogue.space.count ?? 0;
    if (rows > MOST_ROWS && !running) states.delete(listenerId);
  }
}
