import { factDefinitions } from "#lib/fact/definition/catalogue";
import type { Day } from "#lib/fact/filed/entry";
import { agrees } from "#lib/fact/series/cluster";
import type { FigureKind, KnownFigure } from "#lib/fact/series/figure";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";
import { crossChecks } from "./cross-check";
import { type Comparison, compare, findRounding, holds, type ReadTerm } from "./cross-check-compare";
import type { CrossCheck, DoubtRule } from "./cross-check-definition";

/** A check that has failed at a company. */
export interface Failure {
  readonly figures: FigureLookup;
  readonly check: CrossCheck;
  readonly comparison: Comparison;
  readonly kind: FigureKind;
  readonly end: Day;
}

/** A figure in doubt: under which tagged fact it was found, and by which rule it is doubted. */
export interface Suspect {
  readonly fact: string;
  readonly rule: DoubtRule;
  readonly figure: KnownFigure;
}

/**
 * What mezzanine equity and other lines without a standard tag may come to, as a share of assets. The largest among
 * real filings is 13% (preferred shares of an asset manager); companies that took over another's history miss by half.
 */
const untaggedShareMax = 0.25;

/** Pretax income lies near operating income but for interest: this many times further off than the sum says is a slip. */
const farOffFactor = 3;
const farOffShareMin = 0.5;

/** A sum with a wrong sign is right but for that. */
const signShareMax = 0.0005;

const tagsOfParts: ReadonlySet<string> = new Set(
  factDefinitions.flatMap(({ tags }) => tags.flatMap(({ tag, mayBePart }) => (mayBePart ? [tag] : []))),
);

/** True where a figure comes from a tag that may stand for a part of its fact. */
export function isPartOf({ parts }: KnownFigure): boolean {
  return parts.some(({ entry }) => tagsOfParts.has(entry.tag));
}

/** Whether another check holds for the same period; undefined where it is not judged. */
function compareElsewhere({ figures, kind, end }: Failure, checkId: string): boolean | undefined {
  const check = crossChecks.find(({ id }) => id === checkId);
  const comparison = check && compare(figures, check, kind, end);
  return comparison ? holds(comparison) : undefined;
}

/** Whether the sum would hold to the digit if the term had the other sign; a percent apart may be chance. */
function holdsWithOtherSign({ comparison }: Failure, read: ReadTerm): boolean {
  const isLeft = comparison.leftTerms.includes(read);
  const turned = 2 * read.term.sign * read.figure.value;
  const left = comparison.left - (isLeft ? turned : 0);
  const right = comparison.right - (isLeft ? 0 : turned);
  const terms = [...comparison.leftTerms, ...comparison.rightTerms];
  return Math.abs(left - right) <= Math.max(signShareMax * Math.abs(right), findRounding(terms));
}

function isTotalContradicted({ figures, comparison, kind, end }: Failure): boolean {
  const liabilities = figures.getReported("liabilities_reported", kind, end);
  const equity =
    figures.getReported("equity_with_minority", kind, end) ?? figures.getReported("equity_reported", kind, end);
  return !liabilities || !equity || !agrees(liabilities.value + equity.value, comparison.left);
}

/** Liabilities are confirmed by their parts, equity by its own; where the totals differ, assets are in doubt instead. */
function isUnconfirmed(failure: Failure, { term }: ReadTerm): boolean {
  const { left, right } = failure.comparison;
  const rest = left - right;
  if (rest >= 0 && rest <= untaggedShareMax * left) return false;
  if (compareElsewhere(failure, "balance_totals") === false) return false;
  return (
    compareElsewhere(failure, term.fact === "liabilities_reported" ? "liabilities_sum" : "minority_equity") !== true
  );
}

function isPretaxFarOff({ figures, comparison, kind, end }: Failure, { figure }: ReadTerm): boolean {
  const tax = comparison.leftTerms.find(({ term }) => term.fact === "income_tax");
  if (!tax) return false;
  const income = figures.getReported("net_income", kind, end);
  // A slip that is seen now and then: net income under the tag of pretax income, though there is tax.
  if (income?.value === figure.value) return Math.abs(tax.figure.value) > comparison.tolerance;
  const operating = figures.getReported("operating_income", kind, end);
  if (!operating) return false;
  const implied = comparison.right + tax.figure.value;
  // Less may be the minority's share or what was discontinued, without a tag.
  if (comparison.gap <= farOffShareMin * Math.max(Math.abs(figure.value), Math.abs(implied))) return false;
  return Math.abs(figure.value - operating.value) > farOffFactor * Math.abs(implied - operating.value);
}

/** A quarter with the value of the whole year, where the others are more than nothing. */
function isWholeYear({ left: year, right, tolerance }: Comparison, { value }: KnownFigure): boolean {
  return agrees(value, year) && Math.abs(right - value) > tolerance;
}

/**
 * When the year is put on another basis (a business was sold), nine months and quarters follow at different times. The
 * last quarter is the year less nine months: quarters that were filed before those nine months are not on their basis;
 * where all were filed after them, the nine months are the old ones, and the last quarter comes out wrong.
 */
function isOddQuarter({ comparison }: Failure, { figure }: ReadTerm): boolean {
  const { rightTerms } = comparison;
  if (rightTerms.some((read) => isWholeYear(comparison, read.figure))) return isWholeYear(comparison, figure);
  const last = rightTerms.find((read) => read.figure.method === "fourth_quarter")?.figure;
  const nineMonths = last?.parts.length === 2 ? last.parts[1]?.entry : undefined;
  if (!last || !nineMonths) return false;
  const isNewer = ({ figure: quarter }: ReadTerm) => quarter === last || getFiled(quarter) > nineMonths.filed;
  if (rightTerms.every(isNewer)) return figure === last;
  return figure !== last && getFiled(figure) < nineMonths.filed;
}

function getFiled({ parts }: KnownFigure): Day {
  return Math.max(...parts.map(({ entry }) => entry.filed));
}

const isDoubtedByRule = {
  part: (_failure, { figure }) => isPartOf(figure),
  sign: holdsWithOtherSign,
  part_too_large: ({ comparison }, { figure }) => figure.value > comparison.right + comparison.tolerance,
  whole_too_small: () => true,
  total_contradicted: isTotalContradicted,
  unconfirmed: isUnconfirmed,
  pretax_far_off: isPretaxFarOff,
  odd_quarters: isOddQuarter,
} satisfies Readonly<Record<DoubtRule, (failure: Failure, read: ReadTerm) => boolean>>;

/** The figures that a failed check puts in doubt; empty where it cannot tell which. */
export function findSuspects(failure: Failure): readonly Suspect[] {
  const terms = listTerms(failure);
  for (const { rule, among } of failure.check.doubts) {
    const found = terms.filter((read) => among.includes(read.term.fact) && isDoubtedByRule[rule](failure, read));
    if (found.length > 0) return found.map(({ term, figure }) => ({ fact: term.fact, rule, figure }));
  }
  return [];
}

/** The year of a check of quarters is the sum that they are held against: it is not in doubt. */
function listTerms({ check, comparison }: Failure): readonly ReadTerm[] {
  return check.method === "quarters" ? comparison.rightTerms : [...comparison.leftTerms, ...comparison.rightTerms];
}
