// Reads the arguments of a command, and says clearly what is wrong with them.

import { parseArgs } from "node:util";
import { AppError } from "@/lib/errors";

/** list: a string option that may be repeated. */
export type OptionTable = Readonly<Record<string, "string" | "boolean" | "list">>;

export type Options<Table extends OptionTable> = {
  readonly [Name in keyof Table]?: Table[Name] extends "boolean"
    ? boolean
    : Table[Name] extends "list"
      ? readonly string[]
      : string;
};

/** Parses `--name value` and `--flag`. Throws AppError on anything that is not in the table. */
export function readOptions<Table extends OptionTable>(
  args: readonly string[],
  table: Table,
  usage: string,
): Options<Table> {
  try {
    const options = Object.fromEntries(
      Object.entries(table).map(([name, type]) => [
        name,
        type === "list" ? { type: "string" as const, multiple: true } : { type },
      ]),
    );
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false })
      .values as Options<Table>;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw usageError(message, usage, cause);
  }
}

export function requireOption(value: string | undefined, name: string, usage: string): string {
  if (value === undefined || value === "") throw usageError(`--${name} is missing.`, usage);
  return value;
}

/** A whole number of at least `least`; `fallback` when the option is absent. */
export function toWholeNumber<T>(
  value: string | undefined,
  options: { readonly name: string; readonly least: number; readonly fallback: T; readonly usage: string },
): number | T {
  if (value === undefined) return options.fallback;
  const number = Number(value);
  if (value.trim() === "" || !Number.isSafeInteger(number) || number < options.least)
    throw usageError(
      `--${options.name} must be a whole number of at least ${options.least}, not "${value}".`,
      options.usage,
    );
  return number;
}

export function usageError(message: string, usage: string, cause?: unknown): AppError {
  return new AppError("invalid_request", `${message}\n\n${usage}`, { cause });
}
