import { type Density, densities } from "#lib/workbench/column/table-model";

/** The cookie that remembers how tall rows are, so that the server already draws them so. */
export const densityCookie = "ballast-density";

/** Reads the cookie's value; anything unknown is `normal`. */
export function parseDensity(value: string | undefined): Density {
  return densities.find((density) => density === value) ?? "normal";
}
