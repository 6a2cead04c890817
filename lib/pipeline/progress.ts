// Shows how far a long step is: a bar with the time left on a terminal, plain lines elsewhere.

import { SingleBar } from "cli-progress";

export interface ProgressReporter {
  /** Begins a step, ending the one before; plain text, no full stop. */
  step(title: string): void;
  /** Within a step. */
  update(done: number, total: number): void;
  /** Ends the last step. */
  done(): void;
}

export type ProgressOptions = {
  readonly isTerminal: boolean;
  readonly write: (line: string) => void;
  /** Milliseconds. */
  readonly now: () => number;
};

const LINE_EVERY_MS = 10_000;

/** Progress on stderr, so that stdout holds results only. */
export function createTerminalProgress(): ProgressReporter {
  return createProgress({
    isTerminal: process.stderr.isTTY === true,
    write: (line) => process.stderr.write(`${line}\n`),
    now: Date.now,
  });
}

export function createProgress(options: ProgressOptions): ProgressReporter {
  let title: string | undefined;
  let startedAt = 0;
  let lastLineAt = 0;
  let bar: SingleBar | undefined;
  const end = (): void => {
    bar?.stop();
    bar = undefined;
    if (title !== undefined) options.write(`${title}: ${((options.now() - startedAt) / 1000).toFixed(1)} s`);
    title = undefined;
  };
  return {
    step(next) {
      end();
      title = next;
      startedAt = options.now();
      lastLineAt = startedAt;
    },
    update(done, total) {
      if (title === undefined) return;
      if (options.isTerminal) {
        if (bar === undefined) {
          bar = new SingleBar({
            format: `${title} {bar} {percentage}% | {eta_formatted} left`,
            clearOnComplete: true,
          });
          bar.start(total, 0);
        }
        bar.update(done);
      } else if (options.now() - lastLineAt >= LINE_EVERY_MS) {
        lastLineAt = options.now();
        options.write(`${title}: ${Math.floor((100 * done) / total)} %`);
      }
    },
    done: end,
  };
}
