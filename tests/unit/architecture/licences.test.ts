import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

interface Licensed {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

const projectRoot = join(import.meta.dirname, "../../..");

/** Licences that ask for no more than to be named. */
const free = ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "CC0-1.0", "ISC", "MIT"];

/** Packages under another licence, each with why that is no burden. */
const accepted: Readonly<Record<string, { readonly licence: string; readonly why: string }>> = {
  "caniuse-lite": { licence: "CC-BY-4.0", why: "data about browsers that the build reads; no part of what is served" },
  geist: { licence: "SIL OPEN FONT LICENSE", why: "the font is served unchanged and not sold" },
  lightningcss: { licence: "MPL-2.0", why: "a tool of the build, unchanged; no part of what is served" },
};

const nameOf = (path: string) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);

/** What is installed for serving, in the order of names. A package for one platform goes with the one that asks for it. */
function listLicensed(packages: Readonly<Record<string, LockedPackage>>): readonly Licensed[] {
  const served = Object.entries(packages).filter(([path, { dev }]) => path !== "" && dev !== true);
  const forPlatforms = new Set(served.flatMap(([, entry]) => Object.keys(entry.optionalDependencies ?? {})));
  return served
    .map(([path, { version = "", license = "unknown" }]) => ({ name: nameOf(path), version, licence: license }))
    .filter(({ name }) => !forPlatforms.has(name))
    .sort((a, b) => (a.name === b.name ? (a.version < b.version ? -1 : 1) : a.name < b.name ? -1 : 1))
    .filter((each, at, all) => each.name !== all[at - 1]?.name || each.version !== all[at - 1]?.version);
}

/** One sentence for each package whose licence is unknown or asks for more than may be given. */
function findLicenceFaults(packages: Readonly<Record<string, LockedPackage>>): readonly string[] {
  const isFree = (licence: string) => licence.split(" OR ").some((each) => free.includes(each.replace(/[()]/g, "")));
  const faults = listLicensed(packages)
    .filter(({ name, licence }) => !isFree(licence) && accepted[name]?.licence !== licence)
    .map(({ name, licence }) => `${name}: ${licence}`);
  const ofPlatforms = Object.entries(packages).flatMap(([path, { dev, license, optionalDependencies = {} }]) => {
    if (dev === true) return [];
    return Object.keys(optionalDependencies).flatMap((name) => {
      const own = packages[`${path}/node_modules/${name}`] ?? packages[`node_modules/${name}`];
      // Those whose own manifest the lock file does not know come from the same hands.
      return own?.license === undefined || own.license === license ? [] : [`${name}: ${own.license}`];
    });
  });
  return [...faults, ...ofPlatforms.filter((fault) => !isFree(fault.slice(fault.indexOf(": ") + 2)))];
}

/** Rows as the formatter writes them: with columns of even width. */
function alignTable([head = [], ...rows]: readonly (readonly string[])[]): readonly string[] {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const writeRow = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [head, widths.map((width) => "-".repeat(width)), ...rows].map(writeRow);
}

function writeList(packages: Readonly<Record<string, LockedPackage>>): string {
  const all = listLicensed(packages);
  const counts = [...new Set(all.map(({ licence }) => licence))].map((licence) => ({
    licence,
    count: all.filter((each) => each.licence === licence).length,
  }));
  const reasons = Object.entries(accepted).map(([name, { licence, why }]) => `- \`${name}\` (${licence}): ${why}.`);
  return [
    "# Licences of dependencies",
    "",
    `What \`npm ci --omit=dev\` installs, ${all.length} packages: ${counts
      .toSorted((a, b) => b.count - a.count || (a.licence < b.licence ? -1 : 1))
      .map(({ licence, count }) => `${count} ${licence}`)
      .join(", ")}. Packages for a single platform have the licence of the one that asks for them. Written`,
    "from `package-lock.json` by `npx vitest run -u tests/unit/architecture/licences.test.ts`, which refuses any licence that is",
    "unknown or asks for more than to be named, but for:",
    "",
    ...reasons,
    "",
    ...alignTable([
      ["package", "version", "licence"],
      ...all.map(({ name, version, licence }) => [`\`${name}\``, version, licence]),
    ]),
    "",
  ].join("\n");
}

const lock = JSON.parse(readFileSync(join(projectRoot, "package-lock.json"), "utf8")) as {
  packages: Record<string, LockedPackage>;
};

test("no dependency has a licence that is unknown or asks for more than to be named", () => {
  expect(listLicensed(lock.packages).length).toBeGreaterThan(100);
  expect(findLicenceFaults(lock.packages)).toEqual([]);
});

test("LICENCES.md lists what the lock file names", async () => {
  await expect(writeList(lock.packages)).toMatchFileSnapshot(join(projectRoot, "LICENCES.md"));
});

test("every exception is a package that is there, under that licence", () => {
  const licences = new Map(listLicensed(lock.packages).map(({ name, licence }) => [name, licence]));
  for (const [name, { licence }] of Object.entries(accepted)) expect(licences.get(name), name).toBe(licence);
});

describe("a planted licence is caught", () => {
  test.each([
    ["of copyleft", { "node_modules/a": { license: "GPL-3.0-only" } }, "a: GPL-3.0-only"],
    ["of the network", { "node_modules/b/node_modules/a": { license: "AGPL-3.0" } }, "a: AGPL-3.0"],
    ["that is not there", { "node_modules/a": {} }, "a: unknown"],
    ["of one package under another", { "node_modules/a": { license: "MPL-2.0" } }, "a: MPL-2.0"],
    [
      "of a package for one platform",
      {
        "node_modules/a": { license: "MIT", optionalDependencies: { c: "1" } },
        "node_modules/c": { license: "GPL-2.0" },
      },
      "c: GPL-2.0",
    ],
  ])("%s", (_, packages, fault) => {
    expect(findLicenceFaults(packages)).toEqual([fault]);
  });

  test.each([
    ["a choice of which one is free", { "node_modules/a": { license: "(GPL-2.0 OR MIT)" } }],
    ["what only development needs", { "node_modules/a": { license: "GPL-2.0", dev: true } }],
  ])("but not %s", (_, packages) => {
    expect(findLicenceFaults(packages)).toEqual([]);
  });
});
