import type { YearReport } from "#lib/evidence/store/year-report";
import { addYears } from "#lib/fact/filed/day";
import type { Day } from "#lib/fact/filed/entry";

/** How many months after the verdict an outcome is looked for. */
export const horizons = [12, 24] as const;
export type Horizon = (typeof horizons)[number];

const yearDays = 365;
/** Fiscal years end on other weekdays, and some companies move their year's end. */
const endMarginDays = 100;

/** The day on which the outcome is settled: nothing after it counts. */
export function getOutcomeDay(day: Day, horizon: Horizon): Day {
  return addYears(day, horizon / 12);
}

/** The years that were reported between the verdict and its outcome's day, and that ended after the report it stood on. */
export function listLaterReports(
  reports: readonly YearReport[],
  base: YearReport,
  day: Day,
  horizon: Horizon,
): readonly YearReport[] {
  const last = getOutcomeDay(day, horizon);
  return reports.filter(({ end, known }) => known > day && known <= last && end > base.end);
}

/** The report of the first, second, ... year after the one that the verdict stood on; null where there is none. */
export function findYearAfter(later: readonly YearReport[], base: YearReport, year: number): YearReport | null {
  const wanted = base.end + year * yearDays;
  const near = later.filter(({ end }) => Math.abs(end - wanted) <= endMarginDays);
  return near.toSorted((a, b) => Math.abs(a.end - wanted) - Math.abs(b.end - wanted))[0] ?? null;
}
