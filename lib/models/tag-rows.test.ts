import { describe, expect, it } from "vitest";
import { toSparse } from "./sparse";
import { dampTags } from "./tag-rows";

describe("dampTags", () => {
  it("counts votes by their logarithm", () => {
    const tags = toSparse(
      [
        [
          [0, 1],
          [1, 3],
          [2, 15],
        ],
      ],
      3,
    );
    expect([...dampTags(tags, 0.5).values]).toEqual([0.5, 1, 2]);
    expect([...tags.values]).toEqual([1, 3, 15]);
  });
});
