import { describe, expect, it } from "vitest";
import { createAnswers } from "./answers";

describe("answers", () => {
  const read = (json: Buffer): unknown => JSON.parse(json.toString());
  const make = (texts: string[]) => async () => ({ text: texts.shift() });

  it("gives the answer of before to the same body on the same grounds", async () => {
    const answers = createAnswers();
    const [body, index, texts] = [{}, {}, ["first", "second"]];
    const first = await answers.answer(body, [index, "seed"], make(texts));
    const again = await answers.answer(body, [index, "seed"], make(texts));
    expect(read(first)).toEqual({ text: "first" });
    expect(read(again)).toEqual({ text: "first" });
    expect(texts).toEqual(["second"]);
  });

  it.each([
    ["another body", {}, "seed"],
    ["a station that changed", undefined, "edited"],
  ])("makes a new one for %s", async (_, other, seed) => {
    const answers = createAnswers();
    const [body, texts] = [{}, ["first", "second"]];
    await answers.answer(body, ["seed"], make(texts));
    const answer = await answers.answer(other ?? body, [seed], make(texts));
    expect(read(answer)).toEqual({ text: "second" });
  });

  it("makes a new one after all were let go", async () => {
    const answers = createAnswers();
    const [body, texts] = [{}, ["first", "second"]];
    await answers.answer(body, [], make(texts));
    answers.clear();
    expect(read(await answers.answer(body, [], make(texts)))).toEqual({ text: "second" });
  });

  it("keeps nothing of what failed", async () => {
    const answers = createAnswers();
    const body = {};
    await expect(answers.answer(body, [], () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(read(await answers.answer(body, [], make(["yes"])))).toEqual({ text: "yes" });
  });
});
