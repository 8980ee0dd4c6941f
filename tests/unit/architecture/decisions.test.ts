import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../../..");

/** The texts of the files of a folder, in folders within it too, whose names end in `ending`. */
function readAll(folder: string, ending: string): string {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(ending))
    .map((path) => readFileSync(join(root, folder, path), "utf8"))
    .join("\n");
}

describe.each([
  ["F", "lib/fact", "tests/unit/fact"],
  ["SRC", "lib/source", "tests/unit/source"],
  ["EV", "lib/evidence", "tests/unit/evidence"],
  ["IX", "lib/index", "tests/unit/index"],
])("decisions %s", (prefix, folder, testFolder) => {
  const numbers = [...readAll(folder, "README.md").matchAll(new RegExp(`^\\*\\*${prefix}-(\\d+) \\(`, "gm"))].map(
    ([, digits]) => Number(digits),
  );

  test("are numbered from one on, each number once", () => {
    expect(numbers.toSorted((a, b) => a - b)).toEqual(numbers.map((_, index) => index + 1));
    expect(numbers.length).toBeGreaterThan(5);
  });

  test("are each held by a test that names it, and no test names another", () => {
    const named = [...readAll(testFolder, ".test.ts").matchAll(new RegExp(`\\("${prefix}-(\\d+): `, "g"))];
    const held = new Set(named.map(([, digits]) => Number(digits)));
    expect([...held].toSorted((a, b) => a - b)).toEqual(numbers.toSorted((a, b) => a - b));
  });
});

/** Rules (`M1`) and decisions (`MD-1`) of metrics, the stress and the verdict. Not each decision can be tested. */
describe.each([
  ["M", "lib/metric", /^- (M\d+)\./gm, true],
  ["MD-", "lib/metric", /^\*\*(MD-\d+),/gm, false],
  ["ST-", "lib/stress", /^\*\*(ST-\d+),/gm, false],
  ["V", "lib/verdict", /^- (V\d+)\./gm, true],
  ["VD-", "lib/verdict", /^\*\*(VD-\d+),/gm, true],
  ["P-", "lib/verdict/policy", /^\*\*(P-\d+),/gm, false],
] as const)("what is numbered %s", (prefix, folder, pattern, isEachTested) => {
  const written = [...readAll(folder, "README.md").matchAll(pattern)].map(([, id = ""]) => id);
  const tests = ["tests/unit/metric", "tests/unit/stress", "tests/unit/verdict"].map((each) =>
    readAll(each, ".test.ts"),
  );
  const named = new Set(
    [...tests.join("\n").matchAll(new RegExp(`\\("(${prefix}\\d+): `, "g"))].map(([, id = ""]) => id),
  );

  test("is numbered from one on, each number once", () => {
    expect(written).toEqual(written.map((_, index) => `${prefix}${index + 1}`));
    expect(written.length).toBeGreaterThan(1);
  });

  test("is named by tests, and no test names another", () => {
    expect(named.size).toBeGreaterThan(1);
    expect([...named].filter((id) => !written.includes(id))).toEqual([]);
    if (isEachTested) expect(written.filter((id) => !named.has(id))).toEqual([]);
  });
});
