// The music that the test servers hold: short generated pieces, tagged as people's collections are.
// "contract" is the library of lib/music/service.contract.ts, "demo" the one of the end-to-end tests.

const series = (count, artist) =>
  Array.from({ length: count }, (_, index) => ({ artist, title: `${artist} ${index + 1}` }));

/** The tracks of the contract suite, as far as one artist to a track and whole seconds can say them. */
const CONTRACT = [
  ...series(130, "Metallica"),
  ...series(4, "The Band Perry"),
  { artist: "The Band", title: "The Weight" },
  { artist: "The Band", title: "Up on Cripple Creek" },
  { artist: "Sigur Rós", title: "Hoppípolla" },
  { artist: '"Weird Al" Yankovic', title: "Eat It" },
  { artist: "Queen", title: "Under Pressure", seconds: 248 },
];

/** Artist as tagged, then genre. Names that the model knows, names in disarray, names of nobody. */
const DEMO_ARTISTS = [
  ["Radiohead", "Alternative Rock"],
  ["Portishead", "Trip-Hop"],
  ["Massive Attack", "Trip-Hop"],
  ["Björk", "Electronic"],
  ["Bjork", "Electronic"],
  ["Boards of Canada", "Electronic"],
  ["Aphex Twin", "Electronic"],
  ["Sigur Rós", "Post-Rock"],
  ["MOGWAI", "Post-Rock"],
  ["Beatles, The", "Rock"],
  ["The Smiths [Remastered]", "Indie Rock"],
  ["Nick Cave and The Bad Seeds", "Alternative Rock"],
  ["PJ Harvey feat. Thom Yorke", "Alternative Rock"],
  ["Ke$ha", "Pop"],
  ["AC/DC", "Hard Rock"],
  ["Nirvana", "Grunge"],
  ["Pixies", "Indie Rock"],
  ["Arcade Fire", "Indie Rock"],
  ["Interpol", "Indie Rock"],
  ["The National", "Indie Rock"],
  ["Кино", "Русский рок"],
  ["Земфира", "Русский рок"],
  ["椎名林檎", "J-Pop"],
  ["坂本龍一", "Ambient"],
  ["Zwei Linke Hände Kapelle", "Trip-Hop"],
  ["DJ Nobody Knows Yet", "Electronic"],
  ["Großmutters Küchenradio", "Indie Rock"],
  ["The Unfindables of Nowhere", "Nonexistent Genre"],
];
const DEMO_TITLES = ["Morning", "Harbour", "Paper Boats", "Nine Lights", "Slow Train"];

const demo = () =>
  DEMO_ARTISTS.flatMap(([artist, genre]) =>
    DEMO_TITLES.map((title) => ({ artist, genre, title: `${title} (${artist})` })),
  );

/** A track that is whole when the server reads its tags and broken when it is played. */
const BROKEN = { artist: "Mogwai", genre: "Post-Rock", title: "Torn Tape", broken: true };

export const LIBRARIES = {
  contract: {
    users: ["listener", "friend"],
    seconds: 1,
    tracks: CONTRACT,
    playlists: [],
  },
  demo: {
    users: ["demo", "other"],
    // The radio leaves out what is shorter than a song.
    seconds: 60,
    tracks: [...demo(), BROKEN],
    playlists: [
      {
        owner: "demo",
        name: "radio: Trip",
        artists: ["Portishead", "Massive Attack", "Zwei Linke Hände Kapelle"],
      },
      { owner: "demo", name: "radio: Север", artists: ["Кино", "Земфира", "Sigur Rós", "Mogwai"] },
      { owner: "demo", name: "radio: Leer", artists: [] },
      { owner: "demo", name: "Kitchen", artists: ["The National", "Interpol", "Großmutters Küchenradio"] },
      { owner: "other", name: "radio: not mine", artists: ["AC/DC"] },
    ],
  },
};

/** Password of every user of the test servers. */
export const PASSWORD = "pässword & more";
