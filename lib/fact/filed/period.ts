import type { Day, FactEntry } from "./entry";

/** A fiscal year: 52 or 53 weeks, or twelve months, with a margin for slips of filers. */
const yearDays = { min: 350, max: 380 } as const;
/** A quarter: 12 to 14 weeks. */
const quarterDays = { min: 80, max: 100 } as const;
/** Grocers and restaurants with thirteen four-week periods have one quarter of 16 weeks. */
const longQuarterDays = { min: 105, max: 116 } as const;

/** Two days closer than this are the same end of a period: filers round 52-week years to month ends now and then. */
export const sameDayMargin = 6;
/** The same end one or several years away: 52-week years drift against the calendar. */
export const sameDateMargin = 10;
/** Periods of equal length may differ by a 53rd week. */
const sameLengthMargin = 10;

/** Number of days of a period, both ends included; 0 for a balance. */
export function countDays(entry: Pick<FactEntry, "start" | "end">): number {
  return entry.start === null ? 0 : entry.end - entry.start + 1;
}

/** True for a length of 350 to 380 days. */
export function isYear(days: number): boolean {
  return days >= yearDays.min && days <= yearDays.max;
}

/** True for a length of 80 to 100 days, or of 16 weeks. */
export function isQuarter(days: number): boolean {
  return (
    (days >= quarterDays.min && days <= quarterDays.max) || (days >= longQuarterDays.min && days <= longQuarterDays.max)
  );
}

/** True for a part of a year that is at least a quarter long: three, six, nine months to date. */
export function isYearToDate(days: number): boolean {
  return days >= quarterDays.min && days < yearDays.min;
}

/** True when a period begins right after another one ended, within the margin. */
export function follows(start: Day | null, end: Day): boolean {
  return start !== null && Math.abs(start - 1 - end) <= sameDayMargin;
}

export function isSameDay(a: Day | null, b: Day | null): boolean {
  return a !== null && b !== null && Math.abs(a - b) <= sameDayMargin;
}

export function isSameLength(a: number, b: number): boolean {
  return Math.abs(a - b) <= sameLengthMargin;
}

/** The first index whose entry ends on or after `day`, in entries sorted by end. */
export function findFirstEnding(entries: readonly FactEntry[], day: Day): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle]?.end ?? 0) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Of entries sorted by end, start and filing the last for the same period as another that was filed by the day of that one. */
export function findKnownThen(
  entries: readonly FactEntry[],
  { start, end, filed }: Pick<FactEntry, "start" | "end" | "filed">,
): FactEntry | undefined {
  let last: FactEntry | undefined;
  for (let index = findFirstEnding(entries, end); entries[index]?.end === end; index += 1) {
    const entry = entries[index];
    if (entry?.start === start && entry.filed <= filed) last = entry;
  }
  return last;
}

/** The entry that ends closest to `end` (within `margin`) and passes the test; of equally close ones the longest. */
export function findEnding(
  entries: readonly FactEntry[],
  end: Day,
  margin: number,
  accepts: (entry: FactEntry) => boolean,
): FactEntry | undefined {
  let best: FactEntry | undefined;
  let bestDistance = margin + 1;
  for (let index = findFirstEnding(entries, end - margin); index < entries.length; index += 1) {
    const entry = entries[index];
    if (!entry || entry.end > end + margin) break;
    const distance = Math.abs(entry.end - end);
    if (distance > bestDistance || !accepts(entry)) continue;
    if (distance < bestDistance || !best || countDays(entry) > countDays(best)) {
      best = entry;
      bestDistance = distance;
    }
  }
  return best;
}
