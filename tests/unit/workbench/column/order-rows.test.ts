import { describe, expect, test } from "vitest";
import type { Value } from "#lib/expr/vector";
import type { ColumnHead } from "#lib/workbench/column/column-head";
import { orderRows } from "#lib/workbench/column/order-rows";
import { createSentRows } from "#lib/workbench/column/table-model";

const number = (value: number): Value => ({ type: "number", value });
const text = (value: string): Value => ({ type: "text", value });
const missing: Value = { type: "missing", reason: "not_reported" };

function head(expression: string, type: ColumnHead["type"]): ColumnHead {
  return { expression, label: expression, description: null, type, format: "score", better: "none" };
}

const heads = [head("verdict", "text"), head("cover", "number"), head("covered", "truth")];
const rows = createSentRows(
  [
    {
      ticker: "B",
      name: "beta",
      gap: null,
      isProvisional: false,
      reported: null,
      cells: [text("weak"), number(2), { type: "truth", value: true }],
    },
    { ticker: "D", name: "Alpha", gap: null, isProvisional: false, reported: null, cells: [null, null, null] },
    {
      ticker: "A",
      name: "Delta",
      gap: null,
      isProvisional: false,
      reported: null,
      cells: [text("mixed"), number(-1), { type: "unknown" }],
    },
    {
      ticker: "C",
      name: "Gamma",
      gap: null,
      isProvisional: false,
      reported: null,
      cells: [text("weak"), missing, { type: "truth", value: false }],
    },
  ],
  4,
);

function order(...sort: readonly (readonly [expression: string, descending: boolean])[]): string {
  const keys = sort.map(([expression, descending]) => ({ expression, descending }));
  return orderRows(rows, heads, keys)
    .map((place) => rows.getIdentity(place).ticker)
    .join("");
}

describe("rows that the server sent", () => {
  test("stay as they were without a key, and by a key of no column", () => {
    expect(order()).toBe("BDAC");
    expect(order(["roic", true])).toBe("BDAC");
  });

  test("are ordered by who they are, without regard to case", () => {
    expect(order(["ticker", false])).toBe("ABCD");
    expect(order(["name", false])).toBe("DBAC");
  });

  test("have missing values and companies without data last in both directions", () => {
    expect(order(["cover", false])).toBe("ABDC");
    expect(order(["cover", true])).toBe("BADC");
    expect(order(["verdict", false])).toBe("ABCD");
    expect(order(["verdict", true])).toBe("BCAD");
  });

  test("have false before true", () => {
    expect(order(["covered", false])).toBe("CBDA");
  });

  test("that tie are ordered by the next key", () => {
    expect(order(["verdict", true], ["ticker", true])).toBe("CBAD");
  });
});
