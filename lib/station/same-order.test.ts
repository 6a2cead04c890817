import { expect, it } from "vitest";
import { deleteOfListener } from "@/lib/store/listener-keys";
import { type Recommendation, recommend } from "./recommend";
import { keepOrder } from "./same-order";
import { createDeps } from "./station.fixture";

it("keeps the order of a question for the listener who asked, and forgets it with them", async () => {
  const deps = createDeps();
  const artists = [{ name: "Rock 1", weight: 1 }];
  const seed = { id: "s", name: "S", version: "1", artists, feedback: [] };
  const question = {
    seed,
    history: { plays: [], timeline: [], now: 0, unknown: [] },
    knobs: {},
    count: 5,
  };
  const answer = recommend(deps, question);
  const other = { ...answer, order: answer.order.toReversed() };
  const ask = (listenerId: string, recommendation: Recommendation = other) =>
    keepOrder({ ...deps, listenerId }, question, recommendation);
  expect(await ask("ada", answer)).toEqual(answer.order);
  expect(await ask("ada")).toEqual(answer.order);
  expect(await ask("ben")).toEqual(other.order);
  expect(await deleteOfListener(deps.store, "ada")).toBe(1);
  expect(await ask("ada")).toEqual(other.order);
});
