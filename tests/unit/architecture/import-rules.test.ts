import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const projectRoot = join(import.meta.dirname, "../../..");
const configPath = join(projectRoot, ".dependency-cruiser.cjs");
const require = createRequire(import.meta.url);
const config = require(configPath) as { forbidden: { name: string }[] };
const { areas, orders } = require(join(projectRoot, "house.cjs")) as House;

interface House {
  readonly orders: readonly { readonly folder: string; readonly rooms: readonly string[] }[];
  readonly areas: readonly string[];
}

type Plant = { readonly rule: string; readonly from: string; readonly to: string };

function nameFile(folder: string, room: string, name: string): string {
  return room === "." ? `${folder}/${name}.ts` : `${folder}/${room}/${name}.ts`;
}

/** For each rule of order one import of the room after it and one of the last room. */
const orderPlants: readonly Plant[] = orders.flatMap(({ folder, rooms }) =>
  rooms.slice(0, -1).flatMap((room, index) =>
    [...new Set([rooms[index + 1] ?? "", rooms.at(-1) ?? ""])].map((later) => ({
      rule: `order-${folder}-${room}`,
      from: nameFile(folder, room, `upwards-${later === "." ? "here" : later}`),
      to: `@/${nameFile(folder, later, "leaf").replace(/\.ts$/, "")}`,
    })),
  ),
);

/** Each room may import the one before it. */
const orderAllowed: readonly Omit<Plant, "rule">[] = orders.flatMap(({ folder, rooms }) =>
  rooms.slice(1).map((room, index) => ({
    from: nameFile(folder, room, "downwards"),
    to: `@/${nameFile(folder, rooms[index] ?? "", "leaf").replace(/\.ts$/, "")}`,
  })),
);

/** One violation for every rule, and more than one where a rule says several things. */
const plants: readonly Plant[] = [
  ...orderPlants,
  ...areas.map((area, index) => ({
    rule: "area-only-own-and-shared-rooms",
    from: `components/${area}/other-area.tsx`,
    to: `@/components/${areas[(index + 1) % areas.length]}/area-leaf`,
  })),
  { rule: "app-never-database-or-ingest", from: "app/(site)/a/page.tsx", to: "@/lib/server/db/client" },
  { rule: "app-never-database-or-ingest", from: "app/(site)/b/page.tsx", to: "@/lib/server/ingest/run" },
  { rule: "app-only-components-and-lib", from: "app/(site)/c/page.tsx", to: "@/prisma/seed" },
  { rule: "api-only-lib", from: "app/api/v1/a/route.ts", to: "@/components/ui/button" },
  { rule: "api-only-lib", from: "app/api/v1/b/route.ts", to: "@/app/(site)/title" },
  { rule: "proxy-only-lib", from: "proxy.ts", to: "./lib/server/db/client" },
  { rule: "components-never-server", from: "components/screen/a.tsx", to: "@/lib/server/env" },
  { rule: "components-never-app-or-prisma", from: "components/screen/b.tsx", to: "@/app/(site)/title" },
  { rule: "components-never-app-or-prisma", from: "components/screen/c.tsx", to: "@/prisma/seed" },
  { rule: "ui-only-itself-and-util", from: "components/ui/a.tsx", to: "@/lib/expr/leaf" },
  { rule: "ui-only-itself-and-util", from: "components/ui/b.tsx", to: "../layout/header" },
  { rule: "lib-never-app-or-components", from: "lib/util/a.ts", to: "@/components/ui/button" },
  { rule: "lib-never-app-or-components", from: "lib/server/service/a.ts", to: "@/app/(site)/title" },
  { rule: "pure-lib-never-node", from: "lib/util/b.ts", to: "node:fs" },
  { rule: "pure-lib-never-node", from: "lib/sample/a.ts", to: "node:path" },
  { rule: "pure-lib-never-framework", from: "lib/screen/a.ts", to: "react" },
  { rule: "pure-lib-never-framework", from: "lib/screen/b.ts", to: "next/navigation" },
  { rule: "pure-lib-never-framework", from: "lib/screen/c.ts", to: "server-only" },
  { rule: "pure-lib-never-database", from: "lib/column/a.ts", to: "@prisma/client" },
  { rule: "pure-lib-never-database", from: "lib/column/b.ts", to: "pg" },
  { rule: "pure-lib-never-database", from: "lib/column/c.ts", to: "@electric-sql/pglite" },
  { rule: "pure-lib-never-server", from: "lib/contract/a.ts", to: "../server/env" },
  { rule: "sample-only-what-source-knows", from: "lib/sample/b.ts", to: "../metric/leaf" },
  { rule: "nothing-of-lib-imports-sample", from: "lib/source/a.ts", to: "../sample/leaf" },
  { rule: "nothing-of-lib-imports-sample", from: "lib/contract/b.ts", to: "../sample/leaf" },
  { rule: "shared-room-never-area", from: "components/layout/a.tsx", to: "../screen/screener" },
  { rule: "shared-room-never-area", from: "components/company-table/a.tsx", to: "../watchlist/list" },
  { rule: "only-db-touches-the-database", from: "lib/server/service/b.ts", to: "../db/generated/client" },
  { rule: "only-db-touches-the-database", from: "lib/server/ingest/a.ts", to: "@prisma/adapter-pg" },
  { rule: "only-db-touches-the-database", from: "app/api/v1/c/route.ts", to: "pg" },
  { rule: "inner-server-never-framework", from: "lib/server/service/c.ts", to: "next/headers" },
  { rule: "inner-server-never-framework", from: "lib/server/ingest/b.ts", to: "react" },
  { rule: "inner-server-never-framework", from: "lib/server/db/a.ts", to: "next-auth" },
  { rule: "nothing-imports-cli", from: "app/(site)/d/page.tsx", to: "@/lib/server/cli/up" },
  { rule: "nothing-imports-tests", from: "lib/metric/b.ts", to: "@/tests/fixtures/sample" },
  { rule: "no-cycles", from: "lib/fact/cycle-a.ts", to: "./cycle-b" },
  { rule: "no-unresolvable", from: "lib/fact/b.ts", to: "./gone" },
  { rule: "no-undeclared-package", from: "lib/server/http/b.ts", to: "undeclared" },
];

