import { describe, expect, it } from "vitest";
import { createSpotifyGate } from "./gate";
import { createSpotifyMusic } from "./spotify-music";

function open(refuses: (path: string) => boolean = () => false) {
  const asked: string[] = [];
  const gate = createSpotifyGate({
    fetch: async (input, init) => {
      const path = String(input).replace("https://api/v1/", "");
      asked.push(`${init?.method} ${path}`);
      return refuses(path)
        ? Response.json({ error: { status: 403, message: "Forbidden" } }, { status: 403 })
        : new Response(null, { status: 200 });
    },
    now: () => 1_000_000,
    sleep: async () => undefined,
  });
  const music = createSpotifyMusic({
    gate,
    apiUrl: "https://api/v1",
    clientId: "client",
    accessToken: "token",
    userId: "ada",
  });
  return { music, asked };
}

describe("setStarred", () => {
  it("adds to Liked Songs and takes out of them, by the query that Spotify reads", async () => {
    const { music, asked } = open();
    await music.setStarred?.("abc", true);
    await music.setStarred?.("abc", false);
    expect(asked).toEqual([
      "PUT me/library?uris=spotify:track:abc",
      "DELETE me/library?uris=spotify:track:abc",
    ]);
  });

  it("finds the older route where the newer one is refused", async () => {
    const { music, asked } = open((path) => path.startsWith("me/library"));
    await music.setStarred?.("abc", true);
    expect(asked.at(-1)).toBe("PUT me/tracks?ids=abc");
  });
});
