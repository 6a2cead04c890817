import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createBodies } from "./read-body";

const schema = z.object({ name: z.string() });
const request = (body: BodyInit, headers?: HeadersInit) =>
  new Request(
    "http://127.0.0.1/",
    Object.assign({ method: "POST", body, duplex: "half" }, headers && { headers }),
  );

const { read: readBody, clear } = createBodies();

describe("bodies", () => {
  it("gives the same object for the same text, and another for another", async () => {
    const first = await readBody(request('{"name":"Low"}'), schema);
    expect(first).toEqual({ name: "Low" });
    expect(await readBody(request('{"name":"Low"}'), schema)).toBe(first);
    expect(await readBody(request('{"name":"Codeine"}'), schema)).toEqual({ name: "Codeine" });
  });

  it("lets go of what it remembers", async () => {
    const first = await readBody(request('{"name":"Low"}'), schema);
    clear();
    expect(await readBody(request('{"name":"Low"}'), schema)).not.toBe(first);
  });

  it("tells schemas apart", async () => {
    const counted = z.object({ name: z.string().transform((name) => name.length) });
    await readBody(request('{"name":"Low"}'), schema);
    expect(await readBody(request('{"name":"Low"}'), counted)).toEqual({ name: 3 });
  });

  it("refuses what is not JSON, each time", async () => {
    for (const _ of [1, 2]) {
      await expect(readBody(request("{"), schema)).rejects.toMatchObject({ code: "invalid_request" });
    }
  });

  it("refuses too much, announced or not", async () => {
    const announced = request("{}", { "content-length": "1000001" });
    await expect(readBody(announced, schema)).rejects.toMatchObject({ code: "too_large" });
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(100_000).fill(32)),
    });
    await expect(readBody(request(endless), schema)).rejects.toMatchObject({ code: "too_large" });
  });
});
