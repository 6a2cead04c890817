import { describe, expect, it } from "vitest";
import { EnvError, parseEnv as parseEnvOf } from "./env";

const complete = { SPOTIFY_CLIENT_ID: "id", NEXTAUTH_SECRET: "x".repeat(32) };

const parseEnv = (source: Record<string, string>) => parseEnvOf(source, ["als", "bpr"]);

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

  it("counts by the quotas of development mode unless told of others", () => {
    expect(parseEnv(complete)).toMatchObject({ SPOTIFY_QUOTAS: { search: 200, playlists: 1_500 } });
    expect(parseEnv({ ...complete, SPOTIFY_QUOTAS: "none" })).toMatchObject({ SPOTIFY_QUOTAS: {} });
    expect(() => parseEnv({ ...complete, SPOTIFY_QUOTAS: "plenty" })).toThrow("SPOTIFY_QUOTAS must be");
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

  it("takes one shared store at most, at an address that can be one", () => {
    const REDIS_URL = "rediss://user:pass@cache.example:6380/1";
    expect(parseEnv({ ...complete, REDIS_URL })).toMatchObject({ REDIS_URL, STORE_NAMESPACE: "longwave" });
    expect(parseEnv({ ...complete, REDIS_URL: "" }).REDIS_URL).toBeUndefined();
    expect(() => parseEnv({ ...complete, REDIS_URL: "cache.example:6379" })).toThrow("REDIS_URL must be");
    const kv = { KV_REST_API_URL: "https://kv.example", KV_REST_API_TOKEN: "token" };
    expect(() => parseEnv({ ...complete, ...kv, REDIS_URL })).toThrow("set one of them");
    expect(() => parseEnv({ ...complete, STORE_NAMESPACE: "a b" })).toThrow("STORE_NAMESPACE");
  });

  it("asks for the variables of the music service that is chosen, and for no other's", () => {
    const subsonic = { MUSIC_SERVICE: "subsonic", NEXTAUTH_SECRET: "x".repeat(32) };
    expect(
      parseEnv({ ...subsonic, SUBSONIC_URL: "http://nas:4533", NEXTAUTH_URL: "http://localhost:3000" }),
    ).toEqual(expect.objectContaining({ MUSIC_SERVICE: "subsonic", SUBSONIC_URL: "http://nas:4533" }));
    const parse = () => parseEnv({ ...subsonic, NEXTAUTH_SECRET: "short", SUBSONIC_URL: "nas" });
    for (const name of ["SUBSONIC_URL", "NEXTAUTH_SECRET"]) expect(parse).toThrow(name);
    expect(parse).not.toThrow("SPOTIFY");
    expect(() => parseEnv({ ...complete, MUSIC_SERVICE: "deezer" })).toThrow("must be spotify or subsonic");
  });

  it("says which models there are when the one asked for is not", () => {
    expect(parseEnv({ ...complete, MODEL: "bpr" }).MODEL).toBe("bpr");
    expect(parseEnv({ ...complete, MODEL: "" }).MODEL).toBe("als");
    expect(() => parseEnv({ ...complete, MODEL: "word2vec" })).toThrow(
      'MODEL names "word2vec", but there is no such folder in data/models, which holds als, bpr',
    );
    expect(() => parseEnvOf(complete, [])).toThrow(
      '"als", but there is no such folder in data/models, which holds no',
    );
  });

  it("refuses localhost, which Spotify does", () => {
    expect(() => parseEnv({ ...complete, NEXTAUTH_URL: "http://localhost:3000" })).toThrow("127.0.0.1");
  });
});
