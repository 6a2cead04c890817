// Stopwatch of the benchmarks: requests timed from outside, and what to say of many.

/** So many requests, one after the other. */
export async function repeat(times, request) {
  const samples = [];
  for (let i = 0; i < times; i++) samples.push(await timed(request));
  // The first requests warm the code up; they are not what a listener waits for all day.
  return samples.slice(Math.min(50, times / 10));
}

/** One request: milliseconds through HTTP and at the server, and its answer. */
export async function timed(request) {
  const begin = performance.now();
  const response = await request();
  const body = await response.json();
  const total = performance.now() - begin;
  const server = Number(/app;dur=([\d.]+)/.exec(response.headers.get("server-timing") ?? "")?.[1]);
  return { total, server, status: response.status, body };
}

/** Median and 99th percentile, in words. */
export function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return [ms(at(0.5)), ms(at(0.99))];
}

export function ms(value) {
  return value < 10 ? `${value.toFixed(2)} ms` : `${Math.round(value)} ms`;
}
