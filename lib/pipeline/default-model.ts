// The model that commands use when they are given none.

/** Relative to the repository, where `npm run` starts every command. */
export const DEFAULT_MODEL = "data/models/als";
