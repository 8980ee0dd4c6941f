import type { FactDefinition } from "#lib/fact/definition/definition";
import { formatDay } from "#lib/fact/filed/day";
import type { Day } from "#lib/fact/filed/entry";
import { isQuarter, isSameDay, sameDayMargin } from "#lib/fact/filed/period";
import { turnParts } from "#lib/fact/series/build-figure";
import type { Figure, FigureKind, KnownFigure } from "#lib/fact/series/figure";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";
import { findRoundingUnit } from "#lib/fact/series/rounding-unit";

/** The report before is about a quarter older. */
const quarterDaysMin = 77;
const quarterDaysMax = 120;
/** A last quarter further than this from the third, or from the year, is of counts on another basis (a split, a slip). */
const lastQuarterChangeMax = 0.25;
const lastQuarterRoundingMax = 0.005;
/** A cover further than this from the average of the year is one from before a split, or of one class. */
const coverFactorMax = 1.5;

/**
 * The share count on the cover of the report before, where the newest report's cover gives none and the average that
 * there is would be that of a year (JBG Smith, which bought back a seventh in 2025): a cover is a quarter old at most,
 * the middle of a year is half a year old.
 */
export function findEarlierCover(
  figures: FigureLookup,
  definition: FactDefinition,
  kind: FigureKind,
  end: Day,
): Figure | null {
  const hasQuarter = ["basic_shares", "diluted_shares"].some((fact) => figures.getFigure(fact, "quarter", end).known);
  const before = figures.calendar.periodEnds.findLast(
    (day) => day >= end - quarterDaysMax && day <= end - quarterDaysMin,
  );
  if (hasQuarter || before === undefined) return null;
  const cover = figures.getReported(definition.id, "balance", before);
  if (!cover?.parts.every(({ entry }) => entry.tag.startsWith("dei:"))) return null;
  const average = findAverageShares(figures, definition, kind, end);
  const factor = average?.known ? cover.value / average.value : 1;
  if (factor > coverFactorMax || factor < 1 / coverFactorMax) return null;
  return {
    ...cover,
    detail: `The cover of the report before, of ${formatDay(cover.end)}. The newest report gives no total count.`,
  };
}

/**
 * The average share count of the newest period, where the cover gives counts by class only: without dilution, because
 * shares that convertible notes may become are not outstanding.
 */
export function findAverageShares(
  figures: FigureLookup,
  _definition: FactDefinition,
  _kind: FigureKind,
  end: Day,
): Figure | null {
  for (const fact of ["basic_shares", "diluted_shares"]) {
    const quarter = figures.getFigure(fact, "quarter", end);
    const last = quarter.known ? null : findLastQuarter(figures, fact, end);
    const average = quarter.known ? quarter : (last ?? figures.getFigure(fact, "trailing", end));
    if (!average.known || average.value <= 0) continue;
    const period = last ? "last quarter, which the year leaves beyond the three before," : "period";
    return {
      ...average,
      start: null,
      method: "derived",
      detail: `The average ${fact === "basic_shares" ? "basic" : "diluted"} count of the ${period} to ${formatDay(average.end)}. No filing reports a total count.`,
    };
  }
  return null;
}

/** The average of the last quarter of a fiscal year: what the year has beyond its first three, each by its days. */
function findLastQuarter(figures: FigureLookup, fact: string, end: Day): KnownFigure | null {
  const year = figures.getReported(fact, "fiscal_year", end);
  if (!year || year.start === null) return null;
  const quarters: KnownFigure[] = [];
  let days = year.end - year.start + 1;
  let sum = year.value * days;
  let next = figures.calendar.periodEnds.findLast((day) => day <= end - quarterDaysMin && day >= end - quarterDaysMax);
  while (quarters.length < 3) {
    const quarter = next === undefined ? null : figures.getReported(fact, "quarter", next);
    if (!quarter || quarter.start === null || quarter.start < year.start - sameDayMargin) return null;
    const length = quarter.end - quarter.start + 1;
    days -= length;
    sum -= quarter.value * length;
    next = quarter.start - 1;
    quarters.push(quarter);
  }
  const third = quarters[0];
  const value = Math.round(sum / days);
  if (!third || next === undefined || !isSameDay(next + 1, year.start) || !isQuarter(days)) return null;
  const isSteady = [third, year].every((other) => Math.abs(value / other.value - 1) <= lastQuarterChangeMax);
  // Each unit of rounding of the year counts four times in its last quarter.
  const isExact =
    (findRoundingUnit([year, ...quarters].map((figure) => figure.value)) * 4) / value <= lastQuarterRoundingMax;
  if (!isSteady || !isExact) return null;
  const parts = [...year.parts, ...quarters.flatMap(({ parts: own }) => turnParts(own))];
  return { ...year, value, start: third.end + 1, method: "derived", parts };
}
