import { expect, it } from "vitest";
import { getIndustry } from "#lib/server/snapshot/sic-industry";

it.each([
  [2836, "Biological products"],
  [7350, "Equipment rental"],
  [3590, "Industrial machinery and computers"],
  [100, "Agricultural production, crops"],
  [6798, "Real estate investment trusts"],
  [5100, "Wholesale, nondurable goods"],
  [100_000, null],
  [0, null],
])("SIC %i is %s", (sic, industry) => {
  expect(getIndustry(sic)).toBe(industry);
});
