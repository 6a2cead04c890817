# Longwave in a container: built in one stage with compilers for the native index, run in another without them.
# Needs the variables of the table "Configuration" in README.md; keeps the embedded store, where it is used, in /data.

FROM node:20-bookworm-slim AS build
WORKDIR /app
RUN apt-get update \
 && apt-get install -y --no-install-recommends python3 make g++ \
 && rm -rf /var/lib/apt/lists/*
# The image holds Node's headers, so that the native module builds without a download.
ENV npm_config_nodedir=/usr/local NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json .npmrc ./
RUN npm install --no-save --no-audit --no-fund
COPY . .
RUN STANDALONE_BUILD=1 npm run build
# The index lies beside the build; without it the server searches exactly, and a little slower.
ARG MODEL=als
RUN node --import tsx lib/pipeline/cli.ts index --model "data/models/${MODEL}"

FROM node:20-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production HOSTNAME=0.0.0.0 PORT=3000 DATA_DIR=/data NEXT_TELEMETRY_DISABLED=1 MALLOC_ARENA_MAX=2
RUN mkdir /data && chown node:node /data
COPY --from=build /app/.next/standalone ./
COPY --from=build /app/.next/static ./.next/static
COPY --from=build /app/data/models ./data/models
COPY --from=build /app/.data/indexes ./.data/indexes
USER node
VOLUME /data
EXPOSE 3000
# A server without its store is degraded, not ill: restarting it would not help.
HEALTHCHECK --interval=15s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/api/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Node itself is the process, so that SIGTERM reaches it: it finishes what is under way within eight seconds.
STOPSIGNAL SIGTERM
CMD ["node", "--max-semi-space-size=8", "--max-old-space-size=512", "server.js"]
