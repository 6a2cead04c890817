import { describe, expect, test } from "vitest";
import { openApiDocument } from "@/lib/api/openapi";
import { readOperations, toRows } from "./read-document";

describe("readOperations", () => {
  const operations = readOperations(openApiDocument());

  test("finds every operation with its words", () => {
    const paths = Object.values(openApiDocument().paths ?? {});
    expect(operations).toHaveLength(paths.flatMap((item) => Object.keys(item)).length);
    for (const operation of operations) expect([operation.id, operation.summary]).not.toContain("");
  });

  test("reads a request's fields", () => {
    const next = operations.find((operation) => operation.id === "nextTracks");
    expect(next?.request.find((row) => row.name === "play_seconds")).toEqual({
      name: "play_seconds",
      depth: 1,
      type: "number",
      required: true,
      note: "0 to 86400",
    });
    expect(next?.isOpen).toBe(false);
  });
});

describe("toRows", () => {
  test("indents what is inside, names lists, choices and defaults", () => {
    const schema = {
      type: "object",
      required: ["a"],
      properties: {
        a: { type: "array", items: { type: "object", properties: { b: { enum: ["x", "y"] } } } },
        c: { type: "number", default: 3, description: "How many" },
      },
    };
    expect(toRows(schema)).toEqual([
      { name: "a", depth: 0, type: "list of object", required: true, note: "" },
      { name: "b", depth: 1, type: "x | y", required: false, note: "" },
      { name: "c", depth: 0, type: "number", required: false, note: "How many; default 3" },
    ]);
  });

  test("has no rows for what is no object", () => {
    expect([toRows(undefined), toRows({ type: "string" })]).toEqual([[], []]);
  });
});
