// The models of this installation: which there are, and each opened once, when somebody first asks for it.
// The one named by MODEL opens at start; a listener may choose another for a station, at once.

import "server-only";
import { readdir, readFile } from "node:fs/promises";
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
  /** Folder names and algorithms of all models, the default first. */
  readonly list: () => Promise<{ name: string; algorithm: string; artists: number; dimensions: number }[]>;
  /** Opens a model; undefined = the default. Throws AppError("invalid_request") for a name that is not there. */
  readonly open: (name?: string) => Promise<OpenModel>;
};

const NAME = /^[\w-]{1,64}$/;

export function createModels(options: {
  readonly directory: string;
  readonly defaultName: string;
  readonly log: Logger;
}): Models {
  const { directory, defaultName, log } = options;
  const opened = new Map<string, Promise<OpenModel>>();
  const openNow = async (name: string): Promise<OpenModel> => {
    const catalogue = await openCatalogue(join(directory, name));
    return { catalogue, index: await openIndex(catalogue, log) };
  };
  return {
    async list() {
      const names = await readdir(directory);
      const manifests = await Promise.all(names.map((name) => readManifest(join(directory, name), name)));
      return manifests
        .flatMap((manifest) => manifest ?? [])
        .sort(
          (a, b) =>
            Number(b.name === defaultName) - Number(a.name === defaultName) || (a.name < b.name ? -1 : 1),
        );
    },
    async open(name = defaultName) {
      const known = opened.get(name);
      if (known) return known;
      if (name !== defaultName && !(await isModel(directory, name))) {
        throw new AppError(
          "invalid_request",
          `There is no model "${name}" here. GET /api/models lists them.`,
          {
            details: { fields: [{ field: "model", message: "is not a model of this installation" }] },
          },
        );
      }
      const opening = opened.get(name) ?? openNow(name);
      opened.set(name, opening);
      // What failed to open may be mended while the server runs.
      opening.catch(() => opened.delete(name));
      return opening;
    },
  };
}

async function isModel(directory: string, name: string): Promise<boolean> {
  return NAME.test(name) && (await readManifest(join(directory, name), name)) !== undefined;
}

async function readManifest(folder: string, name: string) {
  const text = await readFile(join(folder, MANIFEST_FILE), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const { algorithm, artists, dimensions } = manifestSchema.parse(JSON.parse(text));
  return { name, algorithm, artists, dimensions };
}
