import { type Density, densities } from "#lib/workbench/column/table-model";

/** The cookie that remembers how tall rows are, so that the server already draws them so. */
export const densityCookie = "ballast-density";

/** Reads the cookie's value; anything unknown is `normal`. */
export function parseDensity(value: string | undefined): Density {
  return densities.find((density) => density === value) ?? "normal";
}

/** The height of a row as classes, those of `rowHeightsPx`. */
export const rowHeightClasses: Readonly<Record<Density, string>> = {
  compact: "h-[24px]",
  normal: "h-[30px]",
  roomy: "h-[38px]",
};
