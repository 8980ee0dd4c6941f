import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  countHeld,
  extendSelection,
  findIndex,
  getSelectionState,
  listSelected,
  noSelection,
  toggleAll,
  toggleRow,
} from "#lib/workbench/column/row-selection";
import { createSentRows, type TableRows } from "#lib/workbench/column/table-model";

function buildRows(...tickers: readonly string[]): TableRows {
  const rows = tickers.map((ticker) => ({
    ticker,
    name: ticker,
    gap: null,
    isProvisional: false,
    reported: null,
    cells: [],
  }));
  return createSentRows(rows, rows.length);
}

const rows = buildRows("AAA", "BBB", "CCC", "DDD", "EEE");

describe("a selection of rows", () => {
  it("C-20: is by ticker, and stays while rows are sorted and filtered", () => {
    const chosen = toggleRow(toggleRow(noSelection, "BBB"), "DDD");
    expect(listSelected(chosen, rows)).toEqual(["BBB", "DDD"]);
    expect(listSelected(chosen, buildRows("EEE", "DDD", "BBB"))).toEqual(["DDD", "BBB"]);
    const narrowed = buildRows("AAA", "DDD");
    expect(countHeld(chosen, narrowed)).toBe(1);
    expect(listSelected(chosen, narrowed)).toEqual(["DDD", "BBB"]);
    expect(getSelectionState(chosen, buildRows("AAA"))).toBe("none");
  });

  it("extends from the row before, in either direction, and gives rows up in the same way", () => {
    const down = extendSelection(toggleRow(noSelection, "BBB"), rows, 3);
    expect(listSelected(down, rows)).toEqual(["BBB", "CCC", "DDD"]);
    const up = extendSelection(down, rows, 0);
    expect(listSelected(up, rows)).toEqual(["AAA", "BBB", "CCC", "DDD"]);
    const less = extendSelection(toggleRow(up, "CCC"), rows, 4);
    expect(listSelected(less, rows)).toEqual(["AAA", "BBB"]);
  });

  it("extends by the row alone where the row before is not among the rows", () => {
    const chosen = extendSelection(toggleRow(noSelection, "ZZZ"), rows, 2);
    expect([...chosen.tickers].sort()).toEqual(["CCC", "ZZZ"]);
    expect(listSelected(extendSelection(noSelection, rows, 1), rows)).toEqual(["BBB"]);
  });

  it("takes all rows of a result and gives them up again, and leaves those outside", () => {
    const all = toggleAll(toggleRow(noSelection, "ZZZ"), rows);
    expect(getSelectionState(all, rows)).toBe("all");
    expect(all.tickers.size).toBe(6);
    expect([...toggleAll(all, rows).tickers]).toEqual(["ZZZ"]);
    expect(getSelectionState(toggleRow(all, "AAA"), rows)).toBe("some");
  });

  it("lists every chosen ticker once, whatever was pressed", () => {
    const press = fc.oneof(
      fc.nat(4).map((index) => ({ index, kind: "one" as const })),
      fc.nat(4).map((index) => ({ index, kind: "range" as const })),
      fc.constant({ index: 0, kind: "all" as const }),
    );
    fc.assert(
      fc.property(fc.array(press, { maxLength: 20 }), (presses) => {
        const chosen = presses.reduce((before, { index, kind }) => {
          if (kind === "all") return toggleAll(before, rows);
          if (kind === "range") return extendSelection(before, rows, index);
          return toggleRow(before, rows.getIdentity(index).ticker);
        }, noSelection);
        const listed = listSelected(chosen, rows);
        expect(new Set(listed)).toEqual(chosen.tickers);
        expect(listed).toHaveLength(countHeld(chosen, rows));
      }),
    );
  });

  it("finds a row's place", () => {
    expect(findIndex(rows, "CCC")).toBe(2);
    expect(findIndex(rows, "ZZZ")).toBe(-1);
  });
});
