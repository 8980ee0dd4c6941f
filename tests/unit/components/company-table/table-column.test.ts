import { expect, test } from "vitest";
import type { ColumnHead } from "#lib/workbench/column/column-head";
import { type ExtraColumn, listTableColumns } from "@/components/company-table/table-column";

const head = (expression: string): ColumnHead => ({
  expression,
  label: expression,
  description: null,
  type: "number",
  format: "score",
  better: "none",
});
const extra = (id: string, after?: string): ExtraColumn => ({
  id,
  label: id,
  widthPx: 100,
  render: () => null,
  ...(after === undefined ? {} : { after }),
});

test("extra columns follow the column that they name, the others and those of an absent column come last", () => {
  const columns = listTableColumns(
    [head("verdict"), head("roic")],
    [extra("note"), extra("added", "verdict"), extra("lost", "fcf"), extra("why", "verdict")],
  );
  expect(columns.map(({ id }) => id)).toEqual(["verdict", "added", "why", "roic", "note", "lost"]);
});

test("a value's place is its place among the values, whatever stands between", () => {
  const columns = listTableColumns([head("verdict"), head("roic")], [extra("added", "verdict")]);
  expect(columns.flatMap((column) => (column.kind === "value" ? [column.place] : []))).toEqual([0, 1]);
});
