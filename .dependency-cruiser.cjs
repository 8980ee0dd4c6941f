const { areas, orders } = require("./house.cjs");

/** The folder of a room as the beginning of a path, for a rule. */
function matchRoom(folder, room) {
  return room === "." ? `^${folder}/[^/]+$` : `^${folder}/${room}/`;
}

/** One rule for each room that has a room after it. */
function orderRules({ folder, rooms }) {
  return rooms.slice(0, -1).map((room, index) => ({
    name: `order-${folder}-${room}`,
    comment: `In ${folder}, ${room} imports only: ${rooms.slice(0, index).join(", ") || "itself"}.`,
    from: { path: matchRoom(folder, room) },
    to: {
      path: rooms
        .slice(index + 1)
        .map((later) => matchRoom(folder, later))
        .join("|"),
    },
  }));
}

const framework =
  "(^|/)node_modules/(@types/)?(react|react-dom|next|next-auth|next-themes|nuqs|cmdk|lucide-react|geist|server-only|@base-ui|@codemirror|@lezer|@tanstack)/";
const webFramework = "(^|/)node_modules/(@types/)?(react|react-dom|next|next-auth|next-themes|nuqs)/";
const database =
  "(^|/)node_modules/(@types/)?(@prisma|prisma|\\.prisma|pg|pglite-prisma-adapter|@electric-sql)/|^lib/server/db/generated/";

/** @type {import("dependency-cruiser").IForbiddenRuleType[]} */
const appRules = [
  {
    name: "app-never-database-or-ingest",
    comment: "A route asks a service. It never talks to the database or to the ingest itself.",
    from: { path: "^app/" },
    to: { path: "^lib/server/(db|ingest)/" },
  },
  {
    name: "app-only-components-and-lib",
    comment: "Routes are made of components and lib, and of nothing else in the project.",
    from: { path: "^app/" },
    to: { pathNot: "^(app|components|lib)/|(^|/)node_modules/", dependencyTypesNot: ["core", "npm", "npm-dev"] },
  },
  {
    name: "api-only-lib",
    comment: "An API route renders nothing, so it needs lib alone.",
    from: { path: "^app/api/" },
    to: { path: "^(components|app/(?!api/))" },
  },
  {
    name: "proxy-only-lib",
    comment: "proxy.ts runs before every request: it stays clear of routes, components, database and ingest.",
    from: { path: "^(proxy|instrumentation)\\.ts$" },
    to: { path: "^(app|components|prisma)/|^lib/server/(db|ingest)/" },
  },
];

/** @type {import("dependency-cruiser").IForbiddenRuleType[]} */
const componentRules = [
  {
    name: "components-never-server",
    comment: "A component may run in the browser.",
    from: { path: "^components/" },
    to: { path: "^lib/server/" },
  },
  {
    name: "components-never-app-or-prisma",
    comment: "Routes are built of components, never the other way round.",
    from: { path: "^components/" },
    to: { path: "^(app|prisma)/" },
  },
  {
    name: "ui-only-itself-and-util",
    comment: "Primitives know nothing of companies.",
    from: { path: "^components/ui/" },
    to: { path: "^(components|lib)/", pathNot: "^(components/ui|lib/util)/" },
  },
  {
    name: "area-only-own-and-shared-rooms",
    comment: "An area of the interface can be changed without reading the other areas.",
    from: { path: `^components/(${areas.join("|")})/` },
    to: { path: `^components/(${areas.join("|")})/`, pathNot: "^components/$1/" },
  },
  {
    name: "shared-room-never-area",
    comment: "What several areas share knows none of them.",
    from: { path: "^components/", pathNot: `^components/(${areas.join("|")})/` },
    to: { path: `^components/(${areas.join("|")})/` },
  },
];

