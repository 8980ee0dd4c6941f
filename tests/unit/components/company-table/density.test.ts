import { expect, test } from "vitest";
import { densities, rowHeightsPx } from "#lib/workbench/column/table-model";
import { rowHeightClasses } from "@/components/company-table/density";

/** Of a line of a cell's text with the border under the row. */
const lineHeightPx = 21;

test.each(densities)(
  "U-7: the classes of a row that is %s are as tall as the list of rows takes it to be",
  (density) => {
    const [, height, padding] = /^h-\[([\d.]+)px\] \[--row-padding:([\d.]+)px\]$/.exec(rowHeightClasses[density]) ?? [];
    expect(Number(height)).toBe(rowHeightsPx[density]);
    expect(Number(padding)).toBe((rowHeightsPx[density] - lineHeightPx) / 2);
  },
);
