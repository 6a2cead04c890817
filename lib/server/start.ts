// The start of a process: what cannot start says why, once and in words, and ends with exit code 1.

import "server-only";
import { getContainer } from "./container";

export async function startOrExit(): Promise<void> {
  try {
    await getContainer();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
