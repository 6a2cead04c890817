// The models of this installation: which there are, and each opened once, when somebody first asks for it.
// The one named by MODEL opens at start and stays; of the others the last few that were asked for do.

import "server-only";
import { access, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { VectorIndex } from "@/lib/ann/vector-index";
import type { Catalogue } from "@/lib/catalog/catalogue";
import { MANIFEST_FILE, manifestSchema } from "@/lib/catalog/model-folder";
import { openCatalogue } from "@/lib/catalog/open-catalogue";
import { AppError } from "@/lib/errors";
import type { Logger } from "./logger";
import { openIndex } from "./open-index";

export type OpenModel = { readonly catalogue: Catalogue; readonly index: VectorIndex };

export type Models = {
  /** Folder names and algorithms of all models, the default first; a folder whose manifest is broken is left out. */
  readonly list: () => Promise<{ name: string; algorithm: string; artists: number; dimensions: number }[]>;
  /** Opens a model; undefined = the default. Throws AppError("invalid_request") for a name that is not there. */
  readonly open: (name?: string) => Promise<OpenModel>;
};

export type ModelsOptions = {
  readonly directory: string;
  readonly defaultName: string;
  readonly log: Logger;
  /** How many may be open beside the default one; those least lately asked for are closed. Default 2. */
  readonly spare?: number;
};

const NAME = /^[\w-]{1,64}$/;
/** A model takes 40 to 80 MB, and opens within a second or two. */
const SPARE = 2;

export function createModels(options: ModelsOptions): Models {
  const { directory, defaultName, log, spare = SPARE } = options;
  /** In the order of use, the latest last. */
  const opened = new Map<string, Promise<OpenModel>>();
  const openNow = async (name: string): Promise<OpenModel> => {
    const catalogue = await openCatalogue(join(directory, name));
    return { catalogue, index: await openIndex(catalogue, log) };
  };
  const keep = (name: string, opening: Promise<OpenModel>): void => {
    opened.delete(name);
    opened.set(name, opening);
    const others = [...opened.keys()].filter((other) => other !== defaultName);
    // Requests under way hold what they opened, so nothing is taken from them.
    for (const other of others.slice(0, Math.max(0, others.length - spare))) opened.delete(other);
  };
  return {
    async list() {
      const names = await publishedModels(directory);
      const manifests = await Promise.all(
        names.map((name) => readManifest(join(directory, name), name, log)),
      );
      return manifests
        .flatMap((manifest) => manifest ?? [])
        .sort(
          (a, b) =>
            Number(b.name === defaultName) - Number(a.name === defaultName) || (a.name < b.name ? -1 : 1),
        );
    },
    async open(name = defaultName) {
      const known = opened.get(name);
      if (known) {
        keep(name, known);
        return known;
      }
      if (name !== defaultName && !(await publishedModels(directory)).includes(name)) {
        throw new AppError(
          "invalid_request",
          `There is no model "${name}" here. GET /api/models lists them.`,
          {
            details: { fields: [{ field: "model", message: "is not a model of this installation" }] },
          },
        );
      }
      const opening = opened.get(name) ?? openNow(name);
      keep(name, opening);
      // What failed to open may be mended while the server runs.
      opening.catch(() => opened.get(name) === opening && opened.delete(name));
      return opening;
    },
  };
}

/** Names of the folders that hold a model, in order; none where there is no such directory. */
export async function publishedModels(directory: string): Promise<string[]> {
  const names = await readdir(directory).catch(() => []);
  const manifests = await Promise.all(
    names.map((name) =>
      access(join(directory, name, MANIFEST_FILE)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return names.filter((name, position) => NAME.test(name) && manifests[position]).sort();
}

async function readManifest(folder: string, name: string, log: Logger) {
  try {
    const text = await readFile(join(folder, MANIFEST_FILE), "utf8");
    const { algorithm, artists, dimensions } = manifestSchema.parse(JSON.parse(text));
    return { name, algorithm, artists, dimensions };
  } catch (cause) {
    log.warn({ err: cause, model: name }, "This model is not offered: its manifest cannot be read.");
    return undefined;
  }
}
