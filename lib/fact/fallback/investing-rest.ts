import { requireFact } from "#lib/fact/definition/catalogue";
import type { Day, FactEntry } from "#lib/fact/filed/entry";
import { isSameDay } from "#lib/fact/filed/period";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";

/** What other lines leave of the investing cash flow of the newest year or part of a year; null where it is not reported. */
export function findRestOfInvesting(figures: FigureLookup, end: Day): number | null {
  const total = sumPeriods(figures, "investing_cash_flow", end, undefined, 1);
  if (total === null) return null;
  const payments = sumPeriods(figures, "investing_payment", end, total.period) ?? { sum: 0 };
  const acquisitions = sumPeriods(figures, "acquisition_payment", end, total.period) ?? { sum: 0 };
  const proceeds = sumPeriods(figures, "investing_proceeds", end, total.period) ?? { sum: 0 };
  return total.sum + payments.sum + acquisitions.sum - proceeds.sum;
}

/** What may explain that money went out beside spending on property. */
const otherPayments = [
  "investing_payment",
  "acquisition_payment",
  "real_estate_expenditure",
  "spending_hint",
  "securities_flow_hint",
];

/**
 * What investing took in the newest year or part of a year beyond lines of securities, acquisitions and real estate, in
 * USD, or the share of it that falls to so many days; null where the cash flow is not reported. Lines that may be parts of
 * each other are added, and what came in is not: rather too little than too much.
 */
export function findUnexplainedOutflow(figures: FigureLookup, end: Day, days: number): number | null {
  const total = sumPeriods(figures, "investing_cash_flow", end, undefined, 1);
  if (total === null) return null;
  const paid = otherPayments.reduce((sum, fact) => sum + (sumPeriods(figures, fact, end, total.period)?.sum ?? 0), 0);
  const { start, end: last } = total.period;
  return start === null ? null : (-total.sum - paid) * Math.min(1, days / (last - start + 1));
}

/** The sum of what the tags of a fact give for one period; null where none gives any. */
function sumPeriods(
  figures: FigureLookup,
  factId: string,
  end: Day,
  period: FactEntry | undefined,
  countMax = Number.POSITIVE_INFINITY,
): { readonly sum: number; readonly period: FactEntry } | null {
  const definition = requireFact(factId);
  const entries = definition.tags
    .flatMap(({ tag }) => figures.findPeriod(definition, tag, end) ?? [])
    .filter((entry) => period === undefined || isSameDay(entry.start, period.start))
    .slice(0, countMax);
  const [first] = entries;
  return first ? { sum: entries.reduce((sum, { value }) => sum + value, 0), period: first } : null;
}
