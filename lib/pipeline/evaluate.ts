// `evaluate`: the held-out figures of the README, with the plain rules to beat computed in the same run on the same splits.

import { type Comparison, compare } from "@/lib/models/evaluate/compare";
import { createEase, createItemKnn, popularity } from "@/lib/models/evaluate/item-based";
import { createModelRecommender, type Recommender } from "@/lib/models/evaluate/recommender";
import { ALGORITHM_NAMES, type AlgorithmName } from "@/lib/models/model";
import { readOptions, toWholeNumber, usageError } from "./arguments";
import { readListeners } from "./listeners-file";
import { createTerminalProgress } from "./progress";

const DEFAULT_SOURCES = "../shared/data";
const COUNTS = [1, 3, 5, 10, 40] as const;

const USAGE = `Usage: npm run model -- evaluate [--sources DIR] [--algorithm NAME[,NAME]] [--seeds N] [--quick]

  --sources DIR      folder that holds hetrec2011-lastfm-2k, default ${DEFAULT_SOURCES}
  --algorithm NAMES  models to measure, default all: ${ALGORITHM_NAMES.join(", ")}
  --seeds N          random splits to average over, default 3
  --quick            one split, without ItemKNN and EASE`;

export async function runEvaluate(args: string[]): Promise<void> {
  const given = readOptions(
    args,
    { sources: "string", algorithm: "string", seeds: "string", quick: "boolean", help: "boolean" },
    USAGE,
  );
  if (given.help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const quick = given.quick === true;
  const splits = toWholeNumber(given.seeds, {
    name: "seeds",
    least: 1,
    fallback: quick ? 1 : 3,
    usage: USAGE,
  });
  const algorithms = (given.algorithm?.split(",") ?? ALGORITHM_NAMES).map(toAlgorithm);
  const progress = createTerminalProgress();
  progress.step("Reading the listeners");
  const data = await readListeners(given.sources ?? DEFAULT_SOURCES);
  progress.step("Measuring");
  const comparisons = await compare(data, {
    recommenders: [
      popularity,
      ...(quick ? [] : [createItemKnn(), createEase()]),
      ...algorithms.flatMap(toRecommenders),
    ],
    seeds: Array.from({ length: splits }, (_, i) => i + 1),
    counts: COUNTS,
    onProgress: progress.update,
  });
  progress.done();
  process.stdout.write(`${toTables(comparisons).join("\n")}\n`);
}

/** Without tags and with them; a model of tags has no other way. */
function toRecommenders(algorithm: AlgorithmName): Recommender[] {
  const withTags = createModelRecommender({ algorithm, seed: 1, withTags: true });
  if (algorithm === "content") return [withTags];
  const plain = createModelRecommender({ algorithm, seed: 1, withPrototype: algorithm === "als" });
  return [plain, withTags];
}

/** Both protocols as Markdown tables, a line a recommender. */
export function toTables(comparisons: readonly Comparison[]): string[] {
  const share = (value: number, digits: number) => value.toFixed(digits).replace(/^0/u, "");
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    "P1: HetRec Last.fm 2K, random 8:1:1 a listener, all artists ranked",
    "",
    line(["", "Recall@10", "NDCG@10", "artists shown", "mean popularity rank"]),
    line(["---", "---", "---", "---", "---"]),
    ...comparisons.map(({ name, within }) =>
      line([
        name,
        share(within.recall10, 4),
        share(within.ndcg10, 4),
        within.coverage.toFixed(0),
        within.popularityRank.toFixed(0),
      ]),
    ),
    "",
    "P3: listeners never trained on; n of their artists predict the rest: P@10 (NDCG@20)",
    "",
    line(["", ...COUNTS.map((count) => `n = ${count}`)]),
    line(["---", ...COUNTS.map(() => "---")]),
    ...comparisons.map(({ name, across }) =>
      line([
        name,
        ...COUNTS.map((count) => {
          const figures = across.get(count);
          return figures ? `${share(figures.precision10, 3)} (${share(figures.ndcg20, 3)})` : "";
        }),
      ]),
    ),
  ];
}

function toAlgorithm(name: string): AlgorithmName {
  const found = ALGORITHM_NAMES.find((known) => known === name.trim());
  if (found === undefined) throw usageError(`There is no algorithm "${name}".`, USAGE);
  return found;
}
