// The directions of lib/README.md as a check: who may import whom.
const only = (name, from, allowed) => ({
  name,
  severity: "error",
  from: { path: from, pathNot: "\\.(test|contract|fixture)\\.tsx?$" },
  to: { path: "^(app|components|lib|pages|e2e|scripts)/", pathNot: [from, ...allowed] },
});

module.exports = {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    {
      name: "nothing-imports-routes",
      severity: "error",
      from: { pathNot: "^(app|pages)/" },
      to: { path: "^(app|pages)/" },
    },
    only("core-imports-nothing", "^lib/core/", []),
    only("ann-imports-core", "^lib/ann/", ["^lib/core/"]),
    only("models-import-core", "^lib/models/", ["^lib/core/"]),
    only("names-import-core", "^lib/names/", ["^lib/core/"]),
    only("catalog-imports-ann-core-names", "^lib/catalog/", ["^lib/(ann|core|names)/", "^lib/errors"]),
    only("pipeline-imports-models-and-below", "^lib/pipeline/", [
      "^lib/(models|catalog|ann|core|names)/",
      "^lib/errors",
    ]),
    only("music-contract-is-alone", "^lib/music/[^/]+$", ["^lib/errors"]),
    only("spotify-imports-music", "^lib/music/spotify/", [
      "^lib/music/[^/]+$",
      "^lib/store/store",
      "^lib/errors",
    ]),
    only("subsonic-imports-music", "^lib/music/subsonic/", ["^lib/music/[^/]+$", "^lib/errors"]),
    only("library-knows-interfaces", "^lib/library/", [
      "^lib/(core|names)/",
      "^lib/catalog/catalogue",
      "^lib/ann/(exact|vector-index)",
      "^lib/music/service",
      "^lib/store/(store|listener-keys)",
      "^lib/errors",
    ]),
    only("store-imports-errors", "^lib/store/", ["^lib/errors"]),
    only("sandbox-imports-wire-schemas", "^lib/sandbox/", [
      "^lib/music/spotify/(responses|wire)",
      "^lib/core/(rng|hash)",
    ]),
    only("station-knows-interfaces", "^lib/station/", [
      "^lib/core/",
      "^lib/catalog/catalogue",
      "^lib/ann/vector-index",
      "^lib/music/service",
      "^lib/store/(store|listener-keys)",
      "^lib/errors",
    ]),
    only("simulation-plays-the-radio", "^lib/simulation/", [
      "^lib/(core|ann|models|station)/",
      "^lib/catalog/catalogue",
      "^lib/pipeline/(sources/|arguments|progress)",
      "^lib/errors",
    ]),
    only("share-knows-interfaces", "^lib/share/", [
      "^lib/core/",
      "^lib/catalog/catalogue",
      "^lib/station/",
      "^lib/store/(store|listener-keys)",
      "^lib/errors",
    ]),
    only("api-is-schemas", "^lib/api/", ["^lib/errors", "^lib/core/", "^lib/share/payload"]),
    {
      name: "components-stay-in-the-browser",
      severity: "error",
      from: { path: "^components/" },
      to: { path: "^lib/", pathNot: ["^lib/api/", "^lib/core/", "^lib/share/(payload|link)"] },
    },
    {
      name: "only-hnsw-imports-the-native-module",
      severity: "error",
      from: { pathNot: "^lib/ann/hnsw" },
      to: { path: "hnswlib-node" },
    },
    {
      name: "only-server-is-server-only",
      severity: "error",
      from: { pathNot: "^lib/server/" },
      to: { path: "node_modules/server-only" },
    },
    {
      name: "lib-server-is-for-app",
      severity: "error",
      from: { path: "^(lib|components)/", pathNot: "^lib/server/" },
      to: { path: "^lib/server/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
