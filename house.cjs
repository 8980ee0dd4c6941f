/**
 * The rooms of the house and their order. In each list a room imports only itself and the rooms before it; "." stands for
 * the files that lie in the folder beside its rooms. The import rules, their planted violations, the list of known
 * folders and the line "May import" of each README are derived from this table or held against it.
 */
const orders = [
  {
    folder: "lib",
    rooms: [
      ...["util", "expr", "fact", "source", "column", "metric", "stress", "verdict", "screen", "coverage", "workbench"],
      ...["index", "evidence", "contract"],
    ],
  },
  { folder: "lib/fact", rooms: ["definition", "filed", "series", "rule", "fallback", "check", "."] },
  { folder: "lib/screen", rooms: [".", "run", "universe"] },
  { folder: "lib/evidence", rooms: ["store", "outcome", "past", "compare", "."] },
  { folder: "lib/workbench", rooms: ["column", "filter", "search", "portfolio", "."] },
  {
    folder: "lib/server",
    rooms: [".", "worker", "db", "snapshot", "ingest", "service", "auth", "http", "page", "evidence", "cli"],
  },
  { folder: "lib/server/snapshot", rooms: ["column", "."] },
  {
    folder: "lib/server/service",
    rooms: ["account", "policy", "screen", "index", "company", "saved-screen", "watchlist", "data", "search", "."],
  },
  {
    folder: "components",
    rooms: [
      "ui",
      "as-of",
      "action",
      "watch",
      "key",
      "layout",
      "parameter",
      "chart",
      "verdict",
      "stress",
      "policy",
      "search",
      "query",
      "company-table",
    ],
  },
  {
    folder: "components/screen",
    rooms: ["state", "bar", "own-metric", "rank", "filter", "peek", "group", "table", "side", "."],
  },
];

/** Areas of the interface: each imports the rooms of components, and no other area. */
const areas = [
  "account",
  "company",
  "data",
  "design",
  "evidence",
  "methodology",
  "saved-screen",
  "screen",
  "watchlist",
];

/** Folders with a rule of their own, beside those of the orders. */
const aside = {
  "": ["app", "components", "lib", "prisma", "tests"],
  lib: ["sample", "server"],
};

module.exports = { orders, areas, aside };
