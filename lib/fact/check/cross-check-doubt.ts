import { factDefinitions } from "#lib/fact/definition/catalogue";
import type { Day } from "#lib/fact/filed/entry";
import { agrees } from "#lib/fact/series/cluster";
import type { FigureKind, KnownFigure } from "#lib/fact/series/figure";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";
import { crossChecks } from "./cross-check";
import { type Comparison, compare, findRounding, holds, type ReadTerm } from "./cross-check-compare";
import type { CommonDoubtRule, CrossCheck, DoubtRule } from "./cross-check-definition";

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
  readonly rule: DoubtRule | CommonDoubtRule;
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

/** True for the doubts that every sum knows: they mark whatever term they name. */
export function isCommonDoubt(rule: Suspect["rule"]): rule is CommonDoubtRule {
  return rule === "scale" || rule === "alone";
}

/** Whether another check holds for the same period; undefined where it is not judged. */
function compareElsewhere({ figures, kind, end }: Failure, checkId: string): boolean | undefined {
  const check = crossChecks.find(({ id }) => id === checkId);
  const comparison = check && compare(figures, check, kind, end);
  return comparison ? holds(comparison) : undefined;
}

/** Whether the sum would hold to the digit if the term had the other sign; a percent apart may be chance. */
function holdsWithOtherSign(failure: Failure, read: ReadTerm): boolean {
  return holdsWith(failure, read, -read.figure.value, signShareMax);
}

/** Factors by which an amount is off that was filed in thousands or millions, or as if it had been. */
const scaleFactors = [1000, 1_000_000, 1 / 1000, 1 / 1_000_000];
/** A small amount in another scale has lost digits. */
const scaleShareMax = 0.002;

/** Whether the sum would hold if the term were in another scale, and the term then is no trifle, which might be absent. */
function holdsInOtherScale(failure: Failure, read: ReadTerm): boolean {
  const { value } = read.figure;
  const largest = Math.max(Math.abs(failure.comparison.left), Math.abs(failure.comparison.right));
  return scaleFactors.some(
    (factor) =>
      Math.abs(value * factor) > largest * scaleShareMax && holdsWith(failure, read, value * factor, scaleShareMax),
  );
}

function holdsWith({ comparison }: Failure, read: ReadTerm, value: number, shareMax: number): boolean {
  const isLeft = comparison.leftTerms.includes(read);
  const change = read.term.sign * (value - read.figure.value);
  const left = comparison.left + (isLeft ? change : 0);
  const right = comparison.right + (isLeft ? 0 : change);
  const terms = [...comparison.leftTerms, ...comparison.rightTerms];
  return Math.abs(left - right) <= Math.max(shareMax * Math.abs(right), findRounding(terms));
}

/** A figure that alone is not confirmed is withheld only where the sum misses by this share of it. */
const aloneGapMin = 0.5;

/** The checks that a tagged fact is a term of, apart from bounds. */
const sumsByFact = groupSums();

function groupSums(): ReadonlyMap<string, readonly CrossCheck[]> {
  const checksByFact = new Map<string, CrossCheck[]>();
  for (const check of crossChecks) {
    if (check.relation !== "equals" || check.method !== "sum") continue;
    for (const fact of new Set([...check.left, ...check.right.flat()].map((term) => term.fact))) {
      checksByFact.set(fact, [...(checksByFact.get(fact) ?? []), check]);
    }
  }
  return checksByFact;
}

/** Whether another sum that the figure is a term of holds for the same period. */
function isConfirmed({ figures, check, kind, end }: Failure, { term, figure }: ReadTerm): boolean {
  return (sumsByFact.get(term.fact) ?? []).some((other) => {
    if (other.id === check.id || (other.kind === "balance") !== (kind === "balance")) return false;
    const comparison = compare(figures, other, kind, end);
    if (!comparison || !holds(comparison)) return false;
    // A sum that would hold without the term confirms nothing of it.
    if (Math.abs(figure.value) <= comparison.tolerance) return false;
    return [...comparison.leftTerms, ...comparison.rightTerms].some(
      (read) => read.term.fact === term.fact && read.figure === figure,
    );
  });
}

/** The one term that no other sum confirms, where all others are confirmed and the sum misses by half of it. */
function findAlone(failure: Failure, terms: readonly ReadTerm[]): ReadTerm | null {
  // Where the sum holds without a term, that term is the odd one, and there may be two such.
  const odd = terms.filter((read) => holdsWith(failure, read, 0, scaleShareMax));
  const open = (odd.length > 0 ? odd : terms).filter((read) => !isConfirmed(failure, read));
  const [alone] = open;
  if (!alone || open.length > 1) return null;
  return failure.comparison.gap >= aloneGapMin * Math.abs(alone.figure.value) ? alone : null;
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
  if (failure.check.relation !== "equals" || failure.check.method !== "sum") return [];
  const inOtherScale = terms.filter((read) => holdsInOtherScale(failure, read));
  const suspects = inOtherScale.length > 0 ? inOtherScale : [findAlone(failure, terms)].filter((read) => read !== null);
  const rule = inOtherScale.length > 0 ? "scale" : "alone";
  return suspects.map(({ term, figure }) => ({ fact: term.fact, rule, figure }));
}

/** The year of a check of quarters is the sum that they are held against: it is not in doubt. */
function listTerms({ check, comparison }: Failure): readonly ReadTerm[] {
  return check.method === "quarters" ? comparison.rightTerms : [...comparison.leftTerms, ...comparison.rightTerms];
}
