import type { Day } from "./entry";

const millisecondsPerDay = 86_400_000;
const isoDatePattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const earliestYear = 1900;
const latestYear = 2200;
const earliestDay = Date.UTC(earliestYear, 0, 1) / millisecondsPerDay;
const latestDay = Date.UTC(latestYear, 11, 31) / millisecondsPerDay;

/** The day of a calendar date, or null when no such date exists (2025-02-30) or it lies outside 1900 to 2200. */
export function getDay(year: number, month: number, dayOfMonth: number): Day | null {
  if (year < earliestYear || year > latestYear) return null;
  const milliseconds = Date.UTC(year, month - 1, dayOfMonth);
  const date = new Date(milliseconds);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== dayOfMonth) return null;
  return milliseconds / millisecondsPerDay;
}

/** The day behind an ISO date (`2025-12-31`), or null when the text is no such date. */
export function parseDay(text: string): Day | null {
  const match = isoDatePattern.exec(text);
  if (!match) return null;
  return getDay(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** Reasons name the same few thousand days again and again, and a Date is slow to write. */
const textByDay = new Map<Day, string>();

/** The ISO date of a day. */
export function formatDay(day: Day): string {
  const known = textByDay.get(day);
  if (known !== undefined) return known;
  const text = new Date(day * millisecondsPerDay).toISOString().slice(0, 10);
  // Days outside the years that dates are read in come from nowhere twice.
  if (day >= earliestDay && day <= latestDay) textByDay.set(day, text);
  return text;
}

/** Columns look back from the same few ends by the same few years. */
const shiftedByKey = new Map<number, Day>();
const keptYearsMax = 31;

/** The same date some years away (negative: before). The 29th of February becomes the 28th. */
export function addYears(day: Day, years: number): Day {
  const isKept = Math.abs(years) <= keptYearsMax && day >= earliestDay && day <= latestDay;
  if (!isKept) return shiftYears(day, years);
  const key = day * 64 + years;
  const known = shiftedByKey.get(key);
  if (known !== undefined) return known;
  const shifted = shiftYears(day, years);
  shiftedByKey.set(key, shifted);
  return shifted;
}

function shiftYears(day: Day, years: number): Day {
  const date = new Date(day * millisecondsPerDay);
  const year = date.getUTCFullYear() + years;
  const isLeapDay = date.getUTCMonth() === 1 && date.getUTCDate() === 29;
  const shifted = Date.UTC(year, date.getUTCMonth(), isLeapDay ? 28 : date.getUTCDate());
  return shifted / millisecondsPerDay;
}

/** The last day of the month that lies some months away from the month of `day` (negative: before). */
export function getMonthEnd(day: Day, months: number): Day {
  const date = new Date(day * millisecondsPerDay);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0) / millisecondsPerDay;
}
