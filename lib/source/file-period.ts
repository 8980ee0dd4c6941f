import { getMonthEnd } from "#lib/fact/filed/day";
import type { Day } from "#lib/fact/filed/entry";

/** The periods that a fundamentals file may name. */
export const filePeriods = ["FY", "Q", "TTM"] as const;
export type FilePeriod = (typeof filePeriods)[number];

export interface PeriodRow {
  readonly end: Day;
  readonly period: FilePeriod;
}

const lengthByPeriod = {
  FY: { months: 12, days: 364, daysMin: 350, daysMax: 380 },
  TTM: { months: 12, days: 364, daysMin: 350, daysMax: 380 },
  Q: { months: 3, days: 91, daysMin: 80, daysMax: 100 },
} as const;

/** First day of a period of which only the end is known: by calendar months, or by weeks when no month ends there. */
function guessStart({ end, period }: PeriodRow): Day {
  const { months, days } = lengthByPeriod[period];
  return end === getMonthEnd(end, 0) ? getMonthEnd(end, -months) + 1 : end - days + 1;
}

/**
 * The first day of each row's period. A file gives only ends; the day after the previous end of the same kind is
 * taken when that gives a period of the usual length (which also fits years of 53 weeks), else calendar or weeks.
 * A trailing year always reaches back one year, since the one before it overlaps.
 */
export function assignStarts<Row extends PeriodRow>(
  rows: readonly Row[],
): readonly { readonly row: Row; readonly start: Day }[] {
  const sorted = [...rows].sort((a, b) => a.end - b.end);
  const endsByPeriod = new Map<FilePeriod, Day[]>();
  return sorted.map((row) => {
    const { daysMin, daysMax } = lengthByPeriod[row.period];
    const ends = endsByPeriod.get(row.period) ?? [];
    endsByPeriod.set(row.period, ends);
    const before = row.period === "TTM" ? undefined : ends.findLast((end) => end < row.end);
    if (ends.at(-1) !== row.end) ends.push(row.end);
    const length = before === undefined ? 0 : row.end - before;
    const isUsual = before !== undefined && length >= daysMin && length <= daysMax;
    return { row, start: isUsual ? before + 1 : guessStart(row) };
  });
}
