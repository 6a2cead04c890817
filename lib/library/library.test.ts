import { beforeAll, describe, expect, it } from "vitest";
import { cosine } from "@/lib/core/scale";
import { AppError } from "@/lib/errors";
import { createCatalogue } from "@/lib/station/station.fixture";
import { createMemoryStore } from "@/lib/store/memory";
import type { Holding } from "./holding";
import { createLibraryKeeper } from "./keeper";
import { createLibraryMusic, type FakeLibraryMusic, idOf } from "./library.fixture";
import { withLibrary } from "./library-music";
import { createLibraryView, type LibraryView } from "./library-view";
import { readCompany } from "./read-library";

const base = createCatalogue();
const FIRST_ADDED = base.space.count;

const holding = (name: string, over: Partial<Holding> = {}): Holding => ({
  id: idOf(name),
  name,
  row: base.find(name) ?? null,
  genres: [],
  company: [],
  ...over,
});

describe("createLibraryView", () => {
  const rock = (n: number) => base.find(`Rock ${n}`) ?? -1;
  const holdings = [
    holding("Rock 3", { genres: ["Гитары"] }),
    holding("Rock 7", { genres: ["Гитары"] }),
    holding("Jazz 1", { genres: ["Swing"] }),
    holding("Nobody's Trio", { genres: ["jazz"] }),
    holding("Группа", { genres: ["Гитары"] }),
    holding("Companion", { company: [[rock(5), 1]] }),
    holding("Blank"),
    holding("THE BLANK"),
  ];
  let view: LibraryView;
  beforeAll(async () => {
    view = await createLibraryView(base, holdings);
  });
  const id = (name: string) => view.catalogue.find(name) ?? -1;
  const near = (name: string, family: "Rock" | "Jazz") =>
    cosine(view.catalogue.space, id(name), base.find(`${family} 0`) ?? -1);

  it("finds by search nobody but those who are there", () => {
    const { index, catalogue } = view;
    const query = new Float32Array(index.dimensions).fill(1);
    const found = index.search(query, 1_000).map((neighbour) => catalogue.names[neighbour.id]);
    expect(new Set(found)).toEqual(
      new Set(["Rock 3", "Rock 7", "Jazz 1", "Nobody's Trio", "Группа", "Companion", "Blank"]),
    );
    expect(index.count).toBe(7);
    expect([view.holds(rock(3)), view.holds(rock(4)), view.holds(id("Группа"))]).toEqual([true, false, true]);
  });

  it("places unknown artists by the model's tags, by the library's own genres and by their company", () => {
    expect(near("Nobody's Trio", "Jazz")).toBeGreaterThan(0.7);
    expect(near("Группа", "Rock")).toBeGreaterThan(0.7);
    expect(near("Companion", "Rock")).toBeGreaterThan(0.5);
    expect(near("Nobody's Trio", "Rock")).toBeLessThan(near("Nobody's Trio", "Jazz"));
    const row = view.catalogue.space.vectors.subarray(id("Blank") * 8, id("Blank") * 8 + 8);
    expect([...row]).toEqual(Array.from({ length: 8 }, () => 0));
  });

  it("keeps the model's artists as they are and numbers the others behind them", () => {
    expect(view.catalogue.names.slice(0, FIRST_ADDED)).toEqual(base.names);
    expect(view.catalogue.space.count).toBe(FIRST_ADDED + 4);
    expect(view.catalogue.find("Rock 4")).toBe(rock(4));
    expect(view.catalogue.space.vectors.subarray(0, FIRST_ADDED * 8)).toEqual(base.space.vectors);
  });

  it("knows the library's spellings behind a name, and offers what can be played", () => {
    expect(view.entriesOf("blank").map(({ name }) => name)).toEqual(["Blank", "THE BLANK"]);
    expect(view.entriesOf("Rock 3")).toMatchObject([{ id: idOf("Rock 3"), name: "Rock 3" }]);
    expect(view.entriesOf("Rock 4")).toEqual([]);
    expect(view.catalogue.complete("nob", 5)).toEqual([id("Nobody's Trio")]);
    expect(view.catalogue.artistsOfTag("Jazz", 9)).toEqual([id("Jazz 1"), id("Nobody's Trio")]);
    expect(view.catalogue.tags(id("Группа"))).toEqual([{ name: "Гитары", weight: 1 }]);
  });
});

describe("readCompany", () => {
  it("weighs a playlist once and passes over one that has gone", async () => {
    const music = createLibraryMusic({}, { a: ["Rock 1", "Rock 2", "New"], gone: [], b: ["Rock 1", "New"] });
    music.playlists.delete("gone");
    const list = music.listPlaylists;
    music.listPlaylists = async () => [
      ...(await list()),
      { id: "gone", name: "", version: "", owned: true, trackCount: 1 },
    ];
    const names = ["Rock 1", "Rock 2", "New"].map((name) => holding(name));
    expect([...(await readCompany(music, names))]).toEqual([
      [
        idOf("New"),
        [
          [base.find("Rock 1"), 1.5],
          [base.find("Rock 2"), 0.5],
        ],
      ],
    ]);
  });
});

