import { expect, test } from "vitest";
import { densities, rowHeightsPx } from "#lib/workbench/column/table-model";
import { rowHeightClasses } from "@/components/company-table/density";

test.each(densities)("U-7: the class of a row that is %s is as tall as the list of rows takes it to be", (density) => {
  const [, height] = /^h-\[([\d.]+)px\]$/.exec(rowHeightClasses[density]) ?? [];
  expect(Number(height)).toBe(rowHeightsPx[density]);
});
