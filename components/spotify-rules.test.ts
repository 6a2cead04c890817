// What of docs/spotify-rules.md can be read off the sources: who shows covers and how, the mark's size, the names.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

const sources = ["app", "components"]
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
  )
  .filter((name) => /\.tsx?$/.test(name) && !/\.(test|fixture)\./.test(name))
  .map((name) => ({ name, text: readFileSync(join(ROOT, name), "utf8") }));
const textOf = (name: string) => sources.find((source) => source.name === name)?.text ?? "";

describe("covers", () => {
  it("are shown in one place, whole, bare and with the corners that are asked for", () => {
    const showing = sources.filter(({ text }) => /<img\b|next\/image/.test(text)).map(({ name }) => name);
    expect(showing).toEqual(["components/ui/cover.tsx"]);
    const cover = textOf("components/ui/cover.tsx");
    expect(cover).toContain("object-contain");
    expect(cover).toContain("rounded-cover lg:rounded-cover-lg");
    expect(cover).not.toMatch(/blur|opacity|animate|object-cover|mix-blend|grayscale|absolute/);
    expect(textOf("components/ui/cover.tsx")).not.toBe("");
    const css = readFileSync(join(ROOT, "app", "globals.css"), "utf8");
    expect(css).toMatch(/--radius-cover: 4px/);
    expect(css).toMatch(/--radius-cover-lg: 8px/);
  });

  it("have nothing laid over them by those who show them", () => {
    const uses = sources.flatMap(({ name, text }) =>
      [...text.matchAll(/<Cover\b[^>]*\/?>/g)].map(([use]) => ({ name, use })),
    );
    expect(uses.length).toBeGreaterThan(3);
    expect(uses.filter(({ use }) => !use.endsWith("/>"))).toEqual([]);
    expect(uses.filter(({ use }) => /blur|opacity|animate|transition|scale-/.test(use))).toEqual([]);
  });
});

describe("the service's mark", () => {
  it("is never smaller than 21 px", () => {
    const sizes = sources.flatMap(({ text }) =>
      [...text.matchAll(/<ServiceMark\b[^>]*size=\{(\d+)\}/g)].map(([, size]) => Number(size)),
    );
    const byDefault = Number(
      /ServiceMark\(\{ label, size = (\d+) \}/.exec(textOf("components/ui/service-mark.tsx"))?.[1],
    );
    expect(Math.min(byDefault, ...sizes)).toBeGreaterThanOrEqual(21);
  });

  it("stands wherever a song of the service is shown", () => {
    const showing = sources.filter(({ text }) => /<Cover\b/.test(text));
    const unmarked = showing.filter(({ text }) => !text.includes("ServiceLink")).map(({ name }) => name);
    // A queue that is being arranged has the song with its mark above it, and its titles are links.
    expect(unmarked).toEqual(["components/queue/arrange-list.tsx"]);
  });
});

describe("names", () => {
  it("of the app and of its device neither contain the service's nor sound like it", () => {
    const device = /deviceName: "([^"]*)"/.exec(textOf("components/player/open-device-player.ts"))?.[1];
    const product = /product: "([^"]*)"/.exec(textOf("components/messages.ts"))?.[1];
    for (const name of [device, product]) {
      expect(name).toMatch(/\w/);
      expect(name).not.toMatch(/spotify|^spot/i);
    }
  });
});
