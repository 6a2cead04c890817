// The beginning of an event, for tests.

export const start = {
  host: "host",
  stationId: "playlist",
  payload: {
    version: 1 as const,
    name: "Evening",
    style: [{ name: "Rock 1", weight: 1 }],
    feedback: [],
    weights: { style: 1, likes: 0.6, dislikes: 0.3 },
    seed: 7,
    model: "abc",
  },
};
