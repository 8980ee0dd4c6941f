import type { Day, FactEntry } from "#lib/fact/filed/entry";
import { isSameDay } from "#lib/fact/filed/period";
import type { FigureKind, KnownFigure } from "#lib/fact/series/figure";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";
import { assertNever } from "#lib/util/assert";
import type { CheckTerm, CrossCheck } from "./cross-check-definition";
import { addSchedule } from "./cross-check-schedule";

/** A term of a check with the figure that it has at a company. */
export interface ReadTerm {
  readonly term: CheckTerm;
  readonly figure: KnownFigure;
}

/** The two sides of a check at a company; of several ways to add up, the one that comes closest. */
export interface Comparison {
  readonly left: number;
  readonly right: number;
  readonly leftTerms: readonly ReadTerm[];
  readonly rightTerms: readonly ReadTerm[];
  /** How far the sides are apart, or the left is above the right where it must not be; at least zero. */
  readonly gap: number;
  /** The gap up to which the check holds. */
  readonly tolerance: number;
}

/** Sides exactly as far apart as allowed pass, whatever the last binary digit of a product says. */
const slack = 1 + 1e-9;

/** True where the sides are as close as rounding and small lines allow. */
export function holds({ gap, tolerance }: Comparison): boolean {
  return gap <= tolerance * slack;
}

/** Rounding may explain no more than this share of the largest reported figure: filers in millions have small ones. */
const roundingShareMax = 0.02;
/** Half a cent: per-share figures are given in cents. */
const perShareRounding = 0.005;

/** The sum of terms, each with its sign. */
export function addTerms(terms: readonly ReadTerm[]): number {
  let total = 0;
  for (const { term, figure } of terms) total += term.sign * figure.value;
  return total;
}

function findLargest(terms: readonly ReadTerm[]): number {
  let largest = 0;
  for (const { figure } of terms) largest = Math.max(largest, Math.abs(figure.value));
  return largest;
}

function getDivisor(a: number, b: number): number {
  let left = a;
  let right = b;
  while (right >= 1) [left, right] = [right, left % right];
  return left;
}

/**
 * Half a unit for each reported figure. The unit in which a filing rounds is read from its figures, as the largest
 * number that divides all of them: so it does not matter in what they are counted.
 */
export function findRounding(terms: readonly ReadTerm[]): number {
  let unit = 0;
  let count = 0;
  let largest = 0;
  for (const { figure } of terms) {
    for (const { entry } of figure.parts) {
      const amount = Math.abs(entry.value);
      unit = getDivisor(unit, amount);
      largest = Math.max(largest, amount);
    }
    count += figure.parts.length;
  }
  return Math.min((unit * count) / 2, roundingShareMax * largest);
}

function findTolerance(left: readonly ReadTerm[], right: readonly ReadTerm[], gap: number, shareMax: number): number {
  const largest = Math.max(findLargest(left), findLargest(right));
  const tolerance = shareMax * largest;
  return gap <= tolerance ? tolerance : Math.max(tolerance, findRounding([...left, ...right]));
}

/** Figures of one period: the first flow that is read sets the period, others must have the same. */
class TermReader {
  private start: Day | null | undefined;
  private end: Day;

  constructor(
    private readonly figures: FigureLookup,
    private readonly kind: FigureKind,
    at: Day,
  ) {
    this.end = at;
  }

  read(term: CheckTerm): ReadTerm | null {
    const figure = term.at ? this.readBalance(term) : this.readPeriod(term);
    return figure && { term, figure };
  }

  private readPeriod({ fact }: CheckTerm): KnownFigure | null {
    const figure = this.figures.getReported(fact, this.kind, this.end);
    if (!figure) return null;
    if (this.start === undefined) {
      this.start = figure.start;
      this.end = figure.end;
      return figure;
    }
    const isSamePeriod =
      isSameDay(figure.end, this.end) && (this.start === null || isSameDay(figure.start, this.start));
    return isSamePeriod ? figure : null;
  }

  private readBalance({ fact, at }: CheckTerm): KnownFigure | null {
    if (this.start === undefined || this.start === null) return null;
    return this.figures.getReported(fact, "balance", at === "start" ? this.start - 1 : this.end);
  }
}

/** The terms that must be there; null where one of them is not known. */
function readMust(reader: TermReader, terms: readonly CheckTerm[]): readonly ReadTerm[] | null {
  const found: ReadTerm[] = [];
  for (const term of terms) {
    if (term.optional) continue;
    const read = reader.read(term);
    if (!read) return null;
    found.push(read);
  }
  return found;
}

/** The optional terms that are there. */
function readMay(reader: TermReader, terms: readonly CheckTerm[]): readonly ReadTerm[] {
  return terms.flatMap((term) => {
    const read = term.optional ? reader.read(term) : null;
    return read && read.figure.value !== 0 ? [read] : [];
  });
}

/** Every choice of the optional terms but none of them, all of them first. */
function* listChoices(may: readonly ReadTerm[]): Generator<readonly ReadTerm[]> {
  for (let mask = 2 ** may.length - 1; mask > 0; mask -= 1) {
    yield may.filter((_, index) => (mask & (1 << index)) !== 0);
  }
}

function compareTerms(check: CrossCheck, leftTerms: readonly ReadTerm[], rightTerms: readonly ReadTerm[]): Comparison {
  const left = addTerms(leftTerms);
  const right = addTerms(rightTerms);
  const gap = check.relation === "equals" ? Math.abs(left - right) : Math.max(0, left - right);
  return {
    left,
    right,
    leftTerms,
    rightTerms,
    gap,
    tolerance: findTolerance(leftTerms, rightTerms, gap, check.shareMax),
  };
}

