import type { FactDefinition } from "#lib/fact/definition/definition";
import { formatFigure, nameInSentence } from "#lib/fact/definition/figure-text";
import { formatDay } from "#lib/fact/filed/day";
import type { Day, FactEntry } from "#lib/fact/filed/entry";
import type { TagHistory } from "#lib/fact/filed/history";
import {
  countDays,
  findEnding,
  follows,
  isQuarter,
  isSameDay,
  isSameLength,
  isYear,
  isYearToDate,
  sameDateMargin,
  sameDayMargin,
} from "#lib/fact/filed/period";
import { type Cluster, findFirstValue, findValueAt } from "./cluster";
import type { Figure, FigureMethod, FigurePart, KnownFigure } from "./figure";

/** A cluster of a flow, with what is needed to judge it. */
export interface FlowSeries {
  readonly definition: FactDefinition;
  readonly cluster: Cluster;
  /** Every filing of the fact, for the question what was known when. */
  readonly histories: readonly TagHistory[];
}

/**
 * Year to date of last year may be filed anew with another value, because a business was sold or an error mended. When
 * the change exceeds this share of the fiscal year, the three figures stand on different bases and are not combined.
 */
const restatedShareMax = 0.01;

/** A year's average count lies between those of its first part and of the part a year later, within this factor. */
const countSpreadMax = 1.5;

/** A year may be filed anew this long before a part of it: an 8-K recasts the years, the next 10-Q the quarters. */
const recastDaysMax = 120;

function buildSum(
  { definition }: FlowSeries,
  method: FigureMethod,
  parts: readonly FigurePart[],
  start: Day | null,
  end: Day,
): Figure {
  let sum = 0;
  let days = 0;
  for (const { entry, sign } of parts) {
    const weight = definition.aggregate === "average" ? countDays(entry) : 1;
    sum += sign * entry.value * weight;
    days += sign * weight;
  }
  const value = definition.aggregate === "average" ? sum / days : sum;
  if (definition.nonnegative && value < 0 && parts.length > 1) {
    return {
      known: false,
      reason: "conflict",
      detail: `The parts of ${nameInSentence(definition)} for the period to ${formatDay(end)} add up to less than zero. They do not belong together.`,
    };
  }
  return { known: true, value, start, end, method, parts };
}

function buildReported(entry: FactEntry): KnownFigure {
  return {
    known: true,
    value: entry.value,
    start: entry.start,
    end: entry.end,
    method: "reported",
    parts: [{ entry, sign: 1 }],
  };
}

/** The year that ends at `end`, as reported. */
export function findYear(series: FlowSeries, end: Day, margin = sameDayMargin): Figure | null {
  const entry = findEnding(series.cluster.entries, end, margin, (candidate) => isYear(countDays(candidate)));
  return entry ? buildReported(entry) : null;
}

/** The quarter that ends at `end`: as reported, or as the difference of two periods that begin on the same day. */
export function findQuarter(series: FlowSeries, end: Day, margin = sameDayMargin): Figure | null {
  const { entries } = series.cluster;
  const direct = findEnding(entries, end, margin, (entry) => isQuarter(countDays(entry)));
  if (direct) return buildReported(direct);
  if (series.definition.aggregate === "average") return null;
  const longer = findEnding(
    entries,
    end,
    margin,
    (entry) => isYear(countDays(entry)) || isYearToDate(countDays(entry)),
  );
  if (!longer) return null;
  return subtractYearToDate(series, longer) ?? subtractQuarters(series, longer, 0);
}

function subtractYearToDate(series: FlowSeries, longer: FactEntry): Figure | null {
  const { entries } = series.cluster;
  for (let index = entries.length - 1; index >= 0; index -= 1) {
    const shorter = entries[index];
    if (!shorter || shorter.end >= longer.end) continue;
    if (longer.end - shorter.end > 120) break;
    if (!isQuarter(longer.end - shorter.end) || !isSameDay(shorter.start, longer.start)) continue;
    const method = isYear(countDays(longer)) ? "fourth_quarter" : "year_to_date_difference";
    const parts: FigurePart[] = [
      { entry: longer, sign: 1 },
      { entry: shorter, sign: -1 },
    ];
    const revised = shorter.filed < longer.filed ? subtractQuarters(series, longer, longer.filed) : null;
    return (
      revised ??
      checkPriorYear(series, longer, shorter) ??
      checkBasis(series, longer, shorter) ??
      buildSum(series, method, parts, shorter.end + 1, longer.end)
    );
  }
  return null;
}

