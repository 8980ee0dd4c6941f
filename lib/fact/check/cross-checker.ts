import { factDefinitions } from "#lib/fact/definition/catalogue";
import type { Day } from "#lib/fact/filed/entry";
import { sameDayMargin } from "#lib/fact/filed/period";
import { buildMissing } from "#lib/fact/series/build-figure";
import type { FigureKind, KnownFigure, MissingFigure } from "#lib/fact/series/figure";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";
import { FigureMap } from "#lib/fact/series/figure-map";
import { crossChecks } from "./cross-check";
import { type Comparison, compare, holds, type ReadTerm } from "./cross-check-compare";
import type { CrossCheck } from "./cross-check-definition";
import { findSuspects, isCommonDoubt, isPartOf, type Suspect } from "./cross-check-doubt";
import { describeFailedCheck } from "./cross-check-text";

/**
 * How a check came out. `not_judged`: a figure that it needs is not known, the figures stand on different filings, or
 * one of them was only a part and has been replaced by what the sum leaves for it.
 */
export type CheckState = "holds" | "fails" | "not_judged";

/** How one cross-check came out at a company, for its newest period. */
export interface CheckResult {
  readonly id: string;
  readonly state: CheckState;
  /** The day of the balance sheet, or the end of the period; null where a figure is not known. */
  readonly end: Day | null;
  /** The sides, in USD; null where a figure is not known. */
  readonly left: number | null;
  readonly right: number | null;
  /**
   * The sum that does not hold, in words and numbers. Of a check that is not judged it says which sum took the place of a
   * figure that is only a part. Null otherwise.
   */
  readonly detail: string | null;
}

interface Outcome {
  readonly state: CheckState;
  readonly comparison: Comparison | null;
  readonly suspects: readonly Suspect[];
}

const notJudged: Outcome = { state: "not_judged", comparison: null, suspects: [] };

/** A quarter may be asked for by an end that is a few days off. */
function isSameFigure(a: KnownFigure, b: KnownFigure): boolean {
  return a.value === b.value && a.start === b.start && a.end === b.end && a.method === b.method;
}

function groupChecks(list: (check: CrossCheck) => readonly string[]): ReadonlyMap<string, readonly CrossCheck[]> {
  const checksByFact = new Map<string, CrossCheck[]>();
  for (const check of crossChecks) {
    for (const fact of list(check)) checksByFact.set(fact, [...(checksByFact.get(fact) ?? []), check]);
  }
  return checksByFact;
}

/** The facts that a failure may mark: those that its own doubts are about, and every term of a sum. */
function listMarked({ facts, relation, method, left, right }: CrossCheck): readonly string[] {
  const terms = relation === "equals" && method === "sum" ? [...left, ...right.flat()].filter(({ at }) => !at) : [];
  return [...new Set([...facts, ...terms.flatMap(({ fact }) => listMarkedBy(fact))])];
}

/** The facts of the language that a tagged fact gives: itself, and those that are derived from it alone. */
function listMarkedBy(factId: string): readonly string[] {
  const derived = factDefinitions.filter(({ derive }) =>
    derive?.some(({ terms }) => terms.length === 1 && terms[0]?.fact === factId),
  );
  return [factId, ...derived.map(({ id }) => id)];
}

const checksByPublicFact = groupChecks(listMarked);
const checksByPart = groupChecks(({ doubts }) => doubts.flatMap(({ rule, among }) => (rule === "part" ? among : [])));

/** Runs cross-checks at one company as of one date, each once a period and only when somebody asks for its figures. */
export class CrossChecker {
  private readonly outcomes = new FigureMap<Outcome>();
  private results: readonly CheckResult[] | undefined;

  constructor(private readonly figures: FigureLookup) {}

  /** A conflict in place of a tagged figure that a failed sum shows to be a part of its fact, or null. */
  findPart(factId: string, kind: FigureKind, end: Day, figure: KnownFigure): MissingFigure | null {
    return this.findDoubt(factId, kind, end, figure, true);
  }

  /** A conflict in place of a figure that a failed sum puts in doubt, or null. */
  findConflict(factId: string, kind: FigureKind, end: Day, figure: KnownFigure): MissingFigure | null {
    return this.findDoubt(factId, kind, end, figure, false);
  }

  /** How every check came out at the newest period. */
  list(): readonly CheckResult[] {
    this.results ??= crossChecks.map((check) => this.describe(check));
    return this.results;
  }

  private describe(check: CrossCheck): CheckResult {
    const { id } = check;
    const { kind, end } = this.findNewest(check);
    const { state, comparison, suspects } = end === null ? notJudged : this.judge(check, kind, end);
    if (end === null || !comparison) return { id, state, end: null, left: null, right: null, detail: null };
    const { left, right } = comparison;
    if (state !== "fails") return { id, state, end, left, right, detail: null };
    const isMended = suspects.length > 0 && suspects.every((suspect) => this.isMended(check, suspect, kind, end));
    const detail = describeFailedCheck(check, comparison);
    return { id, state: isMended ? "not_judged" : state, end, left, right, detail };
  }

