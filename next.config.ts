import type { NextConfig } from "next";

const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
];

/** The benchmark's build lies apart and has routes that end in .bench.ts, which no other build knows. */
const forBenchmark = process.env.BENCH_BUILD === "1" && {
  distDir: ".next-bench",
  pageExtensions: ["tsx", "ts", "bench.ts"],
  // A copy that the build may add its own types to.
  typescript: { ignoreBuildErrors: true, tsconfigPath: ".data/tsconfig.bench.json" },
};

const config: NextConfig = {
  // Native modules and modules with workers stay outside the bundle.
  serverExternalPackages: ["hnswlib-node", "ioredis", "lmdb", "pino"],
  allowedDevOrigins: ["127.0.0.1"],
  // `npm test` checks the types of everything; a build need not do it again.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  ...forBenchmark,
  headers: async () => [{ source: "/:path*", headers: securityHeaders }],
};

export default config;