/** A package that only develops may lend its types, so this violation is one for values alone. */
const valuePlants: readonly Plant[] = [
  { rule: "product-never-development-package", from: "lib/server/http/c.ts", to: "development" },
];

/** What the rules must leave alone. */
const allowed: readonly Omit<Plant, "rule">[] = [
  ...orderAllowed,
  { from: "app/(site)/ok/page.tsx", to: "@/components/screen/screener" },
  { from: "app/(site)/ok/layout.tsx", to: "@/lib/server/service/leaf" },
  { from: "app/api/v1/ok/route.ts", to: "@/lib/server/http/route" },
  { from: "components/screen/ok.tsx", to: "@/components/ui/button" },
  { from: "components/watchlist/ok.tsx", to: "@/components/layout/header" },
  { from: "components/ui/ok.tsx", to: "@/lib/util/leaf" },
  { from: "lib/expr/ok.ts", to: "../util/leaf" },
  { from: "lib/fact/ok.ts", to: "../expr/leaf" },
  { from: "lib/sample/ok.ts", to: "../source/leaf" },
  { from: "lib/server/service/ok.ts", to: "../db/client" },
  { from: "lib/server/db/ok.ts", to: "@prisma/client" },
  { from: "lib/server/http/ok.ts", to: "next/headers" },
  { from: "lib/server/cli/ok.ts", to: "../service/leaf" },
  { from: "tests/unit/ok.ts", to: "@/lib/server/db/client" },
];

