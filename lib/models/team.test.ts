import { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import { createTeam, type TeamOptions } from "./team";

/** Inner products of four rows of one float with themselves, through the `products` kernel. */
async function squares(threads: number, start?: TeamOptions["start"]): Promise<number[]> {
  const blocks = [4 * 128, 128, 4, 4 * 128];
  const team = createTeam({ blocks, scratch: 128, threads, ...(start && { start }) });
  const [rows = 0, others = 0, addresses = 0, out = 0] = team.addresses;
  team.words[addresses / 4] = others;
  for (let r = 0; r < 4; r++) {
    team.floats[(rows + r * 128) / 4] = r + 1;
    team.floats[others / 4 + r] = r + 1;
  }
  await team.run({ kernel: "products", count: 4, part: 1, given: [rows, addresses, 0, out, 1, 128, 128] });
  const found = [0, 1, 2, 3].map((r) => team.floats[(out + r * 128) / 4 + r] ?? 0);
  await team.close();
  return found;
}

describe("createTeam", () => {
  it("gives the same result with one thread and with several", async () => {
    expect(await squares(1)).toEqual([1, 4, 9, 16]);
    expect(await squares(3)).toEqual([1, 4, 9, 16]);
  });

  it("does the work alone where threads do not start", async () => {
    const events = new EventEmitter();
    const absent = Object.assign(events, {
      postMessage: () => setImmediate(() => events.emit("error", new Error("no threads here"))),
      terminate: async () => {},
    });
    expect(await squares(2, () => absent)).toEqual([1, 4, 9, 16]);
  });

  it("fails with a word when a thread dies at work", async () => {
    const events = new EventEmitter();
    const dying = Object.assign(events, {
      postMessage: () =>
        setImmediate(() => {
          events.emit("message", "ready");
          events.emit("error", new Error("out of memory"));
        }),
      terminate: async () => {},
    });
    await expect(squares(2, () => dying)).rejects.toThrow(/thread of the fit died/);
  });
});
