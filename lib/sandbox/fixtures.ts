// Reads data/sandbox/fixtures.json: the listeners, their playlists and the artists the sandbox always knows.
// Parsed once when a sandbox is made.
import { readFileSync } from "node:fs";
import { z } from "zod";

const extraSchema = z.discriminatedUnion("kind", [
  z.object({ at: z.number().int().min(0), kind: z.literal("gone") }),
  z.object({ at: z.number().int().min(0), kind: z.literal("episode"), title: z.string(), show: z.string() }),
  z.object({ at: z.number().int().min(0), kind: z.literal("local"), title: z.string(), artist: z.string() }),
]);

const accountSchema = z.object({
  id: z.string(),
  accountId: z.string(),
  displayName: z.string(),
  product: z.enum(["premium", "free"]),
  allowListed: z.boolean().describe("false: signs in, but every call is refused"),
  country: z.string().length(2),
  note: z.string().describe("What makes this account worth trying; shown on the consent page"),
  speakers: z.array(z.string()).describe("Other devices of this listener's, always on"),
});

const playlistSchema = z.object({
  owner: z.string(),
  name: z.string(),
  description: z.string(),
  public: z.boolean(),
  artists: z.array(z.string()),
  perArtist: z.number().int().min(1).max(10).describe("Tracks of each artist; artists take turns"),
  followers: z.array(z.string()).default([]),
  extras: z.array(extraSchema).default([]).describe("Entries that are not tracks, put in at these positions"),
});

const fixturesSchema = z.object({
  accounts: z.array(accountSchema).min(1),
  users: z.array(z.object({ id: z.string(), displayName: z.string() })).describe("Owners who cannot sign in"),
  artists: z.array(z.object({ name: z.string(), popularity: z.number().min(0).max(100) })),
  playlists: z.array(playlistSchema),
});

export type Fixtures = z.infer<typeof fixturesSchema>;
export type AccountFixture = Fixtures["accounts"][number];
export type PlaylistFixture = Fixtures["playlists"][number];

export function readFixtures(path: string): Fixtures {
  return fixturesSchema.parse(JSON.parse(readFileSync(path, "utf8")));
}
