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

/** The length of the vectors: what the caller asks for, or the default. Throws FitError unless a whole number above 0. */
export function readDimensions(asked: number | undefined, byDefault: number): number {
  const dimensions = asked ?? byDefault;
  if (!Number.isInteger(dimensions) || dimensions < 1)
    throw new FitError(`dimensions must be a whole number above 0, got ${dimensions}`);
  return dimensions;
}
