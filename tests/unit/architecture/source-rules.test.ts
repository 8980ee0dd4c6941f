import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findSourceFaults, findUnknownFolders, type House } from "./source-fault";

const projectRoot = join(import.meta.dirname, "../../..");
const house = createRequire(import.meta.url)(join(projectRoot, "house.cjs")) as House;
const sourceFile = /\.(ts|tsx|mts|mjs|cjs|css)$/;

function listSources(folder: string): readonly string[] {
  return readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && sourceFile.test(entry.name) && !entry.parentPath.includes("node_modules"))
    .map((entry) => join(entry.parentPath, entry.name).slice(projectRoot.length + 1))
    .filter((path) => !path.startsWith("lib/server/db/generated/") && !path.startsWith("tests/unit/architecture/"));
}

function listFolders(parent: string): readonly string[] {
  return readdirSync(join(projectRoot, parent), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map((entry) => entry.name);
}

const serverFile = 'import "server-only";\n';

describe("a planted fault is caught", () => {
  test.each([
    ["lib/server/service/a.ts", "export {};\n", "server-only"],
    ["lib/server/service/a.ts", '// First a comment.\nimport "server-only";\n', "server-only"],
    ["lib/server/db/a.ts", `${serverFile}export const a = process.env.A;\n`, "process.env"],
    ["lib/server/db/a.ts", `${serverFile}export const a = process.env["A"];\n`, "process.env"],
    ["lib/server/db/a.ts", `${serverFile}export const a = process["env"];\n`, "process.env"],
    ["lib/server/db/a.ts", `${serverFile}const { env } = process;\n`, "process.env"],
    ["lib/server/db/a.ts", `${serverFile}import { env } from "node:process";\n`, "process.env"],
    ["lib/server/snapshot/a.ts", `${serverFile}import { readFile } from "node:fs/promises";\n`, "read-file"],
    ["lib/server/db/history/a.ts", `${serverFile}import { readFileSync } from "node:fs";\n`, "read-file"],
    ["app/page.tsx", "export const a = process.env.NEXT_PUBLIC_A;\n", "process.env"],
    ["proxy.ts", "export const a = process.env.A;\n", "process.env"],
    ["components/data/a.tsx", "export const a = <Link href={`/company/HRI`}>b</Link>;\n", "buildCompanyHref"],
    ["components/data/a.tsx", 'export const a = <Link href="/company/HRI">b</Link>;\n', "buildCompanyHref"],
    ["app/page.tsx", 'import { defaultPolicy } from "#lib/verdict/policy/catalogue";\n', "the policy of the address"],
    ["lib/expr/a.ts", "// biome-ignore lint/suspicious/noExplicitAny: because\n", "biome-ignore"],
    ["lib/expr/a.ts", "// biome-ignore lint/suspicious/noExplicitAny\n", "biome-ignore"],
    ["lib/expr/a.ts", "// biome-ignore-all lint: this file is too hard to fix\n", "biome-ignore"],
    ["lib/expr/a.ts", "// @ts-expect-error\n", "@ts-expect-error"],
    ["lib/expr/a.ts", "// @ts-ignore the types of this package are wrong\n", "@ts-expect-error"],
    ["lib/expr/a.ts", "// TODO handle leap years\n", "TODO"],
    ["components/account/a.tsx", "export const a = <form onSubmit={b}>c</form>;\n", "Form"],
    ["components/screen/a.tsx", 'import { Dialog } from "@base-ui/react/dialog";\n', "lies over the page"],
    ["app/a.tsx", 'export const a = <Button type="submit">b</Button>;\n', "Form"],
    ["components/chart/a.tsx", "export const a = <i style={{ width: 1 }} />;\n", "style of its own"],
    ["components/chart/a.tsx", 'export const a = <i style="width: 1px" />;\n', "style of its own"],
    ["components/chart/a.tsx", "export const a = { style: { width: 1 } };\n", "style of its own"],
    ["app/a.tsx", "export const a = <style>{b}</style>;\n", "style of its own"],
    ["components/ui/a.ts", 'export const a = (b: Element) => b.setAttribute("style", "c");\n', "style of its own"],
    ["components/ui/a.ts", 'import type { CSSProperties } from "react";\n', "style of its own"],
  ])("in %s: %j", (path, text, word) => {
    const faults = findSourceFaults(path, text);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(word);
  });

  test("a folder that the architecture does not name", () => {
    expect(findUnknownFolders(house, "", ["app", "utils"])).toEqual(["utils"]);
    expect(findUnknownFolders(house, "lib", ["expr", "helpers"])).toEqual(["lib/helpers"]);
    expect(findUnknownFolders(house, "lib/server", ["db", "misc"])).toEqual(["lib/server/misc"]);
  });
});

test.each([
  ["lib/server/env.ts", `${serverFile}export const home = process.env["BALLAST_HOME"];\n`],
  ["lib/server/cli/bootstrap.mjs", "export const home = process.env.BALLAST_HOME;\n"],
  ["lib/expr/a.ts", "// biome-ignore lint/suspicious/noExplicitAny: the package types its callback so\n"],
  ["lib/expr/a.ts", "// @ts-expect-error the test hands over what the types forbid\n"],
  ["lib/expr/a.ts", "// TODO #12 handle leap years\n"],
  // A script may set the style of an element that it has.
  ["components/ui/a.ts", 'export const a = (b: HTMLElement) => {\n  b.style.height = "1px";\n};\n'],
])("nothing is wrong with %s: %j", (path, text) => {
  expect(findSourceFaults(path, text)).toEqual([]);
});

test("no file of the project breaks a source rule", () => {
  const paths = ["app", "components", "lib", "prisma", "tests"].flatMap(listSources);
  const rootFiles = readdirSync(projectRoot).filter((name) => sourceFile.test(name));
  const faults = [...paths, ...rootFiles].flatMap((path) =>
    findSourceFaults(path, readFileSync(join(projectRoot, path), "utf8")),
  );
  expect(paths.length).toBeGreaterThan(20);
  expect(faults).toEqual([]);
});

test.each(["", ...house.orders.map(({ folder }) => folder)])("no folder in '%s' but those of the house", (parent) => {
  const generated = ["node_modules", "coverage", "test-results", "playwright-report", "pictures"];
  const names = listFolders(parent).filter((name) => !generated.includes(name));
  expect(names.length).toBeGreaterThan(0);
  expect(findUnknownFolders(house, parent, names)).toEqual([]);
});

test("the house names no room that is not there", () => {
  const rooms = house.orders.flatMap(({ folder, rooms }) => rooms.map((room) => join(folder, room)));
  const areas = house.areas.map((area) => join("components", area));
  const aside = Object.entries(house.aside).flatMap(([folder, names]) => names.map((name) => join(folder, name)));
  const missing = [...rooms, ...areas, ...aside].filter((folder) => !existsSync(join(projectRoot, folder)));
  expect(missing).toEqual([]);
});

/** What a README says its folder may import: the names in its line "May import", up to the full stop. */
function readMayImport(text: string, after = ""): readonly string[] {
  const [, sentence = ""] = /^May import: ([^.]*)\./m.exec(text) ?? [];
  const [, names = ""] = after === "" ? ["", sentence] : sentence.split(after);
  return [...names.matchAll(/`([a-z-]+)`/g)].map(([, room = ""]) => room);
}

/** A README says what its folder is before its first heading, in half a page. */
function countAboutLines(text: string): number {
  return (text.split(/^## /m)[0] ?? "").split("\n").length;
}

function listRooms(folder: string): readonly (readonly [room: string, earlier: readonly string[]])[] {
  const rooms = house.orders.find((order) => order.folder === folder)?.rooms ?? [];
  return rooms.map((room, index) => [room, rooms.slice(0, index)] as const).filter(([room]) => room !== ".");
}

test.each(listRooms("lib"))(
  "lib/%s says in its README what it is and may import, as the house has it",
  (room, earlier) => {
    const text = readFileSync(join(projectRoot, "lib", room, "README.md"), "utf8");
    expect(readMayImport(text.replace("nothing of `lib`", "nothing"))).toEqual(earlier);
    expect(countAboutLines(text)).toBeLessThanOrEqual(40);
  },
);

test.each(listRooms("lib/server"))("lib/server/%s says in its README what it is and may import", (room, earlier) => {
  const text = readFileSync(join(projectRoot, "lib/server", room, "README.md"), "utf8");
  expect(readMayImport(text.replace(/\n(?=imports|`)/g, " "), "of `lib/server` its own files")).toEqual(
    earlier.filter((name) => name !== "."),
  );
  expect(countAboutLines(text)).toBeLessThanOrEqual(40);
});

test.each(house.areas)("components/README names the area %s", (area) => {
  expect(readFileSync(join(projectRoot, "components/README.md"), "utf8")).toContain(`\`${area}\``);
});

const routes = readdirSync(join(projectRoot, "app/api/v1"), { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith("/route.ts"))
  .map((path) => path.slice(0, -"/route.ts".length));

test.each(routes)("the README has a row for the route %s of the API", (route) => {
  const address = `/api/v1/${route}`.replaceAll(/\[[a-z]+\]/g, "{}");
  const readme = readFileSync(join(projectRoot, "README.md"), "utf8").replaceAll(/\{[a-z]+\}/g, "{}");
  const rows = [...readme.matchAll(/^\| `[A-Z]+ ([^`?]+)/gm)].map(([, path]) => path);
  expect(rows).toContain(address);
});
