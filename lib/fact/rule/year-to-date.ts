import { addYears } from "#lib/fact/filed/day";
import type { Day } from "#lib/fact/filed/entry";
import { isSameDay, sameDateMargin } from "#lib/fact/filed/period";
import { turnParts } from "#lib/fact/series/build-figure";
import type { FigureKind, FigurePart } from "#lib/fact/series/figure";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";

const yearDays = 365;
const quarterDays = 91;
/** How far the end of a quarter may be from that many days before the next. */
const quarterMargin = 25;

/** An amount from the beginning of a fiscal year on, and the entries that it stands on. */
export interface Cumulated {
  readonly value: number;
  readonly parts: readonly FigurePart[];
}

/** The first day of the fiscal year that a day is in, or the last of. */
export function findYearStart(figures: FigureLookup, end: Day): Day {
  const { fiscalYearEnds } = figures.calendar;
  const before = fiscalYearEnds.find((day) => day < end - 2 * sameDateMargin);
  if (before !== undefined) return before + 1;
  const oldest = fiscalYearEnds.at(-1);
  return (oldest === undefined || oldest > end + yearDays ? end : oldest) - yearDays + 1;
}

function add(one: Cumulated | null, other: Cumulated | null): Cumulated | null {
  return one && other && { value: one.value + other.value, parts: [...one.parts, ...other.parts] };
}

function turn(amount: Cumulated | null): Cumulated | null {
  return amount && { value: -amount.value, parts: turnParts(amount.parts) };
}

/** The company's own end of a period that is closest to a day, or that day. */
function findEndNear(figures: FigureLookup, target: Day, margin: number): Day {
  const near = figures.calendar.periodEnds.filter((day) => Math.abs(day - target) <= margin);
  return near.reduce((best, day) => (Math.abs(day - target) < Math.abs(best - target) ? day : best), near[0] ?? target);
}

/**
 * The amount of a period, of sums from the beginning of fiscal years: for facts whose lines come and go, so that each sum
 * stands for itself and an absent line has none. Null where one of the sums is not known.
 */
export function readPeriod(
  figures: FigureLookup,
  kind: FigureKind,
  end: Day,
  cumulate: (day: Day) => Cumulated | null,
): Cumulated | null {
  const { fiscalYearEnds } = figures.calendar;
  const isYearEnd = (day: Day) => fiscalYearEnds.some((each) => isSameDay(each, day));
  const toDate = cumulate(end);
  if (kind === "fiscal_year") return toDate;
  if (kind === "quarter") {
    const before = findEndNear(figures, end - quarterDays, quarterMargin);
    return isYearEnd(before) ? toDate : add(toDate, turn(cumulate(before)));
  }
  const yearEnd = fiscalYearEnds.find((day) => day < end);
  if (yearEnd === undefined || isYearEnd(end)) return toDate;
  const yearBefore = cumulate(findEndNear(figures, addYears(end, -1), sameDateMargin));
  return add(add(cumulate(yearEnd), toDate), turn(yearBefore));
}
