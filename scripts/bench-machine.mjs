// What the machine itself gives: how much more two processes get done than one, with nothing to share but the processors.
// No server can do better, and on virtual processors that share a core it is far from twice as much.

import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Sums square roots until its time is over, and prints how many thousands. */
const LOOP = `
const until = performance.now() + Number(process.argv[1]);
let thousands = 0;
for (let sum = 0; performance.now() < until && sum >= 0; thousands++) for (let i = 0; i < 1000; i++) sum += Math.sqrt(i);
console.log(thousands);`;

/** Work done in a second by so many processes together; any unit. */
export async function bareLoops(count, ms) {
  const loops = Array.from({ length: count }, () => run(process.execPath, ["-e", LOOP, String(ms)]));
  const done = await Promise.all(loops);
  return done.reduce((sum, { stdout }) => sum + Number(stdout), 0) / (ms / 1_000);
}
