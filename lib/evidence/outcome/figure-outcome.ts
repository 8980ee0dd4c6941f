import type { EvidenceCompany } from "#lib/evidence/store/company";
import { getLaterSplits } from "#lib/evidence/store/split";
import type { YearReport } from "#lib/evidence/store/year-report";
import type { Day } from "#lib/fact/filed/entry";
import { findYearAfter, type Horizon, listLaterReports } from "./horizon";
import { isAny, isEvery, type Observed } from "./logic";
import { isEquityNegative, isLossWithBurn, isShortOfInterest } from "./report-state";

/** A verdict on a company at a day, with the report that it stood on. */
export interface Verdicted {
  readonly company: Pick<EvidenceCompany, "reports" | "prices" | "quotes" | "splits" | "quotedSplits">;
  readonly base: YearReport;
  readonly day: Day;
}

type StateTest = (report: YearReport) => Observed;

/**
 * Whether a company came into a state in any year reported within the horizon. Missing where it is in none of those and
 * a year of the horizon was not reported, or does not tell.
 */
function comesInto({ company, base, day }: Verdicted, horizon: Horizon, test: StateTest): Observed {
  const later = listLaterReports(company.reports, base, day, horizon);
  const years = listYears(horizon).map((year) => findYearAfter(later, base, year));
  return isAny([...later.map(test), ...years.map((report) => (report === null ? null : false))]);
}

/** Whether a company was in a state in each year of the horizon. */
function isThroughout({ company, base, day }: Verdicted, horizon: Horizon, test: StateTest): Observed {
  const later = listLaterReports(company.reports, base, day, horizon);
  return isEvery(
    listYears(horizon).map((year) => {
      const report = findYearAfter(later, base, year);
      return report === null ? null : test(report);
    }),
  );
}

function listYears(horizon: Horizon): readonly number[] {
  return Array.from({ length: horizon / 12 }, (_, index) => index + 1);
}

/** Equity is below zero in a later report; not asked where it was at the date. */
export function getNegativeEquity(verdict: Verdicted, horizon: Horizon): Observed {
  return comesInto(verdict, horizon, isEquityNegative);
}

/** Neither EBIT nor cash flow pays the interest, in each year of the horizon. */
export function getShortOfInterest(verdict: Verdicted, horizon: Horizon): Observed {
  return isThroughout(verdict, horizon, isShortOfInterest);
}

/** A loss that burns cash, in a year of the horizon. */
export function getLossWithBurn(verdict: Verdicted, horizon: Horizon): Observed {
  return comesInto(verdict, horizon, isLossWithBurn);
}

/** Shares that grow by more than this within the horizon were issued in earnest. */
export const issueLeast = 0.2;

/** Shares, after splits, are up by over a fifth in a later report. */
export function getDilution(verdict: Verdicted, horizon: Horizon): Observed {
  const { company, base } = verdict;
  return comesInto(verdict, horizon, (report) => {
    const growth = getShareGrowth(company, base, report);
    return growth === null ? null : growth > issueLeast;
  });
}

/** Growth of the share count after splits as a ratio; null where a count or a split is not known. */
export function getShareGrowth(
  { prices, quotes, quotedSplits }: Pick<EvidenceCompany, "prices" | "quotes" | "quotedSplits">,
  from: YearReport,
  to: YearReport,
): number | null {
  const before = from.values.get("shares_outstanding") ?? 0;
  const after = to.values.get("shares_outstanding") ?? 0;
  if (before <= 0 || after <= 0) return null;
  if (from.origin === to.origin) return after / before - 1;
  // The annual file knows splits up to the end of its prices, the quarterly file those after it too.
  const newest = prices.at(-1);
  if (newest === undefined || quotes.length === 0 || from.origin !== "annual") return null;
  const since = getLaterSplits(quotedSplits, newest.day);
  return since === null ? null : after / (before * since) - 1;
}
