import { describe, expect, it } from "vitest";
import items from "./fixtures/playlist-items-2026.json";
import playlists from "./fixtures/playlists.json";
import { largestImage, toEntryTrack, toPlaylist, toTrack } from "./mapping";
import { wirePlaylistEntryPageSchema, wirePlaylistPageSchema, wireTrackSchema } from "./responses";

const METALLICA = {
  id: "2MuWTIM3b0YEAskbeeFE1i",
  uri: "spotify:track:2MuWTIM3b0YEAskbeeFE1i",
  title: "Master Of Puppets",
  artists: [
    {
      id: "2ye2Wgw4gimLv2eAKyk1NB",
      name: "Metallica",
      url: "https://open.spotify.com/artist/2ye2Wgw4gimLv2eAKyk1NB",
    },
  ],
  album: {
    title: "Master Of Puppets (Remastered)",
    url: "https://open.spotify.com/album/2Lq2qX3hYhiuPckC8Flj21",
  },
  coverUrl: "https://i.scdn.co/image/large",
  lengthMs: 515_386,
  explicit: false,
  playable: true,
  url: "https://open.spotify.com/track/2MuWTIM3b0YEAskbeeFE1i",
};

describe("toEntryTrack", () => {
  it("keeps the tracks of a playlist, and only those", () => {
    const page = wirePlaylistEntryPageSchema.parse(items);
    expect(page.items.map(toEntryTrack)).toEqual([
      METALLICA,
      undefined,
      undefined,
      undefined,
      undefined,
      {
        id: "3h5WvWYGwg5uzQXxGBYXHc",
        uri: "spotify:track:3h5WvWYGwg5uzQXxGBYXHc",
        title: "Not here",
        artists: [{ id: "5a2EaR3hamoenG9rDuVn8j", name: "Prince" }],
        lengthMs: 1_000,
        explicit: true,
        playable: false,
      },
    ]);
  });

  it("reads the key of before 2026, and either when both are there", () => {
    const item = wireTrackSchema.parse(items.items[0]?.item);
    expect(toEntryTrack({ is_local: false, track: item })).toEqual(METALLICA);
    expect(toEntryTrack({ is_local: false, item, track: item })).toEqual(METALLICA);
    expect(toEntryTrack({ is_local: null, item: null, track: item })).toEqual(METALLICA);
    expect(toEntryTrack({})).toBeUndefined();
  });
});

describe("toTrack", () => {
  it("has no track without a credited artist", () => {
    const wire = { id: "a", uri: "spotify:track:a", name: "x", artists: [{ id: "b", name: null }] };
    expect(toTrack(wire)).toBeUndefined();
    expect(toTrack({ ...wire, artists: [] })).toBeUndefined();
  });
});

describe("toPlaylist", () => {
  it("counts from either key and knows what the listener may edit", () => {
    const page = wirePlaylistPageSchema.parse(playlists);
    expect(page.items.flatMap((wire) => (wire ? [toPlaylist(wire, "listener")] : []))).toEqual([
      {
        id: "3cEYpjA9oz9GiPac4AsH4n",
        name: "radio: jazz",
        version: "AAAABQ",
        owned: true,
        trackCount: 42,
        url: "https://open.spotify.com/playlist/3cEYpjA9oz9GiPac4AsH4n",
      },
      { id: "5FJXhjdILmRA2z5bvz4nzf", name: "together", version: "BBBB", owned: true, trackCount: 7 },
      { id: "6rqhFgbbKwnb9MLmUQDhG6", name: "followed", version: "CCCC", owned: false, trackCount: 0 },
    ]);
  });
});

describe("largestImage", () => {
  it.each([
    [[], undefined],
    [[{ url: "a", width: null }, { url: "b" }], "a"],
    [
      [
        { url: "a", width: 64 },
        { url: "b", width: 640 },
        { url: "c", width: 300 },
      ],
      "b",
    ],
  ])("of %j is %s", (images, expected) => {
    expect(largestImage(images)).toBe(expected);
  });
});
