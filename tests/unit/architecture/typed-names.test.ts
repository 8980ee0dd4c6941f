import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const projectRoot = join(import.meta.dirname, "../../..");

/** Who reads texts of ids alone, and where these come from. Whoever reads what somebody typed passes the scope's names. */
const readersOfIds: Readonly<Record<string, string>> = {
  "lib/index/condition.ts": "the conditions of figures are written by the program",
  "lib/screen/spell-out.ts": "compares a text with and without the names",
  "lib/metric/custom-metric.ts": "compares a formula with and without the names",
  "lib/workbench/filter/read-filter.ts": "the page's own address, which the server has spelled out",
  "lib/workbench/ranking.ts": "the page's own address",
  "lib/workbench/own-metric-edit.ts": "the page's own address",
  "lib/verdict/judge.ts": "rules of a policy",
  "lib/verdict/policy/check-policy.ts": "rules of a policy",
  "lib/verdict/policy/check-draft.ts": "rules of a policy, whose formulas know ids alone",
  "lib/verdict/policy/snapshot-columns.ts": "rules and formulas of a policy",
  "lib/verdict/trace-view.ts": "what print() wrote",
  "lib/verdict/lag-text.ts": "ids of columns",
};

function listReadersOfIds(): readonly string[] {
  return ["app", "components", "lib"]
    .flatMap((folder) =>
      readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name).slice(projectRoot.length + 1)),
    )
    .filter((path) => !path.startsWith("lib/expr/"))
    .filter((path) => {
      const text = readFileSync(join(projectRoot, path), "utf8");
      if (!text.includes('from "#lib/expr/parse"')) return false;
      return /(?<![.\w])parse(Query)?\((?:[^(),]|\([^()]*\))*\)/.test(text);
    });
}

test("SPEC L-13: who reads what somebody typed reads it with the names of the scope", () => {
  const readers = listReadersOfIds();
  expect(readers.length).toBeGreaterThan(0);
  expect(readers.filter((path) => !(path in readersOfIds))).toEqual([]);
  expect(Object.keys(readersOfIds).filter((path) => !readers.includes(path))).toEqual([]);
});
