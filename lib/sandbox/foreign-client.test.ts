// Somebody else's client, spotify-web-api-node as npm has it, works against the sandbox.
// It knows two hosts by heart; only the way to them is bent, from TLS on the internet to the sandbox's socket.
import http from "node:http";
import { createRequire } from "node:module";
import SpotifyWebApi from "spotify-web-api-node";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { isRecord } from "./call";
import { authorizeQuery, consent, control, REDIRECT } from "./sandbox.fixture";
import { type SandboxServer, serveSandbox } from "./server";

const SCOPES = [
  "playlist-read-private",
  "playlist-modify-private",
  "user-read-playback-state",
  "user-modify-playback-state",
  "user-library-read",
  "user-library-modify",
];
const HOSTS = ["api.spotify.com", "accounts.spotify.com"];
/** The module as the client requires it; an import would be a copy of it. */
const https: typeof import("node:https") = createRequire(import.meta.url)("node:https");
const asked = new Set<string>();
let server: SandboxServer;

beforeAll(async () => {
  server = await serveSandbox({ port: 0, seed: "foreign", artists: () => [] });
});
beforeEach(async () => {
  vi.spyOn(https, "request").mockImplementation((options: unknown) => {
    if (!isRecord(options) || !HOSTS.includes(String(options.host)))
      throw new Error("a call to somewhere else");
    asked.add(String(options.host));
    const { port } = new URL(server.url);
    return http.request({
      ...options,
      protocol: "http:",
      host: "127.0.0.1",
      hostname: "127.0.0.1",
      port,
      agent: undefined,
    });
  });
  await control(server.sandbox, "POST", "reset");
});
afterAll(() => server.close());

/** A client whose listener has been through the consent page. */
async function createClient() {
  const client = new SpotifyWebApi({ clientId: "somebody", clientSecret: "else", redirectUri: REDIRECT });
  const asks = new URL(client.createAuthorizeURL(SCOPES, "state-1")).searchParams;
  expect(asks.get("response_type")).toBe("code");
  const query = authorizeQuery({
    client_id: "somebody",
    scope: asks.get("scope") ?? "",
    state: "state-1",
    code_challenge: undefined,
    code_challenge_method: undefined,
  });
  const back = await consent(server.sandbox, "ada", query);
  const { body } = await client.authorizationCodeGrant(back.searchParams.get("code") ?? "");
  client.setAccessToken(body.access_token);
  client.setRefreshToken(body.refresh_token);
  return { client, tokens: body };
}

describe("spotify-web-api-node", () => {
  it("signs in with a code and a secret, and refreshes when the token has run out", async () => {
    const { client, tokens } = await createClient();
    expect(tokens).toMatchObject({ token_type: "Bearer", expires_in: 3_600 });
    await control(server.sandbox, "POST", "tokens", { action: "expire_access" });
    await expect(client.getMe()).rejects.toMatchObject({ statusCode: 401 });
    const { body } = await client.refreshAccessToken();
    client.setAccessToken(body.access_token);
    expect((await client.getMe()).body).toMatchObject({ id: "ada", display_name: "Ada Lindqvist" });
    expect([...asked].sort()).toEqual([...HOSTS].sort());
  });

  it("hears that a revoked refresh token is no grant", async () => {
    const { client } = await createClient();
    await control(server.sandbox, "POST", "tokens", { action: "revoke_all" });
    await expect(client.refreshAccessToken()).rejects.toMatchObject({
      statusCode: 400,
      body: { error: "invalid_grant" },
    });
  });

  it("pages through playlists, makes one, fills it and reads it back", async () => {
    await control(server.sandbox, "POST", "switches", { tier: "dev-old" });
    const { client } = await createClient();
    const first = await client.getUserPlaylists({ limit: 2 });
    const second = await client.getUserPlaylists({ limit: 2, offset: 2 });
    expect(first.body.total).toBe(second.body.total);
    expect(first.body.items.map(({ id }) => id)).not.toEqual(second.body.items.map(({ id }) => id));
    const found = await client.searchTracks("artist:Low", { limit: 3 });
    const uris = (found.body.tracks?.items ?? []).map(({ uri }) => uri);
    expect(uris).toHaveLength(3);
    const made = await client.createPlaylist("radio: Foreign", { public: false });
    await client.addTracksToPlaylist(made.body.id, uris);
    const items = await client.getPlaylistTracks(made.body.id);
    expect(items.body.items.map(({ track }) => track?.uri)).toEqual(uris);
  });

  it("plays, queues, seeks and pauses on a speaker, whatever form the answers have", async () => {
    for (const playerWrites of ["204", "text"]) {
      await control(server.sandbox, "POST", "switches", { playerWrites });
      const { client } = await createClient();
      const { devices } = (await client.getMyDevices()).body;
      const device_id = devices[0]?.id ?? "";
      const found = await client.searchTracks("artist:Low", { limit: 2 });
      const [one = "", two = ""] = (found.body.tracks?.items ?? []).map(({ uri }) => uri);
      await client.play({ device_id, uris: [one] });
      await client.addToQueue(two);
      await client.seek(5_000);
      expect((await client.getMyCurrentPlaybackState()).body).toMatchObject({
        is_playing: true,
        item: { uri: one },
      });
      await client.skipToNext();
      await client.pause();
      expect((await client.getMyCurrentPlaybackState()).body).toMatchObject({
        is_playing: false,
        item: { uri: two },
      });
      await control(server.sandbox, "POST", "reset");
    }
  });

  it("is told of a quota that is spent, with the time to wait", async () => {
    const { client } = await createClient();
    await control(server.sandbox, "POST", "switches", { quota: { max: { search: 0 } } });
    await expect(client.searchArtists("low")).rejects.toMatchObject({
      statusCode: 429,
      body: { error: { reason: "QUOTA_EXCEEDED" } },
      headers: { "retry-after": expect.stringMatching(/^\d+$/) },
    });
  });
});
