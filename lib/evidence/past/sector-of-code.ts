import type { sectorNames } from "#lib/metric/base-columns";

type Sector = (typeof sectorNames)[number];

/** SIC codes, both ends included, and the fund's sector of companies that have them; the first that fits counts. */
const sectorRanges: readonly (readonly [from: number, to: number, sector: Sector])[] = [
  [100, 999, "Consumer Staples"],
  [1300, 1399, "Energy"],
  [1220, 1299, "Energy"],
  [1000, 1499, "Materials"],
  [1531, 1531, "Consumer Discretionary"],
  [1500, 1799, "Industrials"],
  [2000, 2199, "Consumer Staples"],
  [2200, 2399, "Consumer Discretionary"],
  [2500, 2599, "Consumer Discretionary"],
  [2700, 2799, "Communication"],
  [2830, 2836, "Health Care"],
  [2840, 2844, "Consumer Staples"],
  [2900, 2999, "Energy"],
  [3100, 3199, "Consumer Discretionary"],
  [2400, 3399, "Materials"],
  [3570, 3579, "Information Technology"],
  [3630, 3639, "Consumer Discretionary"],
  [3600, 3699, "Information Technology"],
  [3710, 3716, "Consumer Discretionary"],
  [3840, 3859, "Health Care"],
  [3800, 3839, "Information Technology"],
  [3900, 3999, "Consumer Discretionary"],
  [4600, 4699, "Energy"],
  [4800, 4899, "Communication"],
  [4950, 4959, "Industrials"],
  [4900, 4999, "Utilities"],
  [5122, 5122, "Health Care"],
  [5140, 5149, "Consumer Staples"],
  [5400, 5499, "Consumer Staples"],
  [5912, 5912, "Consumer Staples"],
  [3400, 5199, "Industrials"],
  [5200, 5999, "Consumer Discretionary"],
  [6500, 6599, "Real Estate"],
  [6798, 6798, "Real Estate"],
  [6000, 6799, "Financials"],
  [7370, 7379, "Information Technology"],
  [7300, 7399, "Industrials"],
  [7800, 7899, "Communication"],
  [7000, 7999, "Consumer Discretionary"],
  [8000, 8099, "Health Care"],
  [8731, 8731, "Health Care"],
  [8200, 8299, "Consumer Discretionary"],
  [8000, 8999, "Industrials"],
];

/** The sector of a company by its SIC code, for peer groups; "Other" without a code. */
export function getSectorOfCode(sic: number | null): Sector {
  const found = sic === null ? undefined : sectorRanges.find(([from, to]) => sic >= from && sic <= to);
  return found?.[2] ?? "Other";
}
