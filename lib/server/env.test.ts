import { describe, expect, it } from "vitest";
import { EnvError, parseEnv } from "./env";

const complete = { SPOTIFY_CLIENT_ID: "id", NEXTAUTH_SECRET: "x".repeat(32) };

describe("parseEnv", () => {
  it("fills in the defaults", () => {
    expect(parseEnv(complete)).toMatchObject({
      MUSIC_SERVICE: "spotify",
      SPOTIFY_API_URL: "https://api.spotify.com",
      NEXTAUTH_URL: "http://127.0.0.1:3000",
      MODEL: "als",
    });
    expect(parseEnv({ ...complete, PORT: "4000" }).NEXTAUTH_URL).toBe("http://127.0.0.1:4000");
  });

  it("names every fault at once", () => {
    const parse = () =>
      parseEnv({ MODEL: "../etc", KV_REST_API_URL: "https://kv.example", NEXTAUTH_SECRET: "short" });
    expect(parse).toThrow(EnvError);
    for (const name of ["SPOTIFY_CLIENT_ID", "NEXTAUTH_SECRET", "MODEL"]) expect(parse).toThrow(name);
    expect(() => parseEnv({ ...complete, KV_REST_API_URL: "https://kv.example" })).toThrow(
      "KV_REST_API_TOKEN",
    );
  });

  it("refuses localhost, which Spotify does", () => {
    expect(() => parseEnv({ ...complete, NEXTAUTH_URL: "http://localhost:3000" })).toThrow("127.0.0.1");
  });
});
