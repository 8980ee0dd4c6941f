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
