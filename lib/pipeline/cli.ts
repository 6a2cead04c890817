// `npm run model -- COMMAND`: the model pipeline from a terminal. Each command is a file beside this one.
// A fault ends with one clear message on stderr and exit code 1.

import { usageError } from "./arguments";

const USAGE = `Usage: npm run model -- COMMAND [options]

  train      fit a model and publish it as a folder
  map        draw a model's map anew, without training it
  index      build the search index of a model
  clean      tell which artists typed names mean
  inspect    show an artist's neighbours, popularity and tags
  recommend  answer stations from a file
  evaluate   measure models on held-out data

Give a command and --help for its options.`;

const COMMANDS: Readonly<Record<string, () => Promise<(args: string[]) => Promise<void>>>> = {
  index: async () => (await import("./index-command")).runIndex,
  map: async () => (await import("./map-command")).runMap,
  train: async () => (await import("./train-command")).runTrain,
  clean: async () => (await import("./clean-command")).runClean,
  inspect: async () => (await import("./inspect-command")).runInspect,
  recommend: async () => (await import("./recommend")).runRecommend,
  evaluate: async () => (await import("./evaluate")).runEvaluate,
};

async function main(args: string[]): Promise<void> {
  const [name, ...rest] = args;
  if (name === undefined || name === "--help" || name === "help") {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load === undefined) throw usageError(`There is no command "${name}".`, USAGE);
  await (await load())(rest);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${describeFault(error)}\n`);
  process.exitCode = 1;
});

/** Expected faults are a message; a bug shows its stack. */
function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const expected = error.name === "AppError" || error.name === "FitError";
  return expected ? error.message : (error.stack ?? error.message);
}
