import type { Day } from "#lib/fact/filed/entry";
import type { FactHistory } from "#lib/fact/filed/history";
import { sameDateMargin } from "#lib/fact/filed/period";
import { selectFacts } from "./select";

/** The end of a quarter, and the day on which its report was filed. */
export interface QuarterReport {
  readonly end: Day;
  /** Null for a quarter that had no report of its own, such as those before a company's first filing. */
  readonly filed: Day | null;
}

/**
 * The newest `count` quarter ends of a company as known at a date, newest first, each with the first day on which it was
 * the company's newest period. Empty for a company without any period.
 */
export function listQuarterReports(history: FactHistory, asOf: Day, count: number): readonly QuarterReport[] {
  const days = history.filingDays.filter((day) => day <= asOf);
  const newestByIndex = new Map<number, Day>();
  const getNewest = (index: number): Day => {
    const known = newestByIndex.get(index);
    if (known !== undefined) return known;
    const newest = selectFacts(history, days[index] ?? asOf).newestPeriodEnd ?? Number.NEGATIVE_INFINITY;
    newestByIndex.set(index, newest);
    return newest;
  };
  return selectFacts(history, asOf)
    .listQuarters("net_income", count)
    .map(({ end }) => {
      // Filings only ever bring later periods, so the newest period never goes back from one day to the next.
      let low = 0;
      let high = days.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (getNewest(middle) < end - sameDateMargin) low = middle + 1;
        else high = middle;
      }
      const filed = low < days.length && getNewest(low) <= end + sameDateMargin ? (days[low] ?? null) : null;
      return { end, filed };
    });
}
