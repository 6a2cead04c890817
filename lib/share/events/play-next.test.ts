import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createDeps } from "@/lib/station/station.fixture";
import { createMemoryStore } from "@/lib/store/memory";
import { actAsHost, endEvent } from "./event";
import { start } from "./event.fixture";
import { createEventBook } from "./event-book";
import { playNext } from "./play-next";

async function open() {
  const deps = createDeps();
  const store = createMemoryStore();
  const book = createEventBook({ store, recommender: deps, randomBytes, log: () => {} });
  const code = await book.create(start);
  const play = (after: number, host = start.host) => playNext(book, deps, code, { host, after });
  const played = async () => (await book.read(code)).event.played.map(({ trackId }) => trackId);
  return { deps, book, code, play, played };
}

describe("playNext", () => {
  it("plays one song after the one before it, however often and from how many pages it is asked", async () => {
    const { play, played } = await open();
    const songs = await Promise.all([play(0), play(0), play(0)]);
    songs.push(await play(0));
    expect(new Set(songs.map(({ track }) => track.id)).size).toBe(1);
    const second = await play(1);
    expect(await played()).toEqual([songs[0]?.track.id, second.track.id]);
  });

  it("goes on where a store that lost its last songs stands", async () => {
    const { play, played } = await open();
    const first = await play(0);
    const next = await play(3);
    expect(await played()).toEqual([first.track.id, next.track.id]);
  });

  it("leaves out who has no song, and plays the next", async () => {
    const { deps, book, code, play } = await open();
    const [first, second] = (await book.read(code)).queue.queue;
    const { findArtistTracks } = deps.music;
    deps.music.findArtistTracks = async (artist) =>
      artist.name === first?.name ? [] : findArtistTracks(artist);
    expect((await play(0)).artist).toBe(second?.name);
    expect((await book.read(code)).event.dropped).toEqual([first?.name]);
  });

  it("plays for the host alone, and not after the end", async () => {
    const { book, code, play } = await open();
    await expect(play(0, "somebody")).rejects.toMatchObject({ code: "forbidden" });
    await book.change(code, (event) => actAsHost(event, { action: "pin", artist: "Jazz 3" }));
    expect((await play(0)).artist).toBe("Jazz 3");
    await book.change(code, (event) => endEvent(event, "playlist"));
    await expect(play(1)).rejects.toMatchObject({ code: "gone" });
    expect((await book.change(code, (event) => endEvent(event, "another"))).kept).toBe("playlist");
  });
});