/** @type {import("dependency-cruiser").IForbiddenRuleType[]} */
const libRules = [
  {
    name: "lib-never-app-or-components",
    comment: "lib is below the interface.",
    from: { path: "^lib/" },
    to: { path: "^(app|components)/" },
  },
  {
    name: "pure-lib-never-node",
    comment: "lib outside server gives the same answer in a browser, a worker and Node.",
    from: { path: "^lib/(?!server/|sample/write-sample\\.ts$)" },
    to: { dependencyTypes: ["core"] },
  },
  {
    name: "pure-lib-never-framework",
    comment: "lib outside server is free of React and Next.",
    from: { path: "^lib/(?!server/)" },
    to: { path: framework },
  },
  {
    name: "pure-lib-never-database",
    comment: "lib outside server never sees Prisma or a database driver.",
    from: { path: "^lib/(?!server/)" },
    to: { path: `${database}|^prisma/` },
  },
  {
    name: "pure-lib-never-server",
    comment: "lib outside server may run in the browser, and lib/server may not.",
    from: { path: "^lib/(?!server/|sample/write-sample\\.ts$)" },
    to: { path: "^lib/server/" },
  },
  {
    name: "nothing-of-lib-imports-sample",
    comment: "The sample universe stands aside: only the server loads it.",
    from: { path: "^lib/(?!sample/|server/)" },
    to: { path: "^lib/sample/" },
  },
  {
    name: "sample-only-what-source-knows",
    comment: "The sample universe is written in foreign formats and read like them, so it knows what source knows.",
    from: { path: "^lib/sample/" },
    to: { path: "^lib/", pathNot: "^lib/(util|expr|fact|source|sample)/|^lib/server/" },
  },
];

/** @type {import("dependency-cruiser").IForbiddenRuleType[]} */
const serverRules = [
  {
    name: "only-db-touches-the-database",
    comment: "The generated client, Prisma and the drivers stay behind lib/server/db.",
    from: {
      path: "^(app|components|lib|proxy\\.ts|instrumentation\\.ts)",
      pathNot: "^lib/server/db/",
    },
    to: { path: database },
  },
  {
    name: "inner-server-never-framework",
    comment: "Services, ingest, snapshots and database run from a command line as well as from a request.",
    from: { path: "^lib/server/(service|ingest|snapshot|db)/" },
    to: { path: webFramework },
  },
  {
    name: "nothing-imports-cli",
    comment: "A command line is an entry point. What two of them share belongs to a service.",
    from: { path: "^(app|components|lib/(?!server/)|proxy\\.ts|instrumentation\\.ts)" },
    to: { path: "^lib/server/cli/" },
  },
];

/** @type {import("dependency-cruiser").IForbiddenRuleType[]} */
const generalRules = [
  {
    name: "nothing-imports-tests",
    comment: "Code that a test needs is not part of the product.",
    from: { pathNot: "^tests/" },
    to: { path: "^tests/" },
  },
  {
    name: "no-cycles",
    comment: "Two modules that need each other are one module, or lack a third.",
    from: {},
    to: { circular: true },
  },
  {
    name: "no-unresolvable",
    comment: "An import that leads nowhere.",
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: "no-undeclared-package",
    comment: "A package that package.json does not name may be gone after the next install.",
    from: {},
    to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
  },
  {
    name: "product-never-development-package",
    comment: "An installation without development dependencies must run. Its tests need them.",
    from: {
      path: "^(app|components|lib|proxy\\.ts)",
      pathNot: "^lib/server/(cli/(test|find-chromium)|db/generate\\.mjs$)",
    },
    to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"], pathNot: "(^|/)node_modules/@types/" },
  },
];

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    ...appRules,
    ...componentRules,
    ...libRules,
    ...serverRules,
    ...generalRules,
    ...orders.flatMap(orderRules),
  ].map((rule) => ({
    severity: "error",
    ...rule,
  })),
  options: {
    doNotFollow: { path: "node_modules|^lib/server/db/generated/" },
    exclude: { path: "^(\\.next|\\.ballast|coverage|playwright-report|test-results)" },
    // The peers of the benchmark have a package.json of their own beside that of the project.
    combinedDependencies: true,
    // Type-only imports count: a layer that knows the types of another is coupled to it.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      mainFields: ["module", "main", "types", "typings"],
    },
    skipAnalysisNotInRules: true,
  },
};
