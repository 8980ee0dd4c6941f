import { getRankIndex } from "#lib/expr/engine/rank-index";
import type { PlaceRange } from "#lib/expr/engine/rank-range";
import type { Evaluator } from "#lib/expr/evaluate";
import type { TruthVector } from "#lib/expr/vector";
import { CrossFilter, crossFilterMax, type Dimension } from "#lib/screen/cross-filter";
import { type Clause, getClauseKey, type RangeClause } from "./clause";

/** How many slices a histogram has. */
export const histogramBins = 44;

const narrowing: Dimension = { kind: "condition" };

/**
 * Keeps a cross-filter from one look at the clauses to the next: as long as they have the same subjects, only those
 * that moved are worked on.
 */
export class CrossFilterSession {
  private key: string | null = null;
  private filter: CrossFilter | null = null;

  constructor(private readonly evaluator: Evaluator) {}

  /**
   * The cross-filter of some clauses, in their order; null for more than it can hold. `masks` are the conditions of the
   * clauses that are no ranges. `within` are the rows that are asked about: a condition of its own behind the clauses.
   */
  set(
    clauses: readonly Clause[],
    masks: readonly (TruthVector | null)[],
    within: Uint32Array | undefined,
  ): CrossFilter | null {
    const isNarrowed = within !== undefined;
    if (clauses.length + Number(isNarrowed) > crossFilterMax) return null;
    const key = [isNarrowed ? "within" : "all", ...clauses.map(getClauseKey)].join("\n");
    if (this.filter === null || key !== this.key) {
      this.filter = new CrossFilter(this.evaluator.rowCount, [
        ...clauses.map((clause) => this.buildDimension(clause)),
        ...(isNarrowed ? [narrowing] : []),
      ]);
      this.key = key;
    }
    const { filter } = this;
    clauses.forEach((clause, at) => {
      if (clause.kind === "range") this.setRange(filter, at, clause);
      else filter.setMask(at, masks[at] ?? null);
    });
    if (within !== undefined) filter.setMask(clauses.length, { truth: within });
    return filter;
  }

  private buildDimension(clause: Clause): Dimension {
    if (clause.kind === "range") {
      const index = getRankIndex(this.evaluator.evaluateNumber(clause.subject));
      return { kind: "range", index, bins: histogramBins };
    }
    if (clause.kind === "choice") return { kind: "choice", texts: this.evaluator.evaluateText(clause.subject) };
    return { kind: "condition" };
  }

  /** How many rows a range keeps by itself, and how many it cannot judge. */
  countRange(clause: RangeClause): { readonly passed: number; readonly unknown: number } {
    const places = this.findPlaces(clause);
    if (places === null) return { passed: this.evaluator.rowCount, unknown: 0 };
    return { passed: places.to - places.from, unknown: this.evaluator.rowCount - places.knownCount };
  }

  private setRange(filter: CrossFilter, at: number, clause: RangeClause): void {
    const places = this.findPlaces(clause);
    if (places === null) filter.clear(at);
    else filter.setPlaces(at, places.from, places.to);
  }

  /** The places of a number that a range keeps; null for a range without an end. */
  private findPlaces({ subject, low, high }: RangeClause): (PlaceRange & { readonly knownCount: number }) | null {
    if (low === null && high === null) return null;
    const index = getRankIndex(this.evaluator.evaluateNumber(subject));
    const count = (value: number, isAtMost: boolean) => (isAtMost ? index.countAtMost(value) : index.countBelow(value));
    const from = low === null ? 0 : count(low.value, !low.isInclusive);
    const to = high === null ? index.knownCount : count(high.value, high.isInclusive);
    return { from: Math.min(from, to), to, knownCount: index.knownCount };
  }
}
