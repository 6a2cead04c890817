// Trains one model and publishes it: from the sources (cleaned), or from ready documents (taken as they are).

import type { ArtistRow, Manifest, TagRow } from "@/lib/catalog/model-folder";
import { getAlgorithm } from "@/lib/models/algorithms";
import type { AlgorithmName, TrainingData } from "@/lib/models/model";
import { layOutOnAxes } from "./layout";
import { drawMap } from "./map-features";
import type { ProgressReporter } from "./progress";
import { publishModel } from "./publish";

export type TrainInput = {
  readonly artists: readonly ArtistRow[];
  readonly data: TrainingData;
  readonly tagRows: readonly TagRow[];
  readonly sources: Manifest["sources"];
};

export type TrainOptions = {
  readonly algorithm: AlgorithmName;
  readonly out: string;
  readonly seed: number;
  readonly dimensions?: number;
  /** The algorithm's own settings by name; absent ones take its defaults. */
  readonly parameters?: Readonly<Record<string, number>>;
  /** f16 halves the folder; f32 keeps every bit. */
  readonly precision: "f16" | "f32";
  /** neighbours: the full map; axes: the two main axes of the vectors, at once. */
  readonly map: "neighbours" | "axes";
  readonly created: Date;
  readonly progress: ProgressReporter;
};

/** Fits, lays out and publishes. Nothing is written unless everything went well. */
export async function trainAndPublish(input: TrainInput, options: TrainOptions): Promise<Manifest> {
  const { progress, seed } = options;
  progress.step(`Fitting ${options.algorithm} on ${input.data.documents.rows} documents`);
  const model = await getAlgorithm(options.algorithm).fit(input.data, {
    seed,
    ...(options.dimensions === undefined ? {} : { dimensions: options.dimensions }),
    ...(options.parameters === undefined ? {} : { parameters: options.parameters }),
    onProgress: progress.update,
  });
  progress.step("Drawing the map");
  const shape = { count: input.artists.length, dimensions: model.dimensions, seed };
  const map =
    options.map === "neighbours"
      ? await drawMap(model.artistVectors, input.tagRows, { ...shape, onProgress: progress.update })
      : layOutOnAxes(model.artistVectors, shape);
  progress.step("Publishing");
  const manifest = await publishModel(
    {
      about: {
        algorithm: options.algorithm,
        parameters: model.parameters,
        seed,
        dimensions: model.dimensions,
        guess: model.guess,
        sources: input.sources,
        created: options.created.toISOString(),
      },
      artists: input.artists,
      vectors: model.artistVectors,
      precision: options.precision,
      tags: input.tagRows,
      map,
    },
    options.out,
  );
  progress.done();
  return manifest;
}
