// The player routes of fake-spotify.fixture.ts: two devices, of which one plays. Writes answer text that is no JSON.

export const FAKE_DEVICES = ["kitchen/1", "phone"] as const;

type Request = { readonly method: string; readonly body: unknown };
export type FakePlayerRoutes = (request: Request, child: string, query: URLSearchParams) => Response;

const refused = (status: number, message: string, reason?: string) =>
  Response.json({ error: { status, message, ...(reason && { reason }) } }, { status });

export function createFakePlayerRoutes(): FakePlayerRoutes {
  const state = { device: "", uri: "", positionMs: 0, playing: false };
  const done = () => new Response("opaque words", { status: 200 });
  const toWire = (id: string) => ({
    id,
    name: `The ${id}`,
    type: "Speaker",
    is_active: state.device === id,
    is_restricted: false,
  });
  const read = (child: string): Response => {
    if (child === "devices") return Response.json({ devices: FAKE_DEVICES.map(toWire) });
    if (!state.device) return new Response(null, { status: 204 });
    const item = { id: state.uri.split(":").pop(), duration_ms: 200_000 };
    const { positionMs: progress_ms, playing: is_playing } = state;
    return Response.json({ device: toWire(state.device), progress_ms, is_playing, item });
  };
  const start = (body: { uris?: string[]; position_ms?: number } | undefined): Response => {
    if (!body?.uris && state.playing) {
      return refused(403, "Player command failed: Restriction violated", "UNKNOWN");
    }
    if (body?.uris) Object.assign(state, { uri: body.uris[0], positionMs: body.position_ms ?? 0 });
    state.playing = true;
    return done();
  };
  return ({ method, body }, child, query) => {
    if (method === "GET") return read(child);
    const moved = body as { device_ids?: string[]; play?: boolean } | undefined;
    const device = child === "" ? (moved?.device_ids?.[0] ?? "") : (query.get("device_id") ?? state.device);
    if (!FAKE_DEVICES.some((known) => known === device)) return refused(404, "Device not found");
    state.device = device;
    if (child === "play") return start(body as Parameters<typeof start>[0]);
    if (child === "pause" && !state.playing)
      return refused(403, "Player command failed: Restriction violated", "UNKNOWN");
    if (child === "pause") state.playing = false;
    if (child === "seek") state.positionMs = Number(query.get("position_ms"));
    if (child === "" && moved?.play) state.playing = true;
    return done();
  };
}
