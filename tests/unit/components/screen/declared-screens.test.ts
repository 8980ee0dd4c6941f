import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { check } from "#lib/expr/check";
import { parse, parseQuery } from "#lib/expr/parse";
import { defaultScreen } from "#lib/screen/default-screen";
import { findScreenFaults } from "#lib/screen/find-screen-faults";
import { policies } from "#lib/verdict/policy/catalogue";
import { buildPolicyScope, type PolicyScope } from "#lib/verdict/policy/policy-scope";
import { columnSets, getShownColumns } from "#lib/workbench/column/column-set";
import { presets } from "#lib/workbench/preset";

function findProblem(text: string, scope: PolicyScope, type?: string): string | null {
  const parsed = parse(text);
  if (!parsed.ok) return parsed.error[0]?.message ?? "unreadable";
  const checked = check(parsed.value, scope);
  if (!checked.ok) return checked.error[0]?.message ?? "refused";
  return type !== undefined && checked.value.type !== type ? `a ${checked.value.type}` : null;
}

/** What the fields of the screener show before anybody types. */
const placeholders = ["interest_cover >= 3 and net_debt_to_ebitda < 3", "0.6 * pct(roic) + 0.4 * pct(fcf_yield)"];

/** Queries that the README gives as examples: in its first words, of the API and of the command line. */
function readExamples(): readonly string[] {
  const text = readFileSync("README.md", "utf8");
  const found = [/typing \(`([^`]+)`\)/g, /'q=([^']+)'/g, /npm run screen -- "([^"]+)"/g, /may end in `([^`]+)`/g];
  return found.flatMap((pattern) => [...text.matchAll(pattern)].map(([, query]) => query ?? ""));
}

/** What is wrong with a query, its score included; null for one that runs. */
function findQueryProblem(text: string, scope: PolicyScope): string | null {
  const parsed = parseQuery(text);
  if (!parsed.ok) return parsed.error[0]?.message ?? "unreadable";
  const { filter, rank } = parsed.value;
  for (const node of [filter, rank]) {
    if (node === null) continue;
    const checked = check(node, scope);
    if (!checked.ok) return checked.error[0]?.message ?? "refused";
  }
  return null;
}

describe.each(policies.map((policy) => [policy.label, policy] as const))("under %s", (_, policy) => {
  const scope = buildPolicyScope({ policy });

  it("column sets name only columns that the language knows", () => {
    const problems = columnSets.flatMap(({ id, columns }) =>
      columns.map((column) => [id, column, findProblem(column, scope)]).filter(([, , problem]) => problem !== null),
    );
    expect(problems).toEqual([]);
  });

  it.each(presets.map((preset) => [preset.label, preset] as const))(
    "the preset %s is a screen that runs",
    (__, preset) => {
      expect(findProblem(preset.query, scope, "truth")).toBeNull();
      expect(preset.sort.map(({ expression }) => findProblem(expression, scope))).toEqual(preset.sort.map(() => null));
    },
  );

  it.each(readExamples())("the example %s of the README is one that runs", (query) => {
    expect(findQueryProblem(query, scope)).toBeNull();
  });

  it("the examples that the interface shows run", () => {
    expect(placeholders.map((text) => findQueryProblem(text, scope))).toEqual(placeholders.map(() => null));
  });
});

describe("column sets", () => {
  it("show the verdict first, and no column twice", () => {
    for (const { columns } of columnSets) {
      expect(columns[0]).toBe("verdict");
      expect(new Set(columns).size).toBe(columns.length);
    }
  });

  it("never list ticker and name, which always stand first", () => {
    expect(getShownColumns({ set: "overview", columns: ["ticker", "roic", "name", "roic"] })).toEqual(["roic"]);
  });

  it("include the default set", () => {
    expect(columnSets.map(({ id }) => id)).toContain(defaultScreen.set);
  });
});

describe("presets", () => {
  it.each(presets.map((preset) => [preset.label, preset] as const))("%s is a screen within its limits", (_, preset) => {
    expect(columnSets.map(({ id }) => id)).toContain(preset.set);
    const { query, set, sort } = preset;
    expect(findScreenFaults({ ...defaultScreen, query, set, sort })).toEqual([]);
    expect(preset.why).toMatch(/\.$/);
  });
});
