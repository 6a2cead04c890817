// GET /sdk/spotify-player.js: the modules of sdk/ joined into one classic script, as the real SDK is one.
// Joining is dropping imports and exports: the files share no top-level names.
import { readFileSync } from "node:fs";

/** In the order of their imports: who is imported stands first. */
const FILES = ["song.js", "voices.js", "sound.js", "channel.js", "player.js"];

let cache: string | undefined;

export function readSdkScript(): string {
  cache ??= joinModules(FILES.map((file) => readFileSync(new URL(`./sdk/${file}`, import.meta.url), "utf8")));
  return cache;
}

/** One script of several modules, each of them written with imports and exports on the top level only. */
export function joinModules(sources: readonly string[]): string {
  const bodies = sources.map((source) =>
    source.replace(/^import\s[^;]*?from\s"[^"]+";\n/gm, "").replace(/^export\s+/gm, ""),
  );
  return `// The Web Playback SDK of the Longwave sandbox. Not Spotify.\n(() => {\n"use strict";\n${bodies.join("\n")}\n})();\n`;
}
