// What stories on one's own music need: a real Subsonic server, Longwave in front of it, and ears in the page.
// Between the two runs a wire that a story can cut.

import { type ChildProcess, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { test as base, expect } from "./fixtures";

const APP_PORT = Number(process.env.E2E_PORT ?? 3210) + 1;
const MUSIC_PORT = APP_PORT + 1000;
const WIRE_PORT = APP_PORT + 2000;
const DATA_DIR = ".data/e2e-subsonic";
const START_LIMIT_MS = 200_000;
/** Of every user of the test server; scripts/supysonic-library.mjs. */
export const PASSWORD = "pässword & more";

type Wire = { readonly cut: () => void; readonly mend: () => Promise<void> };

export type MusicServer = {
  readonly appUrl: string;
  readonly wire: Wire;
  /** A call to the music server itself, past Longwave, as its user "demo". */
  readonly call: (endpoint: string, parameters?: readonly [string, string][]) => Promise<Answer>;
};

// biome-ignore lint/suspicious/noExplicitAny: the server's own JSON, of which each story reads another part.
type Answer = any;

type Stories = {
  readonly server: MusicServer;
  /** Signs in by the form and waits for the stations. */
  readonly enter: (username?: string, page?: import("@playwright/test").Page) => Promise<void>;
};

declare global {
  interface Window {
    /** Elements that were asked to play. */
    __audios?: HTMLAudioElement[];
    /** Longest silence since the first sound, milliseconds; counted anew after it is set to 0. */
    __silenceMs?: number;
  }
}

export const test = base.extend<Stories, { readonly started: MusicServer | undefined }>({
  started: [
    async ({ browserName: _ }, use) => {
      const music = startChild("scripts/supysonic.mjs", ["demo", String(MUSIC_PORT)], {});
      if (!(await firstLine(music, /supysonic with the demo library/))) return use(undefined);
      const wire = createWire();
      await wire.mend();
      rmSync(DATA_DIR, { recursive: true, force: true });
      const appUrl = `http://127.0.0.1:${APP_PORT}`;
      const app = startChild("scripts/start.mjs", [], {
        PORT: String(APP_PORT),
        NEXTAUTH_URL: appUrl,
        NEXTAUTH_SECRET: "for-the-tests-only-for-the-tests-only",
        MUSIC_SERVICE: "subsonic",
        SUBSONIC_URL: `http://127.0.0.1:${WIRE_PORT}`,
        DATA_DIR,
        LOG_LEVEL: "error",
        REQUESTS_PER_MINUTE: "100000",
      });
      await expect(async () => expect((await fetch(`${appUrl}/api/health`)).ok).toBe(true)).toPass({
        timeout: START_LIMIT_MS,
      });
      await use({ appUrl, wire, call: callMusic });
      wire.cut();
      for (const child of [app, music]) await end(child);
    },
    { scope: "worker", timeout: START_LIMIT_MS + 60_000 },
  ],
  server: async ({ started }, use) => {
    if (started) await use(started);
    else test.skip(true, "no supysonic here: it takes Debian and root to install one");
  },
  baseURL: async ({ server }, use) => use(server.appUrl),
  page: async ({ page }, use) => {
    await page.addInitScript(listen);
    await use(page);
  },
  enter: async ({ page }, use) => {
    await use(async (username = "demo", on = page) => {
      await on.goto("/");
      await on.getByLabel("User name").fill(username);
      await on.getByLabel("Password").fill(PASSWORD);
      await on.getByRole("button", { name: /sign in/i }).click();
      await expect(on.getByRole("heading", { name: "Your stations" })).toBeVisible();
    });
  },
});

export { expect };

/** Runs in the page before everything else: whatever plays is heard through Web Audio too. */
export function listen(): void {
  const play = HTMLMediaElement.prototype.play;
  const audios: HTMLAudioElement[] = [];
  window.__audios = audios;
  let context: AudioContext | undefined;
  const connectAll = (): AudioNode => {
    context = new AudioContext();
    const analyser = context.createAnalyser();
    const counter = context.createScriptProcessor(512, 1, 1);
    let silentBlocks = Number.NaN;
    counter.onaudioprocess = ({ inputBuffer }) => {
      const peak = inputBuffer
        .getChannelData(0)
        .reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
      silentBlocks = peak > 0.001 ? 0 : silentBlocks + 1;
      const ms = (silentBlocks * 512_000) / inputBuffer.sampleRate;
      if (ms > (window.__silenceMs ?? 0)) window.__silenceMs = ms;
    };
    analyser.connect(counter).connect(context.destination);
    analyser.connect(context.destination);
    window.__sandboxAudio = analyser;
    return analyser;
  };
  HTMLMediaElement.prototype.play = function (this: HTMLAudioElement) {
    if (!audios.includes(this)) {
      audios.push(this);
      const ears = window.__sandboxAudio ?? connectAll();
      context?.createMediaElementSource(this).connect(ears);
    }
    return play.call(this);
  };
}

function createWire(): Wire {
  const sockets = new Set<Socket>();
  let listening: ReturnType<typeof createServer> | undefined;
  return {
    cut() {
      listening?.close();
      listening = undefined;
      for (const socket of sockets) socket.destroy();
      sockets.clear();
    },
    mend: () =>
      new Promise((resolve) => {
        listening = createServer((near) => {
          const far = connect(MUSIC_PORT, "127.0.0.1");
          for (const [one, other] of [
            [near, far],
            [far, near],
          ] as const) {
            sockets.add(one);
            one.on("error", () => other.destroy());
            one.on("close", () => {
              sockets.delete(one);
              other.destroy();
            });
            one.pipe(other);
          }
        }).listen(WIRE_PORT, "127.0.0.1", resolve);
      }),
  };
}

async function callMusic(endpoint: string, parameters: readonly [string, string][] = []): Promise<Answer> {
  const own: [string, string][] = [
    ["u", "demo"],
    ["p", PASSWORD],
    ["v", "1.16.1"],
    ["c", "e2e"],
    ["f", "json"],
  ];
  const body = new URLSearchParams([
    ...own,
    ...parameters.map(([name, value]): [string, string] => [name, value]),
  ]);
  const response = await fetch(`http://127.0.0.1:${MUSIC_PORT}/rest/${endpoint}.view`, {
    method: "POST",
    body,
  });
  const answer = (await response.json())["subsonic-response"];
  expect(answer.status, `${endpoint}: ${JSON.stringify(answer.error)}`).toBe("ok");
  return answer;
}

function startChild(script: string, args: readonly string[], env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [script, ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** Did the program say so, or did it end without? */
function firstLine(child: ChildProcess, wanted: RegExp): Promise<boolean> {
  return new Promise((resolve) => {
    let said = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (wanted.test(said)) resolve(true);
    });
    child.once("exit", () => resolve(false));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
}
