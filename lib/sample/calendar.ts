import type { Day } from "#lib/fact/filed/entry";

const dayMs = 86_400_000;

/** The day of a date; a day of month beyond the month's end counts on into the next month, 0 is the day before. */
export function toDay(year: number, month: number, dayOfMonth: number): Day {
  return Date.UTC(year, month - 1, dayOfMonth) / dayMs;
}

const isoByDay = new Map<Day, string>();

/** `2026-06-30`. Remembered: the files of the sample name few days, and each a thousand times. */
export function toIso(day: Day): string {
  let iso = isoByDay.get(day);
  if (iso === undefined) {
    iso = new Date(day * dayMs).toISOString().slice(0, 10);
    isoByDay.set(day, iso);
  }
  return iso;
}

/** Year, month (1 to 12) and day of month. */
export function toParts(day: Day): { readonly year: number; readonly month: number; readonly dayOfMonth: number } {
  const date = new Date(day * dayMs);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, dayOfMonth: date.getUTCDate() };
}

/** A Saturday or Sunday is moved to the Monday after it: EDGAR accepts filings on working days. */
export function toWorkingDay(day: Day): Day {
  const weekday = (day + 4) % 7;
  if (weekday === 6) return day + 2;
  return weekday === 0 ? day + 1 : day;
}

/** The day on which everything in the sample is told: its newest holdings are of this date. */
export const sampleAsOf: Day = toDay(2026, 6, 30);

/** How a company closes its books. */
export interface ClosingRule {
  /** The month in which the fiscal year ends. */
  readonly endMonth: number;
  /** `weeks`: the year ends on the Saturday nearest to the month's end and has 52 or 53 weeks. */
  readonly kind: "month_end" | "weeks";
}

/** One fiscal quarter. */
export interface FiscalQuarter {
  readonly year: number;
  readonly quarter: 1 | 2 | 3 | 4;
  readonly start: Day;
  readonly end: Day;
}

function getYearEnd(calendar: ClosingRule, endYear: number): Day {
  const monthEnd = toDay(endYear, calendar.endMonth + 1, 0);
  if (calendar.kind === "month_end") return monthEnd;
  const weekday = (monthEnd + 4) % 7;
  const sinceSaturday = (weekday + 1) % 7;
  return sinceSaturday <= 3 ? monthEnd - sinceSaturday : monthEnd + 7 - sinceSaturday;
}

function getQuarterEnd(calendar: ClosingRule, endYear: number, quarter: number): Day {
  if (quarter === 4) return getYearEnd(calendar, endYear);
  if (calendar.kind === "weeks") return getYearEnd(calendar, endYear - 1) + 91 * quarter;
  return toDay(endYear, calendar.endMonth - 3 * (4 - quarter) + 1, 0);
}

/**
 * The quarters of the fiscal years that end in `firstEndYear` to `lastEndYear`, oldest first. A year that ends before
 * June carries the number of the calendar year in which most of it lay, as filers do.
 */
export function listFiscalQuarters(
  calendar: ClosingRule,
  firstEndYear: number,
  lastEndYear: number,
): readonly FiscalQuarter[] {
  const quarters: FiscalQuarter[] = [];
  let start = getYearEnd(calendar, firstEndYear - 1) + 1;
  for (let endYear = firstEndYear; endYear <= lastEndYear; endYear++) {
    for (const quarter of [1, 2, 3, 4] as const) {
      const end = getQuarterEnd(calendar, endYear, quarter);
      quarters.push({ year: calendar.endMonth < 6 ? endYear - 1 : endYear, quarter, start, end });
      start = end + 1;
    }
  }
  return quarters;
}
