// Narrows what a listener is recommended to what their library holds, where the music service has libraries.
// One keeper a model: the rows of a library are those of one model.

import "server-only";
import { createExactIndex } from "@/lib/ann/exact";
import type { Notice } from "@/lib/api/schemas";
import type { Catalogue } from "@/lib/catalog/catalogue";
import { createLibraryKeeper, type LibraryKeeper, type LibraryProgress } from "@/lib/library/keeper";
import { withLibrary } from "@/lib/library/library-music";
import type { StationDeps } from "@/lib/station/deps";
import { listenerPrefix } from "@/lib/store/listener-keys";
import type { KeyValueStore } from "@/lib/store/store";
import type { Logger } from "./logger";

export type NarrowedDeps = StationDeps & {
  /** What the listener should know of the state of their library. */
  readonly notice?: Notice;
};

export type Libraries = {
  /** The same dependencies over the listener's library. Waits a moment at most, the first time. */
  readonly narrow: (deps: StationDeps) => Promise<NarrowedDeps>;
  /** Lets go of what is held in memory of the library of the listener with this prefix. */
  readonly forget: (who: string) => void;
};

export function createLibraries({
  store,
  log,
}: {
  readonly store: KeyValueStore;
  readonly log: Logger;
}): Libraries {
  // A keeper goes when its model does: models are closed when nobody asks for them.
  const keepers = new WeakMap<Catalogue, LibraryKeeper>();
  const made = new Set<WeakRef<LibraryKeeper>>();
  const keeperOf = ({ catalogue }: StationDeps): LibraryKeeper => {
    const known = keepers.get(catalogue);
    if (known) return known;
    const keeper = createLibraryKeeper({
      catalogue,
      store,
      log: (message, error) => log.warn({ err: error }, message),
    });
    keepers.set(catalogue, keeper);
    made.add(new WeakRef(keeper));
    return keeper;
  };
  return {
    forget(who) {
      for (const reference of made) {
        const keeper = reference.deref();
        if (keeper) keeper.forget((listenerId) => listenerPrefix(listenerId) === who);
        else made.delete(reference);
      }
    },
    async narrow(deps) {
      const { music, catalogue, listenerId } = deps;
      if (!music.library) return deps;
      const { view, progress } = await keeperOf(deps).open(listenerId, music, music.library);
      const notice = toLibraryNotice(progress);
      const narrowed = view
        ? { ...deps, catalogue: view.catalogue, index: view.index, holds: view.holds }
        : // Until there is a list, only the station's own artists are sure to be there.
          { ...deps, index: createEmptyIndex(catalogue.space.dimensions + 1) };
      return { ...narrowed, music: withLibrary(music, view), ...(notice && { notice }) };
    },
  };
}

const createEmptyIndex = (dimensions: number) =>
  createExactIndex({ vectors: new Float32Array(0), count: 0, dimensions });

function toLibraryNotice(progress: LibraryProgress): Notice | undefined {
  if (progress.state === "ready") return undefined;
  if (progress.state === "failed") return { code: progress.fault.code, message: progress.fault.message };
  const { artists, of } = progress;
  const count = of ? `: ${artists} of ${of} artists so far` : "";
  const message = `Longwave is reading your library${count}. You can listen meanwhile; it finds more as it goes.`;
  return { code: "library_reading", message };
}
