// The line of this machine to the network, as the browser knows it. What it calls up may still lead nowhere.

export interface Line {
  readonly isUp: () => boolean;
  /** Calls `listener` each time that the line is back or gone; returns how to stop. */
  readonly subscribe: (listener: () => void) => () => void;
}

export const browserLine: Line = {
  isUp: () => navigator.onLine,
  subscribe(listener) {
    for (const event of ["online", "offline"]) window.addEventListener(event, listener);
    return () => {
      for (const event of ["online", "offline"]) window.removeEventListener(event, listener);
    };
  },
};
