import { describe, expect, it } from "vitest";
import { createFaultFinder } from "./stream-fault";

const find = (answer: Response | Error) =>
  createFaultFinder(async () => {
    if (answer instanceof Error) throw answer;
    return answer;
  })("/api/stream/1");
const refusal = (code: string, details?: Record<string, unknown>) =>
  Response.json({ error: { code, message: "said", ...(details && { details }) } }, { status: 503 });

describe("createFaultFinder", () => {
  it.each([
    ["the sound is there", new Response("ab", { status: 206 }), { kind: "none" }],
    ["nobody answers", new TypeError("Failed to fetch"), { kind: "away" }],
    ["a proxy answers", new Response("<h1>Bad gateway</h1>", { status: 502 }), { kind: "away" }],
    ["the server is away", refusal("service_unavailable"), { kind: "away", message: "said" }],
    [
      "the server fails at this track",
      refusal("service_unavailable", { status: 500 }),
      { kind: "track", message: "said" },
    ],
    [
      "the server cannot convert this track",
      refusal("service_unavailable", { code: 0 }),
      { kind: "track", message: "said" },
    ],
    ["the track is gone", refusal("not_found"), { kind: "track", message: "said" }],
    ["the sign-in is over", refusal("not_signed_in"), { kind: "signed_out", message: "said" }],
    ["it asks for a pause", refusal("service_limited"), { kind: "limited", message: "said" }],
  ])("knows that %s", async (_what, answer, fault) => {
    expect(await find(answer)).toEqual(fault);
  });
});