const leaves: readonly string[] = [
  "app/(site)/title.ts",
  "components/layout/header.tsx",
  "components/screen/screener.tsx",
  "components/ui/button.tsx",
  "components/watchlist/list.tsx",
  ...orders.flatMap(({ folder, rooms }) => rooms.map((room) => nameFile(folder, room, "leaf"))),
  ...areas.map((area) => `components/${area}/area-leaf.tsx`),
  "lib/sample/leaf.ts",
  "lib/server/auth/options.ts",
  "lib/server/cli/up.ts",
  "lib/server/db/client.ts",
  "lib/server/db/generated/client.ts",
  "lib/server/env.ts",
  "lib/server/http/route.ts",
  "lib/server/ingest/run.ts",
  "prisma/seed.ts",
  "tests/fixtures/sample.ts",
];

const packages = [
  "@electric-sql/pglite",
  "@prisma/adapter-pg",
  "@prisma/client",
  "next",
  "next-auth",
  "pg",
  "react",
  "server-only",
];

type Violation = { readonly type: string; readonly from: string; readonly to: string; readonly rule: { name: string } };

async function writeSource(root: string, path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

async function plantTree(root: string, statement: (to: string) => string): Promise<void> {
  await copyFile(configPath, join(root, ".dependency-cruiser.cjs"));
  await copyFile(join(projectRoot, "house.cjs"), join(root, "house.cjs"));
  await copyFile(join(projectRoot, "tsconfig.json"), join(root, "tsconfig.json"));
  const dependencies = Object.fromEntries(packages.map((name) => [name, "1.0.0"]));
  const devDependencies = { development: "1.0.0" };
  await writeSource(root, "package.json", JSON.stringify({ type: "module", dependencies, devDependencies }));
  for (const name of [...packages, "development", "undeclared"]) {
    await writeSource(root, `node_modules/${name}/package.json`, JSON.stringify({ name, main: "index.js" }));
    for (const file of ["index", "headers", "navigation"]) {
      await writeSource(root, `node_modules/${name}/${file}.js`, "module.exports = {};\n");
    }
  }
  for (const leaf of leaves) await writeSource(root, leaf, "export type Leaf = 1;\n");
  for (const { from, to } of [...plants, ...valuePlants, ...allowed]) await writeSource(root, from, statement(to));
  await writeSource(root, "lib/fact/cycle-b.ts", statement("./cycle-a"));
}

async function findViolations(root: string): Promise<readonly Violation[]> {
  const command = join(projectRoot, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const folders = ["app", "components", "lib", "prisma", "tests", "proxy.ts"];
  const options = ["--config", ".dependency-cruiser.cjs", "--output-type", "json"];
  // The command leaves with the number of violations, so a failure is what is expected here.
  const answer = await promisify(execFile)(process.execPath, [command, ...options, ...folders], {
    cwd: root,
    maxBuffer: 64 * 1024 * 1024,
  }).catch((error: { stdout: string }) => error);
  return (JSON.parse(answer.stdout) as { summary: { violations: Violation[] } }).summary.violations;
}

const forms = [
  {
    form: "value imports",
    write: (to: string) => `import * as planted from "${to}";\nexport const use = planted;\n`,
    caught: [...plants, ...valuePlants],
    ignored: allowed,
  },
  {
    form: "type-only imports",
    write: (to: string) => `import type * as Planted from "${to}";\nexport type Use = typeof Planted;\n`,
    caught: plants,
    ignored: [...allowed, ...valuePlants],
  },
];

describe.each(forms)("import rules, $form", ({ write, caught, ignored }) => {
  let root: string;
  let violations: readonly Violation[];

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "ballast-rules-"));
    await plantTree(root, write);
    violations = await findViolations(root);
  }, 60_000);

  afterAll(() => rm(root, { recursive: true, force: true }));

  test.each(caught)("$rule catches $from -> $to", ({ rule, from }) => {
    const names = violations.filter((violation) => violation.from === from).map((violation) => violation.rule.name);
    expect(names).toContain(rule);
  });

  test.each(ignored)("nothing forbids $from -> $to", ({ from }) => {
    expect(violations.filter((violation) => violation.from === from)).toEqual([]);
  });
});

test("every import rule has a planted violation", () => {
  const planted = new Set([...plants, ...valuePlants].map((plant) => plant.rule));
  expect(config.forbidden.map((rule) => rule.name).filter((name) => !planted.has(name))).toEqual([]);
});
