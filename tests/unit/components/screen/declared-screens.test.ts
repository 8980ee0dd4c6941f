import { describe, expect, it } from "vitest";
import { check } from "#lib/expr/check";
import { parse } from "#lib/expr/parse";
import { defaultScreen } from "#lib/screen/default-screen";
import { findScreenFaults } from "#lib/screen/find-screen-faults";
import { buildPolicyScope } from "#lib/verdict/policy/policy-scope";
import { columnSets, getShownColumns } from "#lib/workbench/column/column-set";
import { presets } from "#lib/workbench/preset";

const scope = buildPolicyScope();

function findProblem(text: string, type?: string): string | null {
  const parsed = parse(text);
  if (!parsed.ok) return parsed.error[0]?.message ?? "unreadable";
  const checked = check(parsed.value, scope);
  if (!checked.ok) return checked.error[0]?.message ?? "refused";
  return type !== undefined && checked.value.type !== type ? `a ${checked.value.type}` : null;
}

describe("column sets", () => {
  it("name only columns that the language knows", () => {
    const problems = columnSets.flatMap(({ id, columns }) =>
      columns.map((column) => [id, column, findProblem(column)]).filter(([, , problem]) => problem !== null),
    );
    expect(problems).toEqual([]);
  });

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
  it.each(presets.map((preset) => [preset.label, preset] as const))("%s is a screen that runs", (_, preset) => {
    expect(findProblem(preset.query, "truth")).toBeNull();
    expect(preset.sort.map(({ expression }) => findProblem(expression))).toEqual(preset.sort.map(() => null));
    expect(columnSets.map(({ id }) => id)).toContain(preset.set);
    const { query, set, sort } = preset;
    expect(findScreenFaults({ ...defaultScreen, query, set, sort })).toEqual([]);
    expect(preset.why).toMatch(/\.$/);
  });
});