/**
 * Fiscal year less its first three quarters: where the annual report itself states them, because it revised them, and
 * for sources that give no nine months.
 */
function subtractQuarters(series: FlowSeries, year: FactEntry, filedFrom: Day): Figure | null {
  if (!isYear(countDays(year)) || year.start === null) return null;
  const quarters: FactEntry[] = [];
  let end = year.end - 91;
  for (let count = 0; count < 3; count += 1) {
    const margin = count === 0 ? 20 : sameDayMargin;
    const quarter = findEnding(series.cluster.entries, end, margin, (entry) => isQuarter(countDays(entry)));
    if (!quarter || quarter.start === null || quarter.filed < filedFrom) return null;
    quarters.push(quarter);
    end = quarter.start - 1;
  }
  const newest = quarters[0];
  if (!newest || !isSameDay(end + 1, year.start)) return null;
  const parts = [{ entry: year, sign: 1 } as const, ...quarters.map((entry): FigurePart => ({ entry, sign: -1 }))];
  return buildSum(series, "fourth_quarter", parts, newest.end + 1, year.end);
}

/** Twelve months that end at `end`: the fiscal year, or year + year to date - prior year to date, or four quarters. */
export function findTrailing(series: FlowSeries, end: Day, margin = sameDayMargin): Figure | null {
  return findYear(series, end, margin) ?? combineYearToDate(series, end, margin) ?? sumQuarters(series, end, margin);
}

function combineYearToDate(series: FlowSeries, end: Day, margin: number): Figure | null {
  const { entries } = series.cluster;
  const current = findEnding(entries, end, margin, (entry) => isYearToDate(countDays(entry)));
  if (!current || current.start === null) return null;
  const year = findEnding(entries, current.start - 1, sameDayMargin, (entry) => isYear(countDays(entry)));
  if (!year || !follows(current.start, year.end)) return null;
  const currentDays = countDays(current);
  const prior = findEnding(
    entries,
    current.end - countDays(year),
    sameDateMargin,
    (entry) => isSameDay(entry.start, year.start) && isSameLength(countDays(entry), currentDays),
  );
  if (!prior) return null;
  const parts: FigurePart[] = [
    { entry: year, sign: 1 },
    { entry: current, sign: 1 },
    { entry: prior, sign: -1 },
  ];
  const conflict =
    checkBasis(series, year, prior) ??
    checkChanged(series, year, current, prior) ??
    checkCounts(series, year, current, prior);
  return conflict ?? buildSum(series, "year_plus_year_to_date", parts, prior.end + 1, current.end);
}

/** A conflict when a part of a year was filed anew, with another value, after the year itself was filed. */
function checkBasis(series: FlowSeries, year: FactEntry, part: FactEntry): Figure | null {
  if (part.filed <= year.filed || isRecast(series, year, part)) return null;
  if (findRestatedPrior(series, year, year.filed - 1)) return null;
  const before = findValueAt(series.histories, part, year.filed);
  if (before === null) return null;
  const scale = Math.max(Math.abs(year.value), Math.abs(before));
  if (Math.abs(part.value - before) <= restatedShareMax * scale) return null;
  return {
    known: false,
    reason: "conflict",
    detail:
      `A filing of ${formatDay(part.filed)} changed ${nameInSentence(series.definition)} of the period to ` +
      `${formatDay(part.end)}. The year to ${formatDay(year.end)} stands as it was. The two cannot be combined.`,
  };
}

/**
 * A conflict when some of the parts were filed anew with another value, and the others stand as they were first filed:
 * the former are without a business that was sold, or on another basis, and the latter are not.
 */
function checkChanged(
  { definition, histories }: FlowSeries,
  year: FactEntry,
  current: FactEntry,
  prior: FactEntry,
): Figure | null {
  const scale = restatedShareMax * Math.abs(year.value);
  const isChanged = (part: FactEntry) => {
    const first = findFirstValue(histories, part);
    return first !== null && Math.abs(part.value - first) > scale;
  };
  const [one] = [year, current].filter(isChanged).sort((a, b) => b.filed - a.filed);
  // What was first filed after the change stands on the new basis from the first, and a report gives the part of the year
  // before beside its own: a repeated amount is not stored again.
  const isFirst = !histories.some(
    ({ tag, entries }) =>
      tag === current.tag &&
      entries.some(({ start, end, filed }) => end === current.end && start === current.start && filed < current.filed),
  );
  const isPriorGivenAgain = one !== undefined && isFirst && current.filed >= one.filed;
  const others = isPriorGivenAgain ? [year, current] : [year, current, prior];
  const other = one && others.find((part) => !isChanged(part) && part.filed < one.filed);
  if (!one || !other) return null;
  return {
    known: false,
    reason: "conflict",
    detail:
      `A filing of ${formatDay(one.filed)} changed ${nameInSentence(definition)} of the period to ${formatDay(one.end)}. ` +
      `The period to ${formatDay(other.end)} stands as it was first filed. The two cannot be combined.`,
  };
}