/**
 * Two sums. Where they must be equal, the optional terms are left out, and where that does not hold, those are in that
 * bring the sides closest. Where one must be within the other, all of its terms count.
 */
function compareSums(figures: FigureLookup, check: CrossCheck, kind: FigureKind, end: Day): Comparison | null {
  const reader = new TermReader(figures, kind, end);
  const must = readMust(reader, check.left);
  if (!must) return null;
  if (check.relation === "at_most") {
    const right = readMust(reader, check.right[0] ?? []);
    return right && compareTerms(check, [...must, ...readMay(reader, check.left)], right);
  }
  return compareEquals(check, reader, must);
}

function compareEquals(check: CrossCheck, reader: TermReader, left: readonly ReadTerm[]): Comparison | null {
  let best: Comparison | null = null;
  let leftMay: readonly ReadTerm[] | undefined;
  for (const terms of check.right) {
    const right = readMust(reader, terms);
    if (!right) continue;
    const bare = compareTerms(check, left, right);
    if (holds(bare)) return bare;
    if (!best || bare.gap < best.gap) best = bare;
    leftMay ??= readMay(reader, check.left);
    const rightMay = readMay(reader, terms);
    for (const choice of listChoices([...leftMay, ...rightMay])) {
      const comparison = compareTerms(
        check,
        [...left, ...choice.filter((read) => check.left.includes(read.term))],
        [...right, ...choice.filter((read) => !check.left.includes(read.term))],
      );
      if (holds(comparison)) return comparison;
      if (comparison.gap < best.gap) best = comparison;
    }
  }
  return best;
}

/** Each term of the left against the right: the largest one, and with it the others that are too large. */
function compareEach(figures: FigureLookup, check: CrossCheck, kind: FigureKind, end: Day): Comparison | null {
  const reader = new TermReader(figures, kind, end);
  const right = readMust(reader, check.right[0] ?? []);
  const [first, ...others] = right ? readMay(reader, check.left) : [];
  if (!right || !first) return null;
  const largest = others.reduce((best, read) => (read.figure.value > best.figure.value ? read : best), first);
  const comparison = compareTerms(check, [largest], right);
  if (holds(comparison)) return comparison;
  const tooLarge = [first, ...others].filter(({ figure }) => figure.value > comparison.right + comparison.tolerance);
  return { ...comparison, leftTerms: tooLarge };
}

/** How often each reported figure goes into a sum; all zero where two sums are the same figures. */
function isSameSum(year: KnownFigure, quarters: readonly ReadTerm[]): boolean {
  const counts = new Map<FactEntry, number>();
  const add = ({ parts }: KnownFigure, sign: 1 | -1) => {
    for (const part of parts) counts.set(part.entry, (counts.get(part.entry) ?? 0) + sign * part.sign);
  };
  add(year, -1);
  for (const { figure } of quarters) add(figure, 1);
  return [...counts.values()].every((count) => count === 0);
}

function compareQuarters(figures: FigureLookup, check: CrossCheck, kind: FigureKind, end: Day): Comparison | null {
  const [term] = check.left;
  const year = term && figures.getReported(term.fact, kind, end);
  if (!term || !year) return null;
  const quarters: ReadTerm[] = [];
  let next = year.end;
  for (let count = 0; count < 4; count += 1) {
    const figure = figures.getReported(term.fact, "quarter", next);
    if (!figure || figure.start === null) return null;
    quarters.push({ term, figure });
    next = figure.start - 1;
  }
  if (!isSameDay(next + 1, year.start) || isSameSum(year, quarters)) return null;
  return compareTerms(check, [{ term, figure: year }], quarters);
}

function comparePerShare(figures: FigureLookup, check: CrossCheck, kind: FigureKind, end: Day): Comparison | null {
  const reader = new TermReader(figures, kind, end);
  const [perShare, shares] = readMust(reader, check.left) ?? [];
  if (!perShare || !shares || perShare.figure.method !== "reported") return null;
  const product = perShare.figure.value * shares.figure.value;
  let best: Comparison | null = null;
  for (const terms of check.right) {
    const must = readMust(reader, terms);
    if (!must) continue;
    for (const choice of [[], ...listChoices(readMay(reader, terms))]) {
      const rightTerms = [...must, ...choice];
      const income = addTerms(rightTerms);
      const gap = Math.abs(product - income);
      const tolerance =
        check.shareMax * Math.max(Math.abs(product), findLargest(rightTerms)) + perShareRounding * shares.figure.value;
      const comparison = { left: product, right: income, leftTerms: [perShare, shares], rightTerms, gap, tolerance };
      if (!best || gap < best.gap) best = comparison;
    }
  }
  return best;
}

function compareMaturities(figures: FigureLookup, check: CrossCheck, end: Day): Comparison | null {
  const schedule = addSchedule(figures, end);
  if (!schedule) return null;
  const { sum, debt } = schedule;
  const gap = Math.abs(sum - debt);
  return { left: sum, right: debt, leftTerms: [], rightTerms: [], gap, tolerance: check.shareMax * debt };
}

/** The two sides of a check for a period or on a day; null where a figure that it needs is not known. */
export function compare(figures: FigureLookup, check: CrossCheck, kind: FigureKind, end: Day): Comparison | null {
  switch (check.method) {
    case "quarters":
      return compareQuarters(figures, check, kind, end);
    case "per_share":
      return comparePerShare(figures, check, kind, end);
    case "schedule":
      return compareMaturities(figures, check, end);
    case "sum":
      return check.relation === "each_at_most"
        ? compareEach(figures, check, kind, end)
        : compareSums(figures, check, kind, end);
    default:
      return assertNever(check.method);
  }
}
