import { describe, expect, it } from "vitest";
import { createTableBuilder } from "#lib/column/builder";
import { openSnapshot } from "#lib/screen/universe/open-snapshot";
import { listSnapshotColumns } from "#lib/verdict/policy/snapshot-columns";
import { describeColumn } from "#lib/workbench/column/column-head";
import { readTrend } from "#lib/workbench/column/read-trend";
import { describeTrend, trendIds, trends } from "#lib/workbench/column/trend";

const texts = new Set(["ticker", "name", "sector"]);

/** A company of which revenue of three years ago is missing. */
function openOne(columns: readonly string[]) {
  const builder = createTableBuilder(
    1,
    columns.map((id) => ({ id, type: texts.has(id) ? "text" : "number" })),
  );
  builder.setText("ticker", 0, "AAA");
  const has = new Set(columns);
  for (const [id, value] of [
    ["revenue", 60e6],
    ["revenue[-1]", 50e6],
    ["revenue[-2]", 40e6],
    ["revenue[-4]", 20e6],
    ["revenue[-5]", 10e6],
  ] as const) {
    if (has.has(id)) builder.setNumber(id, 0, value);
  }
  const info = { asOf: "2026-05-05", sample: true, formulaVersion: "test", sources: [], counts: {} };
  return openSnapshot({ info, table: builder.build() }).base;
}

const { evaluator, scope } = openOne(listSnapshotColumns().filter((id) => !id.startsWith("cik")));

describe("C-23: the past of a figure", () => {
  it("is of twelve months, the oldest first, with a gap where a year is missing", () => {
    expect(readTrend(evaluator, scope, "revenue", 0)).toEqual([10e6, 20e6, null, 40e6, 50e6, 60e6]);
    expect(readTrend(evaluator, scope, "interest_cover", 0)).toEqual(Array(6).fill(null));
  });

  it("is said in words", () => {
    expect(describeTrend("revenue", [10e6, 20e6, null, 40e6, 50e6, 60e6])).toBe(
      "Revenue from $10m 5 years before to $60m now, 1 of 6 years missing",
    );
    expect(describeTrend("interest_cover", [null, null, null, null, 2.5, null])).toBe(
      "Interest cover: 2.50x a year before, other years are missing",
    );
    expect(describeTrend("ebit", [null, null])).toBe("EBIT: no year is known");
  });

  it("is written as its column is", () => {
    for (const id of trendIds) expect(trends[id].format).toBe(describeColumn({ kind: "name", id }, scope).format);
  });
});
