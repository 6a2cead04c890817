// The log: one line of JSON each on standard output. Tokens, cookies and bodies never go in.

import "server-only";
import pino, { type Logger } from "pino";

export type { Logger };

export function createLogger(level: string): Logger {
  return pino({
    level,
    base: undefined,
    redact: {
      paths: ["*.access_token", "*.refresh_token", "*.authorization", "*.cookie", "authorization", "cookie"],
      censor: "[left out]",
    },
  });
}