  private findNewest(check: CrossCheck): { readonly kind: FigureKind; readonly end: Day | null } {
    const { balanceEnd, flowEnd, fiscalYearEnds } = this.figures.calendar;
    if (check.kind === "balance") return { kind: "balance", end: balanceEnd };
    // Earnings per share of parts of a year do not add up.
    if (check.method === "per_share") return { kind: "fiscal_year", end: fiscalYearEnds[0] ?? null };
    return { kind: "trailing", end: flowEnd };
  }

  /** A part that gave way to the sum itself: the sum holds now because the figure was taken from it. */
  private isMended({ facts }: CrossCheck, { rule, figure }: Suspect, kind: FigureKind, end: Day): boolean {
    if (rule !== "part") return false;
    return facts.every((fact) => {
      const used = this.figures.getFigure(fact, kind, end);
      return used.known && !isSameFigure(used, figure);
    });
  }

  private findDoubt(
    factId: string,
    kind: FigureKind,
    end: Day,
    figure: KnownFigure,
    isPart: boolean,
  ): MissingFigure | null {
    for (const check of (isPart ? checksByPart : checksByPublicFact).get(factId) ?? []) {
      if ((check.kind === "balance") !== (kind === "balance") || !this.mayBeDoubted(check, kind, end, figure)) continue;
      const { comparison, suspects } = this.judgeAround(check, kind, end);
      const isDoubted = suspects.some(
        (suspect) =>
          (suspect.rule === "part") === isPart &&
          (isPart || isCommonDoubt(suspect.rule) || check.facts.includes(factId)) &&
          listMarkedBy(suspect.fact).includes(factId) &&
          isSameFigure(suspect.figure, figure),
      );
      if (comparison && isDoubted) return buildMissing("conflict", describeFailedCheck(check, comparison));
    }
    return null;
  }

  /** What can be told from the figure alone, before a whole sum is read. */
  private mayBeDoubted(check: CrossCheck, kind: FigureKind, end: Day, figure: KnownFigure): boolean {
    if (check.isForNewest && end !== this.figures.calendar.flowEnd) return false;
    if (check.relation === "equals" && check.method === "sum") return true;
    return check.doubts.some(({ rule }) => {
      if (rule === "part") return isPartOf(figure);
      if (rule !== "part_too_large") return true;
      const whole = check.right[0]?.[0];
      const limit = whole && this.figures.getReported(whole.fact, kind, end);
      return limit ? figure.value > limit.value : false;
    });
  }

  /** A quarter is judged with the year that it lies in, or with the newest twelve months while that year goes on. */
  private judgeAround(check: CrossCheck, kind: FigureKind, end: Day): Outcome {
    if (check.method !== "quarters") return this.judge(check, kind, end);
    if (kind !== "quarter") return notJudged;
    const { fiscalYearEnds, flowEnd } = this.figures.calendar;
    const yearEnd = fiscalYearEnds.findLast((day) => day >= end - sameDayMargin);
    if (yearEnd !== undefined && yearEnd < end + 365 - sameDayMargin) return this.judge(check, "fiscal_year", yearEnd);
    return flowEnd === null ? notJudged : this.judge(check, "trailing", flowEnd);
  }

  private judge(check: CrossCheck, kind: FigureKind, end: Day): Outcome {
    let outcome = this.outcomes.get(check.id, kind, end);
    if (!outcome) {
      outcome = this.computeOutcome(check, kind, end);
      this.outcomes.set(check.id, kind, end, outcome);
    }
    return outcome;
  }

  private computeOutcome(check: CrossCheck, kind: FigureKind, end: Day): Outcome {
    const comparison = compare(this.figures, check, kind, end);
    if (!comparison) return notJudged;
    if (holds(comparison)) return { state: "holds", comparison, suspects: [] };
    if (!check.isFiledTogether && this.heldBefore(check, comparison)) return notJudged;
    const suspects = findSuspects({ figures: this.figures, check, comparison, kind, end });
    return { state: "fails", comparison, suspects };
  }

  /** Whether the sum held with the values that were known when the oldest of its figures was filed. */
  private heldBefore(check: CrossCheck, { leftTerms, rightTerms, tolerance }: Comparison): boolean {
    if (check.relation !== "equals" || check.method !== "sum") return false;
    const terms = [...leftTerms, ...rightTerms];
    const day = Math.min(...terms.map(({ figure }) => Math.max(...figure.parts.map(({ entry }) => entry.filed))));
    const left = this.addAt(leftTerms, day);
    const right = this.addAt(rightTerms, day);
    return left !== null && right !== null && Math.abs(left - right) <= tolerance;
  }

  private addAt(terms: readonly ReadTerm[], day: Day): number | null {
    let total = 0;
    for (const { term, figure } of terms) {
      for (const { entry, sign } of figure.parts) {
        const value = this.figures.getValueAt(entry, day);
        if (value === null) return null;
        total += term.sign * sign * value;
      }
    }
    return total;
  }
}
