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
export const spread = (values) => [ms(quantile(values, 0.5)), ms(quantile(values, 0.99))];

/** Median and 95th percentile, in words: for what is seen, frame by frame. */
export const milliseconds = (values) => [ms(quantile(values, 0.5)), ms(quantile(values, 0.95))];

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

export function ms(value) {
  if (value < 10) return `${value.toFixed(2)} ms`;
  return value < 25 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`;
}
