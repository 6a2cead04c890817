import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createBodies, readNodeText, readText } from "./read-body";

const schema = z.object({ name: z.string() });

describe("bodies", () => {
  const { parse, clear } = createBodies();

  it("gives the same object for the same text, and another for another", () => {
    const first = parse('{"name":"Low"}', schema);
    expect(first).toEqual({ name: "Low" });
    expect(parse('{"name":"Low"}', schema)).toBe(first);
    expect(parse('{"name":"Codeine"}', schema)).toEqual({ name: "Codeine" });
  });

  it("lets go of what it remembers", () => {
    const first = parse('{"name":"Low"}', schema);
    clear();
    expect(parse('{"name":"Low"}', schema)).not.toBe(first);
  });

  it("tells schemas apart", () => {
    const counted = z.object({ name: z.string().transform((name) => name.length) });
    parse('{"name":"Low"}', schema);
    expect(parse('{"name":"Low"}', counted)).toEqual({ name: 3 });
  });

  it("refuses what is not JSON, each time", () => {
    for (const _ of [1, 2]) {
      expect(() => parse("{", schema)).toThrow(expect.objectContaining({ code: "invalid_request" }));
    }
  });
});

/** A letter of two bytes lies across the chunks. */
const chunks = [
  Buffer.from('{"name":"Bj'),
  Buffer.from([0xc3]),
  Buffer.concat([Buffer.from([0xb6]), Buffer.from('rk"}')]),
];
const text = '{"name":"Björk"}';

const endless = {
  *[Symbol.iterator]() {
    for (;;) yield Buffer.alloc(100_000, 32);
  },
};

/** One chunk whenever it is asked for one. */
function toWeb(from: Iterable<Uint8Array>): ReadableStream<Uint8Array> {
  const left = from[Symbol.iterator]();
  return new ReadableStream({
    pull(controller) {
      const { done, value } = left.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
}

function* breakingOff() {
  yield Buffer.from("{");
  throw new Error("ECONNRESET");
}

describe("readText", () => {
  const request = (body: ReadableStream | string | undefined, headers: HeadersInit = {}) =>
    new Request("http://127.0.0.1/", Object.assign({ method: "POST", headers, duplex: "half" }, { body }));

  it("reads a body of several chunks, or none", async () => {
    expect(await readText(request(toWeb(chunks)))).toBe(text);
    expect(await readText(request(undefined))).toBe("");
  });

  it("tells a request that breaks off from a fault of ours", async () => {
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new Error("ECONNRESET")),
    });
    await expect(readText(request(body))).rejects.toMatchObject({ code: "invalid_request" });
  });

  it("refuses too much, announced or not", async () => {
    const announced = request("{}", { "content-length": "1000001" });
    await expect(readText(announced)).rejects.toMatchObject({ code: "too_large" });
    await expect(readText(request(toWeb(endless)))).rejects.toMatchObject({
      code: "too_large",
    });
  });
});

describe("readNodeText", () => {
  it("tells a request that breaks off from a fault of ours", async () => {
    await expect(readNodeText(Readable.from(breakingOff()))).rejects.toMatchObject({
      code: "invalid_request",
    });
  });

  it("reads a body of several chunks, or none", async () => {
    expect(await readNodeText(Readable.from(chunks))).toBe(text);
    expect(await readNodeText(Readable.from([]))).toBe("");
  });

  it("refuses too much, and leaves the request open for the answer", async () => {
    const message = Readable.from(endless);
    await expect(readNodeText(message)).rejects.toMatchObject({ code: "too_large" });
    expect(message.destroyed).toBe(false);
    message.destroy();
  });
});
