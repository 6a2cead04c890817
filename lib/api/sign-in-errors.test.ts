import { describe, expect, it } from "vitest";
import { SIGN_IN_ERRORS, toSignInMessage } from "./sign-in-errors";

describe("toSignInMessage", () => {
  it("has words for every code", () => {
    for (const [code, words] of Object.entries(SIGN_IN_ERRORS)) expect(toSignInMessage(code)).toBe(words);
  });

  it.each(["", "<script>", "toString", "__proto__", "constructor"])(
    "answers %s with neutral words",
    (code) => {
      expect(toSignInMessage(code)).toBe("The sign-in did not work. Try again in a moment.");
    },
  );
});
