import { type Random, requireAt } from "./random";

/** A calendar day as the count of days since 1970-01-01 (UTC). */
export type Day = number;

const millisecondsPerDay = 86_400_000;

export interface FiscalQuarter {
  readonly start: Day;
  readonly end: Day;
  /** 1 to 4. */
  readonly quarter: number;
  /** The year that the filer calls it: the calendar year in which the fiscal year ends. */
  readonly fiscalYear: number;
}

/** A run writes the same few thousand days again and again, and a Date is slow to write. */
const textByDay: string[] = [];

export function writeDay(day: Day): string {
  const known = textByDay[day];
  if (known !== undefined) return known;
  const text = new Date(day * millisecondsPerDay).toISOString().slice(0, 10);
  textByDay[day] = text;
  return text;
}

export function readYear(day: Day): number {
  return Number(writeDay(day).slice(0, 4));
}

/** The last day of a month; months over 12 or under 1 run into the next or last year. */
export function endMonth(year: number, month: number): Day {
  return Date.UTC(year, month, 0) / millisecondsPerDay;
}

/** The weekday (0 = Sunday) that is nearest to a day. */
function moveToWeekday(day: Day, weekday: number): Day {
  // 1970-01-01 was a Thursday.
  const away = (weekday - ((day + 4) % 7) + 7) % 7;
  return away <= 3 ? day + away : day + away - 7;
}

/**
 * Quarters in a row, the last of which is the last of a fiscal year that ends in the month given. About a sixth of the
 * real filers close on a weekday (52 or 53 weeks); their quarters are of 13 weeks, the fourth sometimes of 14.
 */
export function buildCalendar(random: Random, years: number, lastYear: number): readonly FiscalQuarter[] {
  const month = random.weigh([
    [72, 12],
    [7, 6],
    [6, 9],
    [3, 1],
    [3, 3],
    [1, 2],
    [1, 4],
    [1, 5],
    [1, 7],
    [1, 8],
    [1, 10],
    [1, 11],
  ]);
  const isWeekly = random.chance(0.16);
  const weekday = random.pick([0, 5, 6]);
  const ends: Day[] = [];
  for (let year = lastYear - years; year <= lastYear; year++) {
    const yearEnd = isWeekly ? moveToWeekday(endMonth(year, month), weekday) : endMonth(year, month);
    if (ends.length > 0) {
      const start = requireAt(ends, ends.length - 1);
      for (const quarter of [1, 2, 3])
        ends.push(isWeekly ? start + quarter * 91 : endMonth(year - 1, month + quarter * 3));
    }
    ends.push(yearEnd);
  }
  return ends.slice(1).map((end, index) => ({
    start: requireAt(ends, index) + 1,
    end,
    quarter: (index % 4) + 1,
    fiscalYear: lastYear - years + 1 + Math.floor(index / 4),
  }));
}
