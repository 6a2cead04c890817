import { describe, expect, it } from "vitest";
import { bucketOf, createBreaker } from "./breaker";

describe("createBreaker", () => {
  it("keeps the later reopening when a bucket is refused again", () => {
    const breaker = createBreaker(() => 0);
    breaker.trip("search", { reason: "QUOTA_EXCEEDED", retryAfterMs: 1_000_000 });
    breaker.trip("search", { reason: "QUOTA_EXCEEDED", retryAfterMs: 10 });
    expect(breaker.closedUntil("search")).toBe(1_000_000);
    expect(breaker.closedUntil("playlists")).toBe(0);
  });

  it("closes a spent bucket for longer than the pause that all take", () => {
    let time = 0;
    const breaker = createBreaker(() => time);
    breaker.trip("playlists", { retryAfterMs: 5_000 });
    breaker.trip("search", { reason: "QUOTA_EXCEEDED", retryAfterMs: 90_000 });
    expect(() => breaker.check("tracks")).toThrow(/short pause/);
    expect(breaker.closedUntil("search")).toBe(90_000);
    time = 5_000;
    expect(() => breaker.check("tracks")).not.toThrow();
    expect(() => breaker.check("search")).toThrow(/used up/);
    time = 90_000;
    expect(() => breaker.check("search")).not.toThrow();
  });
});

describe("bucketOf", () => {
  it.each([
    ["GET", "search?q=x", "search"],
    ["GET", "me/playlists?limit=50", "playlists"],
    ["GET", "playlists/a/items?limit=50", "playlists"],
    ["POST", "me/playlists", "playlist-writes"],
    ["POST", "playlists/a/items", "playlist-writes"],
    ["PUT", "me/player/play?device_id=x", "player"],
    ["GET", "tracks/a", "tracks"],
    ["GET", "artists/a", "artists"],
    ["GET", "artists/a/albums?limit=10", "artists-albums"],
    ["GET", "me", "me"],
    ["GET", "me/tracks?limit=50", "me-tracks"],
    ["GET", "me/top/tracks?limit=50", "me-top"],
    ["PUT", "me/library?uris=x", "me-library"],
  ])("%s %s -> %s", (method, path, bucket) => {
    expect(bucketOf(method, path)).toBe(bucket);
  });
});