/**
 * A conflict when the average of a year lies far outside those of its first part and of the part a year later: these were
 * filed after a split of the shares, and the year before it.
 */
function checkCounts({ definition }: FlowSeries, year: FactEntry, current: FactEntry, prior: FactEntry): Figure | null {
  if (definition.aggregate !== "average") return null;
  const [low, high] = [Math.min(current.value, prior.value), Math.max(current.value, prior.value)];
  if (year.value >= low / countSpreadMax && year.value <= high * countSpreadMax) return null;
  return {
    known: false,
    reason: "conflict",
    detail:
      `${definition.label}: ${formatFigure(year.value, "shares")} in the year to ${formatDay(year.end)}, ` +
      `${formatFigure(prior.value, "shares")} in its part to ${formatDay(prior.end)} as filed a year later. ` +
      "The shares were split in between, or a count is wrong.",
  };
}

/** True when the year had been filed anew as well, shortly before its part: then both stand on the new basis. */
function isRecast({ histories }: FlowSeries, year: FactEntry, part: FactEntry): boolean {
  if (part.filed - year.filed > recastDaysMax) return false;
  const before = findValueAt(histories, year, year.filed - 1);
  return before !== null && Math.abs(year.value - before) > restatedShareMax * Math.abs(before);
}

/** The year before, where the filing of this year gave it another value than it had at a day before. */
function findRestatedPrior({ histories, cluster }: FlowSeries, year: FactEntry, day: Day): FactEntry | null {
  if (year.start === null || !isYear(countDays(year))) return null;
  const prior = findEnding(cluster.entries, year.start - 1, sameDayMargin, (entry) => isYear(countDays(entry)));
  if (!prior || prior.filed !== year.filed) return null;
  const before = findValueAt(histories, prior, day);
  if (before === null || Math.abs(prior.value - before) <= restatedShareMax * Math.abs(before)) return null;
  return prior;
}

/**
 * A conflict when the filing of the year restated the year before it, because a business was sold, and the nine months,
 * filed earlier, had not restated those of the year before: then the business is in the nine months and not in the year.
 */
function checkPriorYear(series: FlowSeries, year: FactEntry, part: FactEntry): Figure | null {
  const prior = part.filed <= year.filed ? findRestatedPrior(series, year, part.filed) : null;
  if (!prior) return null;
  const priorPart = findEnding(
    series.cluster.entries,
    part.end - countDays(prior),
    sameDateMargin,
    (entry) => isSameDay(entry.start, prior.start) && isSameLength(countDays(entry), countDays(part)),
  );
  const before = priorPart ? findValueAt(series.histories, priorPart, part.filed - 1) : null;
  const then = priorPart ? findValueAt(series.histories, priorPart, part.filed) : null;
  if (before === null || before !== then) return null;
  return {
    known: false,
    reason: "conflict",
    detail:
      `The report of the year to ${formatDay(year.end)} restated ${nameInSentence(series.definition)} of the year to ` +
      `${formatDay(prior.end)}. The part to ${formatDay(part.end)} was filed before that. The two cannot be combined.`,
  };
}

function sumQuarters(series: FlowSeries, end: Day, margin: number): Figure | null {
  const quarters: KnownFigure[] = [];
  let next = end;
  let nextMargin = margin;
  for (let count = 0; count < 4; count += 1) {
    const quarter = findQuarter(series, next, nextMargin);
    if (!quarter?.known) return quarter;
    if (quarter.start === null) return null;
    quarters.push(quarter);
    next = quarter.start - 1;
    nextMargin = sameDayMargin;
  }
  const [newest] = quarters;
  const oldest = quarters[3];
  if (!newest || !oldest || !isYear(newest.end - (oldest.start ?? 0) + 1)) return null;
  const parts = quarters.flatMap((quarter) => quarter.parts);
  return buildSum(series, "four_quarters", parts, oldest.start, newest.end);
}
