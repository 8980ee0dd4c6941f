import type { Business } from "../business/simulate-business";
import type { Random } from "../random";

/** How a filer writes its statements, whatever they say. */
export interface Style {
  /** Amounts are rounded to so many dollars. */
  readonly unitUsd: number;
  /** A line without an amount is left empty (no row) and not filed as zero. */
  readonly leavesZerosOut: boolean;
  /** Years of income and cash flow in a yearly report. */
  readonly yearsShown: 2 | 3;
  /** Cash flow statements of quarters, beside those of the year to date. */
  readonly showsQuarterlyCashFlow: boolean;
  /** The balance sheet says what is current. */
  readonly isClassified: boolean;
  /** Depreciation has its own line in the income statement, and cost of revenue is without it. */
  readonly separatesDepreciation: boolean;
  /** Amortisation of intangibles has its own line there, and is not in selling and administration. */
  readonly separatesAmortization: boolean;
  /** Selling and administration are two lines. */
  readonly splitsSelling: boolean;
  /** Quarterly filings come with the figures of the quarter beside the year to date. */
  readonly firstYearFiled: number;
}

export function drawStyle(random: Random, business: Business): Style {
  const { kind } = business;
  const isProperty = kind === "reit" || kind === "bank";
  return {
    // Only the larger ones report in millions.
    unitUsd: random.weigh([
      [80, 1_000],
      [8, 1],
      [kind !== "bank" && business.profile.revenue > 150_000 ? 25 : 0, 1_000_000],
    ]),
    leavesZerosOut: random.chance(0.75),
    yearsShown: random.chance(0.25) ? 2 : 3,
    showsQuarterlyCashFlow: random.chance(0.03),
    isClassified: isProperty ? false : kind === "builder" ? random.chance(0.25) : random.chance(0.97),
    separatesDepreciation:
      kind === "service" || kind === "up_c" ? random.chance(0.45) : kind === "reit" || kind === "utility",
    separatesAmortization: random.chance(0.4),
    splitsSelling: kind === "software" ? random.chance(0.8) : random.chance(0.25),
    firstYearFiled: 2,
  };
}
