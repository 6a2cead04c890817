// Threads that run kernels over one shared memory. The calling thread works along, so that a machine with one core, or
// one where threads do not start, gives the same result alone.

import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { assembleKernels, type Kernel } from "./kernels";
import { FitError } from "./model";

export type TeamOptions = {
  /** Sizes in bytes of the blocks of memory that everybody sees. */
  readonly blocks: readonly number[];
  /** Bytes of scratch of each thread. */
  readonly scratch: number;
  /** Most threads, this one included. */
  readonly threads: number;
  /** Starts a thread that runs the code over the data; default: worker_threads. */
  readonly start?: (code: string, data: object) => Thread;
};

/** The part of node:worker_threads that is used. */
export interface Thread {
  on(event: "message", listener: (message: "ready" | "done") => void): unknown;
  on(event: "error", listener: (error: unknown) => void): unknown;
  postMessage(order: object): void;
  terminate(): Promise<unknown>;
}

export interface Team {
  /** Address of each block. */
  readonly addresses: readonly number[];
  /** Views of the shared memory. */
  readonly floats: Float32Array;
  readonly words: Uint32Array;
  /** Runs a kernel over 0 up to `count`, in parts of `part` that go to whoever is free. Throws FitError if a thread dies. */
  run(task: Task): Promise<void>;
  /** Ends the threads. */
  close(): Promise<void>;
}

export type Task = {
  readonly kernel: Kernel;
  readonly first?: number;
  readonly count: number;
  readonly part: number;
  /** What the kernel takes after `from`, `to` and `work`. */
  readonly given: readonly number[];
};

const PAGE_BYTES = 65_536;
const ALIGNMENT = 128;

/** As many threads as the machine runs at once. */
export function allThreads(): number {
  return availableParallelism();
}

/** Plain JavaScript: it is run as it stands, whatever compiles the rest. The parts are dealt by a shared counter. */
const HELPER = `
const { parentPort, workerData } = require("node:worker_threads");
const { module, memory, next, work } = workerData;
const kernels = new WebAssembly.Instance(module, { env: { memory } }).exports;
parentPort.on("message", ({ kernel, end, part, given }) => {
  for (let from = Atomics.add(next, 0, part); from < end; from = Atomics.add(next, 0, part))
    kernels[kernel](from, Math.min(end, from + part), work, ...given);
  parentPort.postMessage("done");
});
parentPort.postMessage("ready");
`;

export function createTeam({ blocks, scratch, threads, start = startWorker }: TeamOptions): Team {
  let end = 0;
  const addresses = [...blocks, ...Array<number>(threads).fill(scratch)].map((bytes) => {
    const start = end;
    end += Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
    return start;
  });
  const pages = Math.max(1, Math.ceil(end / PAGE_BYTES));
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  const module = new WebAssembly.Module(assembleKernels(pages));
  // Their types are those written in kernels.ts.
  const kernels = new WebAssembly.Instance(module, { env: { memory } }).exports as Record<
    Kernel,
    (from: number, to: number, work: number, ...given: number[]) => void
  >;
  const next = new Int32Array(new SharedArrayBuffer(4));
  const [ownWork = 0, ...works] = addresses.slice(blocks.length);
  const helpers = works.map((work) => createHelper(start(HELPER, { module, memory, next, work })));
  return {
    addresses: addresses.slice(0, blocks.length),
    floats: new Float32Array(memory.buffer),
    words: new Uint32Array(memory.buffer),
    async run({ kernel, first = 0, count, part, given }) {
      const last = first + count;
      Atomics.store(next, 0, first);
      const others = helpers.map((helper) => helper.work({ kernel, end: last, part, given }));
      for (let from = Atomics.add(next, 0, part); from < last; from = Atomics.add(next, 0, part)) {
        kernels[kernel](from, Math.min(last, from + part), ownWork, ...given);
      }
      await Promise.all(others);
    },
    async close() {
      await Promise.all(helpers.map((helper) => helper.end()));
    },
  };
}

type Order = {
  readonly kernel: Kernel;
  readonly end: number;
  readonly part: number;
  readonly given: readonly number[];
};

type Helper = { work(order: Order): Promise<void>; end(): Promise<void> };

function startWorker(code: string, workerData: object): Thread {
  return new Worker(code, { eval: true, workerData, execArgv: [] });
}

function createHelper(worker: Thread): Helper {
  let state: "starting" | "ready" | "absent" | "dead" = "starting";
  let settle = { resolve: () => {}, reject: (_: Error) => {} };
  worker.on("message", (message) => {
    state = "ready";
    if (message === "done") settle.resolve();
  });
  worker.on("error", (cause) => {
    // One that never started has taken no part: the others do the work without it.
    if (state === "starting") {
      state = "absent";
      settle.resolve();
    } else {
      state = "dead";
      settle.reject(new FitError("A thread of the fit died", { cause }));
    }
  });
  return {
    work: (order) =>
      new Promise((resolve, reject) => {
        if (state === "absent") return resolve();
        if (state === "dead") return reject(new FitError("A thread of the fit died"));
        settle = { resolve, reject };
        worker.postMessage(order);
      }),
    end: async () => {
      await worker.terminate();
    },
  };
}
