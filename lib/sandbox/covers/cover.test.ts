// Sleeves: well-formed, the same for the same album, of many kinds, and lettered only where it can be read.
import { describe, expect, it } from "vitest";
import { at, createListener, createTestSandbox, ORIGIN } from "../sandbox.fixture";
import { drawCover } from "./cover";
import { mixColours } from "./landscape";

const seeds = Array.from({ length: 200 }, (_, n) => `album ${n}`);

describe("drawCover", () => {
  it("draws without a number that is none", () => {
    for (const seed of seeds) {
      const svg = drawCover({ seed, size: 640, artist: "Low", title: "Hey" });
      expect(svg).toMatch(/^<svg [^>]*viewBox="0 0 640 640">.*<\/svg>$/s);
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    }
  });

  it("draws the same sleeve again, and nearly always another for another album", () => {
    const covers = seeds.map((seed) => drawCover({ seed, size: 300 }));
    expect(covers).toEqual(seeds.map((seed) => drawCover({ seed, size: 300 })));
    expect(new Set(covers).size).toBe(seeds.length);
  });

  it("escapes and shortens the lettering, and leaves it off a thumbnail", () => {
    const input = {
      seed: "a",
      artist: "Godspeed You! Black Emperor & the <Orchestra> of Nowhere",
      title: "A",
    };
    const large = drawCover({ ...input, size: 640 });
    expect(large).toContain("Godspeed You! Black Emperor &amp; the &lt;O");
    expect(large).toContain("…");
    expect(drawCover({ ...input, size: 64 })).not.toContain("<text");
  });
});

describe("mixColours", () => {
  it("goes from the first to the second", () => {
    expect([0, 0.5, 1].map((share) => mixColours("#000000", "#ff8000", share))).toEqual([
      "#000000",
      "#804000",
      "#ff8000",
    ]);
  });
});

describe("GET /images/{id}-{size}", () => {
  it("serves the images that albums name, for any page to show", async () => {
    const { call, sandbox } = await createListener();
    const { body } = await call("GET", "/v1/search?q=artist:low&type=track&limit=1");
    const response = await sandbox.fetch(new Request(String(at(body, "tracks.items.0.album.images.0.url"))));
    expect(response.headers.get("content-type")).toContain("image/svg+xml");
    expect(response.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    expect(await response.text()).toContain(">Low</text>");
  });

  it.each(["nothing-640", `${"0".repeat(22)}-640`, `${"0".repeat(22)}-100`])(
    "answers 404 for %s",
    async (name) => {
      expect((await createTestSandbox().fetch(new Request(`${ORIGIN}/images/${name}`))).status).toBe(404);
    },
  );
});
