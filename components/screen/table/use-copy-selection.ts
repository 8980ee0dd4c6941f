"use client";

import { formatCountOf } from "#lib/util/number-text";
import type { ColumnHead } from "#lib/workbench/column/column-head";
import { listSelected, type RowSelection } from "#lib/workbench/column/row-selection";
import type { TableRows } from "#lib/workbench/column/table-model";
import { showToast } from "@/components/ui/toast";
import { useStable } from "@/components/ui/use-stable";

/** Copies the chosen rows: their tickers, or their cells for a spreadsheet. */
export function useCopySelection(selection: RowSelection, rows: TableRows, heads: readonly ColumnHead[]) {
  const copyTickers = useStable(() => {
    const tickers = listSelected(selection, rows);
    void copy(tickers.join(" "), `${formatCountOf(tickers.length, "ticker")} copied`);
  });
  const copyRows = useStable(async () => {
    const { writeRowsText } = await import("#lib/workbench/column/rows-text");
    const found = listSelected(selection, rows).flatMap((ticker) => rows.findRow(ticker) ?? []);
    await copy(writeRowsText(heads, found), `${formatCountOf(found.length, "row")} copied`);
  });
  return { copyTickers, copyRows };
}

async function copy(text: string, title: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    showToast({ title });
  } catch {
    // Not a secure context, or not allowed.
    showToast({
      title: "Nothing was copied",
      detail: "The browser does not let this page copy. Allow it, or open the page over https.",
      tone: "problem",
    });
  }
}
