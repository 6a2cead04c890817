// Words of the drift from one station to another; loaded with it.

export const driftMessages = {
  open: "Drift to another station",
  to: "To",
  by: "Be there by",
  start: "Drift",
  none: "There is no other station yet.",
  under: (name: string, percent: number, clock: string) =>
    `${percent} % of the way to ${name}, there by ${clock}`,
  arrived: (name: string, clock: string) => `At ${name} since ${clock}`,
  cancel: "Stay here",
  cancelled: "Back to this station’s own style",
  undo: "Undo",
  unnamed: "the other station",
} as const;
