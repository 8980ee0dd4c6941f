import { addYears, formatDay } from "#lib/fact/filed/day";
import type { Day } from "#lib/fact/filed/entry";
import { appliesTo } from "#lib/metric/declare";
import { BaseCounter, listAmong, listBySector, readNumbers } from "./condition";
import { buildGap, buildInterval, buildKnown, type FigureDeclaration, type FigureValue } from "./figure";
import type { IndexInput } from "./input";
import { publishedDue } from "./published";

const among = `${appliesTo.operating} and not (total_debt = 0)`;
const bucketIds = ["debt_due_1y", "debt_due_2y", "debt_due_3y", "debt_due_4y", "debt_due_5y"] as const;

/** A fiscal year that ends within so many days of the calendar year's end is that calendar year. */
const yearEndMargin = 8;

interface CalendarBounds {
  readonly low: number;
  readonly high: number;
}

/**
 * What of a schedule falls due in a calendar year: at least what its years that lie within that year have, at most what its years
 * that touch it have. `day` is the end of the fiscal year that the schedule begins after; `amounts` are what falls due in each
 * of the five years from then on, in USD. Null where the calendar year lies outside of the five years in part or a year
 * that touches it is missing.
 */
export function boundCalendarYear(
  day: Day,
  amounts: readonly (number | null)[],
  calendarYear: number,
): CalendarBounds | null {
  const year = Number(formatDay(day).slice(0, 4));
  const dayOfYear = day - Date.UTC(year, 0, 1) / 86_400_000;
  const daysLeft = Date.UTC(year, 11, 31) / 86_400_000 - day;
  // A year to the first days of January is that of December.
  const isCalendar = daysLeft <= yearEndMargin || dayOfYear < yearEndMargin;
  if (isCalendar) {
    const lastYear = dayOfYear < yearEndMargin ? year - 1 : year;
    const amount = amounts[calendarYear - lastYear - 1] ?? null;
    return amount === null ? null : { low: amount, high: amount };
  }
  // The first year of the schedule ends in the year after `year`: it touches both, and lies in none.
  const touching = [calendarYear - year - 1, calendarYear - year].map((index) => amounts[index] ?? null);
  // Nothing of the schedule lies before its own day.
  const before = calendarYear === year ? 0 : touching[0];
  const after = touching[1];
  if (before === null || before === undefined || after === null || after === undefined) return null;
  return { low: 0, high: before + after };
}

interface Due {
  readonly row: number;
  readonly weight: number | null;
  /** Null where no schedule tells. */
  readonly bounds: CalendarBounds | null;
}

/**
 * Where short-term lines stand beside a schedule, what falls due first is current debt of a newer balance sheet: within
 * twelve months of that, so in either of two calendar years.
 */
function addNewerDebt(bounds: CalendarBounds, newest: Day, amount: number, calendarYear: number): CalendarBounds {
  const [first, last] = [newest + 1, addYears(newest, 1)].map((day) => Number(formatDay(day).slice(0, 4)));
  const isTouched = calendarYear === first || calendarYear === last;
  return isTouched ? { low: bounds.low, high: bounds.high + amount } : bounds;
}

function listDue({ target, asOf }: IndexInput, calendarYear: number): readonly Due[] {
  const readAge = readNumbers(target, "schedule_age_days");
  const readNewestAge = readNumbers(target, "period_age_days");
  const readCurrent = readNumbers(target, "debt_current");
  const readWeight = readNumbers(target, "weight");
  const readAmounts = bucketIds.map((id) => readNumbers(target, id));
  return listAmong(target, among).map(({ row, isSure }) => {
    const age = readAge(row);
    const amounts = readAmounts.map((read) => read(row));
    const weight = readWeight(row);
    if (!isSure || age === null) return { row, weight, bounds: null };
    const [newestAge, current, [first = null, ...later]] = [readNewestAge(row), readCurrent(row), amounts];
    const isNewer = newestAge !== null && age - newestAge > yearEndMargin && first !== null && first === current;
    if (!isNewer) return { row, weight, bounds: boundCalendarYear(asOf - age, amounts, calendarYear) };
    const scheduled = boundCalendarYear(asOf - age, [0, ...later], calendarYear);
    const bounds = scheduled && addNewerDebt(scheduled, asOf - newestAge, first, calendarYear);
    return { row, weight, bounds };
  });
}

function sumDue(due: readonly Due[]) {
  const base = new BaseCounter();
  let [low, high] = [0, 0];
  for (const { weight, bounds } of due) {
    base.add(bounds !== null, weight);
    low += bounds?.low ?? 0;
    high += bounds?.high ?? 0;
  }
  const built = base.build();
  const value: FigureValue =
    built.known.count === 0
      ? buildGap("not_reported", "No company has a schedule of repayments that tells of the year.")
      : buildInterval(low, high);
  return { value, base: built };
}

/** The debt of companies of which no schedule tells what falls due; unknown debt is not in it. */
function sumOpenDebt({ target }: IndexInput, due: readonly Due[]) {
  const readDebt = readNumbers(target, "total_debt");
  const base = new BaseCounter();
  let sum = 0;
  for (const { row, weight, bounds } of due) {
    if (bounds !== null) continue;
    const debt = readDebt(row);
    base.add(debt !== null, weight);
    sum += debt ?? 0;
  }
  return { value: buildKnown(sum), base: base.build() };
}

/** What the parts of a figure of debt due are called that are no sector. */
export const openDebtLabel = "Debt of those without a schedule";

const yearWords = ["in the calendar year of the day", "one year on", "two years on", "three years on"] as const;

/** Debt due by calendar year, each with its sectors. */
export const maturityFigures: readonly FigureDeclaration[] = yearWords.map(
  (words, ahead): FigureDeclaration => ({
    id: `debt_due_year_${ahead}`,
    section: "maturity",
    label: `Debt due ${words}`,
    definition:
      "What schedules of repayments have for the calendar year, of companies with debt other than banks, insurers, lenders and shells. At least what the fiscal years within it have, at most what those that touch it have. Companies without a schedule are unknown; their debt, all of it, is the last part, of which any share may fall due in the year. The other parts are the sectors.",
    unit: "usd",
    format: "usd",
    measure: (input) => {
      const calendarYear = Number(formatDay(input.asOf).slice(0, 4)) + ahead;
      const due = listDue(input, calendarYear);
      const published = publishedDue.get(calendarYear);
      return {
        label: `Debt due in ${calendarYear}`,
        ...sumDue(due),
        parts: [
          ...listBySector(input.target, due).map(({ label, rows }) => ({ label, ...sumDue(rows) })),
          { label: openDebtLabel, ...sumOpenDebt(input, due) },
        ],
        published: published === undefined ? [] : [published],
      };
    },
  }),
);
