import { describe, expect, it } from "vitest";
import { createEvaluator } from "#lib/expr/evaluate";
import { parseQuery } from "#lib/expr/parse";
import { print } from "#lib/expr/print";
import { defaultScreen } from "#lib/screen/default-screen";
import { moveRankToSort } from "#lib/screen/rank-clause";
import { runScreen } from "#lib/screen/run/run-screen";
import { findScoreErrors } from "#lib/screen/run/screen-expressions";
import type { SortKey } from "#lib/screen/screen";
import { parseScreenUrl } from "#lib/screen/screen-url";
import { buildScope, buildSource } from "../../support/expression-table";

const scope = buildScope([
  ...["roic", "yield", "leverage"].map(
    (id) => ({ kind: "column", id, type: "number", unit: "ratio", label: id, lag: "none" }) as const,
  ),
  { kind: "column", id: "ticker", type: "text", label: "Ticker" },
]);
const source = buildSource(
  [
    { ticker: "AAA", roic: 0.1, yield: 0.05, leverage: 1 },
    { ticker: "BBB", roic: 0.3, yield: 0.01, leverage: 2 },
    { ticker: "CCC", roic: 0.1, yield: 0.05, leverage: 1 },
    { ticker: "DDD", roic: 0.2, yield: { missing: "not_reported" }, leverage: 0 },
    { ticker: "EEE", roic: 0.2, yield: 0.09, leverage: 9 },
  ],
  new Set(["ticker"]),
);
const target = { scope, rowCount: source.rowCount, evaluator: createEvaluator(source, scope) };

function list(query: string, sort: readonly SortKey[] = []): string {
  const result = runScreen(target, { query, sort: [...sort], columns: [] }, { offset: 0, limit: 1_000 });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return [...result.value.rows].map((row) => "ABCDE"[row]).join("");
}

function readRank(query: string): string | null {
  const parsed = parseQuery(query);
  if (!parsed.ok) throw new Error(parsed.error[0]?.message);
  return parsed.value.rank === null ? null : print(parsed.value.rank);
}

describe("rank by", () => {
  it("L-70: stands behind a filter or alone, and takes weights before names, functions and brackets", () => {
    expect(readRank("roic > 0 rank by 0.4 pct(roic) + 0.3 pct(yield) - 0.3 pct(leverage)")).toBe(
      "0.4 * pct(roic) + 0.3 * pct(yield) - 0.3 * pct(leverage)",
    );
    expect(readRank("RANK BY -2 (roic + yield) + leverage")).toBe("-2 * (roic + yield) + leverage");
    expect(readRank("rank by 0.5 * roic - 50% yield")).toBe("0.5 * roic - 50% * yield");
    expect(readRank("rank(roic) <= 10")).toBeNull();
    expect(readRank("  -- nothing")).toBeNull();
  });

  it.each([
    ["roic > 0 rank by", "ends where"],
    ["rank by 0.4 pct(0.5 roic)", "Expected"],
    ["roic > 0 rank roic", "Expected"],
    ["rank by roic > 0", "Expected"],
    ["0.4 roic > 0", "Expected"],
  ])("L-70: refuses %s", (query, message) => {
    const parsed = parseQuery(query);
    expect(!parsed.ok && parsed.error[0]?.message).toContain(message);
  });

  it("L-71: orders by the score from the largest down; a missing part puts a row last", () => {
    expect(list("rank by roic + yield")).toBe("BEACD");
    expect(list("roic < 0.3 rank by -1 roic - 1 yield")).toBe("ACED");
  });

  it("L-71: settles ties by the sort keys, then by the table's order", () => {
    expect(list("rank by 1 roic + 2 yield")).toBe("EBACD");
    expect(list("rank by 1 roic + 2 yield", [{ expression: "ticker", descending: true }])).toBe("EBCAD");
  });

  it("L-71: weighs percentiles of all known rows, not of those that pass", () => {
    const pct = target.evaluator.evaluateNumber({ kind: "call", name: "pct", args: [{ kind: "name", id: "roic" }] });
    expect([...pct.values]).toEqual([0.2, 0.9, 0.2, 0.6, 0.6]);
    expect(list("roic < 0.3 rank by 0.5 pct(roic) - 0.1 pct(leverage)")).toBe("DEAC");
  });

  it("L-72: is a number, and is checked like any expression", () => {
    const refuse = (query: string) => {
      const result = runScreen(target, { query, sort: [], columns: [] }, { offset: 0, limit: 1_000 });
      return result.ok
        ? null
        : result.error.map(({ parameter, errors }) => [parameter, errors[0]?.message, errors[0]?.span]);
    };
    expect(refuse("rank by ticker")?.[0]?.[1]).toContain("ranked by a number");
    expect(refuse("roic > 0 rank by 0.4 pct(roix)")).toEqual([
      ["q", expect.stringContaining("roix"), { start: 25, end: 29 }],
    ]);
  });

  it("L-72: a score that is no number is found before it becomes a sort key, which it could be", () => {
    const find = (query: string) => findScoreErrors(target, { query, sort: [] }).map(({ message }) => message);
    expect(find("roic > 0 rank by ticker")).toEqual([expect.stringContaining("but this is a text")]);
    expect(find("rank by (roic > 0)")).toEqual([expect.stringContaining("but this is a condition")]);
    expect(find("rank by roic")).toEqual([]);
    expect(find("rank by roix")).toEqual([]);
  });

  it("stands in the URL as it was written, and becomes the first sort key of a screen that is kept", () => {
    const read = parseScreenUrl(new URLSearchParams({ q: "roic > 0 rank by 0.4 pct(roic) - yield" }));
    if (!read.ok) throw new Error("The URL is right.");
    expect(read.value.query).toBe("roic > 0 rank by 0.4 pct(roic) - yield");
    expect(read.value.sort).toEqual(defaultScreen.sort);
    const key = { expression: "0.4 * pct(roic) - yield", descending: true };
    expect(moveRankToSort(read.value)).toEqual({
      ...read.value,
      query: "roic > 0",
      sort: [key, ...defaultScreen.sort],
    });
    const same = { ...defaultScreen, query: "rank by roic", sort: [{ expression: "roic", descending: false }] };
    expect(moveRankToSort(same).sort).toEqual([{ expression: "roic", descending: true }]);
    const broken = { ...defaultScreen, query: "roic > rank by" };
    expect(moveRankToSort(broken)).toBe(broken);
  });

  it("loses no sort key beside it", () => {
    const url = (count: number) =>
      parseScreenUrl(
        new URLSearchParams({ q: "rank by roic", sort: ["a", "b", "c", "d", "e"].slice(0, count).join(",") }),
      );
    const four = url(4);
    expect(four.ok && moveRankToSort(four.value).sort.map(({ expression }) => expression)).toEqual([
      "roic",
      "a",
      "b",
      "c",
      "d",
    ]);
    expect(url(5).ok).toBe(false);
  });
});
