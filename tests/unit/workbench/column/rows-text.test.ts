import { describe, expect, it } from "vitest";
import type { Value } from "#lib/expr/vector";
import type { ColumnHead } from "#lib/workbench/column/column-head";
import { guardCell, writeRowsText } from "#lib/workbench/column/rows-text";
import type { SentRow } from "#lib/workbench/column/table-model";

const head = (expression: string, type: ColumnHead["type"], format: ColumnHead["format"]): ColumnHead => ({
  expression,
  label: expression,
  description: null,
  type,
  format,
  better: "none",
});
const heads = [
  head("verdict", "text", "text"),
  head("revenue", "number", "usd"),
  head("margin", "number", "percent"),
  head("is_small", "truth", "truth"),
];
const row = (ticker: string, name: string, ...cells: readonly (Value | null)[]): SentRow => ({
  ticker,
  name,
  gap: null,
  isProvisional: false,
  reported: null,
  cells,
});

describe("rows as text for a spreadsheet", () => {
  it("have raw numbers under a head with their unit, and words for ids", () => {
    const text = writeRowsText(heads, [
      row(
        "HRI",
        "Herc Holdings",
        { type: "text", value: "not_rated" },
        { type: "number", value: -1_234_567.25 },
        { type: "number", value: 0.081 },
        { type: "truth", value: true },
      ),
    ]);
    expect(text.split("\n").map((line) => line.split("\t"))).toEqual([
      ["Ticker", "Name", "verdict", "revenue (USD)", "margin (ratio)", "is_small"],
      ["HRI", "Herc Holdings", "Not rated", "-1234567.25", "0.081", "Yes"],
    ]);
  });

  it("leave what is missing or unknown empty", () => {
    const cells: readonly Value[] = [
      { type: "missing", reason: "not_reported" },
      { type: "missing", reason: "no_debt" },
      { type: "number", value: Number.NaN },
      { type: "unknown" },
    ];
    expect(
      writeRowsText(heads, [row("AAA", "A", ...cells), row("BBB", "B", null)])
        .split("\n")
        .slice(1),
    ).toEqual(["AAA\tA\t\t\t\t", "BBB\tB\t\t\t\t"]);
  });

  it.each([
    ["=1+1", "'=1+1"],
    ["+1", "'+1"],
    ["-cmd", "'-cmd"],
    ["@sum", "'@sum"],
    [" =1", "' =1"],
    ["\t=1", "' =1"],
    ["a\tb\nc", "a b c"],
    ["A-1 Steel", "A-1 Steel"],
  ])("make no formula of a text: %j", (text, expected) => {
    expect(guardCell(text)).toBe(expected);
  });
});
