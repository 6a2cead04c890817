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

/** For a container: the server with no more of node_modules than it needs. `next start` does not go with it. */
const forContainer = process.env.STANDALONE_BUILD === "1" && { output: "standalone" as const };

/** Native modules, and the font of the pictures for messengers, are found at run time, where tracing cannot see them. */
const FOUND_LATE = [
  "@lmdb/*/**",
  "@msgpackr-extract/*/**",
  "hnswlib-node/build/Release/*.node",
  "@fontsource/fraunces/files/fraunces-latin*-400-normal.woff",
];

const config: NextConfig = {
  // Native modules and modules with workers stay outside the bundle.
  serverExternalPackages: ["hnswlib-node", "ioredis", "lmdb", "pino"],
  outputFileTracingIncludes: { "/*": FOUND_LATE.map((path) => `node_modules/${path}`) },
  bundlePagesRouterDependencies: true,
  allowedDevOrigins: ["127.0.0.1"],
  // `npm test` checks the types of everything; a build need not do it again.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  ...forBenchmark,
  ...forContainer,
  headers: async () => [{ source: "/:path*", headers: securityHeaders }],
};

export default config;
