import { findFact } from "#lib/fact/definition/catalogue";
import { maturityFamilies } from "#lib/fact/definition/debt";
import type { Day } from "#lib/fact/filed/entry";
import { sameDayMargin } from "#lib/fact/filed/period";
import { readSchedule } from "#lib/fact/rule/debt-schedule";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";

/** Schedules are given with the annual report, and may be as old as that. */
const scheduleAgeDaysMax = 380;

/** The sum of a schedule of repayments in USD, and of the reported amounts of debt the one that is closest to it. */
export interface ScheduleSum {
  readonly sum: number;
  readonly debt: number;
  readonly day: Day;
}

/** The newest schedule of at least two years in one filing, against long-term debt of its day; null without either. */
export function addSchedule(figures: FigureLookup, end: Day): ScheduleSum | null {
  const yearEnds = figures.calendar.fiscalYearEnds.filter(
    (day) => day <= end + sameDayMargin && day > end - scheduleAgeDaysMax,
  );
  for (const day of yearEnds) {
    for (const family of maturityFamilies) {
      const entries = [...readSchedule(figures, family, day).values()];
      if (entries.length < 2) continue;
      const sum = entries.reduce((total, { value }) => total + value, 0);
      const debt = findClosestDebt(figures, day, sum);
      if (debt !== null) return { sum, debt, day };
    }
  }
  return null;
}

function findClosestDebt(figures: FigureLookup, day: Day, sum: number): number | null {
  const definition = findFact("long_term_debt");
  const amounts = (definition?.tags ?? []).flatMap(({ tag }) => {
    const entry = definition && figures.findBalance(definition, tag, day);
    return entry ? [entry.value] : [];
  });
  const total = figures.getFigure("total_debt", "balance", day);
  if (total.known) amounts.push(total.value);
  const [first, ...others] = amounts.filter((amount) => amount > 0);
  if (first === undefined) return null;
  return others.reduce((best, amount) => (Math.abs(amount - sum) < Math.abs(best - sum) ? amount : best), first);
}