describe("createLibraryKeeper", () => {
  const HELD = { "Rock 1": ["rock"], "Jazz 2": ["jazz"], New: ["Jazz"] };
  function openKeeper(over: { catalogue?: typeof base; patienceMs?: number } = {}) {
    let time = 10_000_000;
    const store = createMemoryStore();
    const create = () => createLibraryKeeper({ catalogue: base, store, now: () => time, ...over });
    return {
      create,
      keeper: create(),
      advance: (ms: number) => {
        time += ms;
      },
    };
  }
  const open = (keeper: ReturnType<typeof createLibraryKeeper>, music: FakeLibraryMusic) =>
    keeper.open("me", music, music.library);
  /** Opens until the reading is over. */
  async function settle(keeper: ReturnType<typeof createLibraryKeeper>, music: FakeLibraryMusic) {
    for (;;) {
      const opened = await open(keeper, music);
      if (opened.progress.state !== "reading") return opened;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  it("gives a first list at once and the whole library when it is read", async () => {
    const { keeper } = openKeeper();
    const music = createLibraryMusic(HELD, { list: ["Rock 1", "New"] });
    const first = await open(keeper, music);
    expect(first.view?.count).toEqual({ artists: 3, known: 2 });
    const { view, progress } = await settle(keeper, music);
    expect(progress).toEqual({ state: "ready", artists: 3, known: 2 });
    expect(view?.catalogue.tags(view.catalogue.find("New") ?? -1)).toEqual([{ name: "Jazz", weight: 1 }]);
  });

  it("does not wait for a service that takes its time", async () => {
    const { keeper } = openKeeper({ patienceMs: 1 });
    const music = createLibraryMusic(HELD);
    let answer = () => {};
    const artists = new Promise<void>((resolve) => {
      answer = resolve;
    }).then(() => [{ id: idOf("Rock 1"), name: "Rock 1" }]);
    const slow = { ...music.library, listArtists: () => artists };
    expect(await keeper.open("me", music, slow)).toEqual({
      view: undefined,
      progress: { state: "reading", artists: 0 },
    });
    answer();
    await artists;
    await settle(keeper, music);
    expect((await open(keeper, music)).view?.count.artists).toBe(1);
  });

  it("asks the service again only when the library is old, and then beside the listening", async () => {
    const { keeper, advance } = openKeeper();
    const music = createLibraryMusic(HELD);
    await settle(keeper, music);
    music.calls.length = 0;
    await open(keeper, music);
    expect(music.calls).toEqual([]);
    music.held.set("Rock 9", []);
    advance(3_600_001);
    expect((await open(keeper, music)).view?.count.artists).toBe(3);
    let artists: number | undefined = 3;
    while (artists === 3) {
      await new Promise((resolve) => setImmediate(resolve));
      artists = (await open(keeper, music)).view?.count.artists;
    }
    expect(artists).toBe(4);
  });

  it("finds its library in the store after a restart, unless the model is another", async () => {
    const { keeper, create, advance } = openKeeper();
    const music = createLibraryMusic(HELD);
    await settle(keeper, music);
    music.calls.length = 0;
    advance(1_000);
    expect((await open(create(), music)).progress).toMatchObject({ state: "ready", artists: 3 });
    expect(music.calls).toEqual([]);
  });

  it("says what is wrong, keeps what it has, and tries again after a while", async () => {
    const { keeper, advance } = openKeeper();
    const music = createLibraryMusic(HELD);
    music.fault = new AppError("service_unavailable", "away");
    expect(await open(keeper, music)).toMatchObject({
      view: undefined,
      progress: { state: "failed", fault: { message: "away" } },
    });
    const asked = music.calls.length;
    await open(keeper, music);
    expect(music.calls).toHaveLength(asked);
    music.fault = undefined;
    advance(60_001);
    expect((await settle(keeper, music)).progress.state).not.toBe("reading");
    expect((await open(keeper, music)).view?.count.artists).toBe(3);
  });
});

describe("withLibrary", () => {
  it("asks for the library's own spellings, and for nobody who is not there", async () => {
    const view = await createLibraryView(base, [
      holding("Rock 3"),
      { ...holding("Rock 3"), id: "2", name: "ROCK 3 (live)" },
    ]);
    const music = createLibraryMusic({});
    const mine = withLibrary(music, view);
    const tracks = await mine.findArtistTracks({ name: "Rock 3" });
    expect(music.calls).toEqual(["findArtistTracks Rock 3", "findArtistTracks ROCK 3 (live)"]);
    expect(tracks.slice(0, 2).map(({ artists }) => artists[0]?.name)).toEqual(["Rock 3", "ROCK 3 (live)"]);
    music.calls.length = 0;
    expect(await mine.findArtistTracks({ name: "Rock 4" })).toEqual([]);
    expect(music.calls).toEqual([]);
  });
});
