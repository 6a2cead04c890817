// An algorithm's settings: its defaults, overridden by what the caller names, unknown names refused.

import { FitError } from "./model";

/** Defaults with overrides. Throws FitError on an unknown name or a value that is no finite number. */
export function readParameters<T extends Readonly<Record<string, number>>>(
  algorithm: string,
  defaults: T,
  overrides: Readonly<Record<string, number>> = {},
): T {
  for (const [name, value] of Object.entries(overrides)) {
    if (!Object.hasOwn(defaults, name)) {
      throw new FitError(`${algorithm} has no parameter ${name}; it has ${Object.keys(defaults).join(", ")}`);
    }
    if (!Number.isFinite(value)) throw new FitError(`${algorithm}: ${name} must be a number, got ${value}`);
  }
  return { ...defaults, ...overrides };
}
