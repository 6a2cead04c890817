// An empty POST handler: what the framework itself takes for a request. Part of the benchmark's own build alone (next.config.ts).

export function POST(): Response {
  return new Response(null, { status: 204 });
}
