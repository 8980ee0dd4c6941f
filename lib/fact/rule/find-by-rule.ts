import type { FactDefinition, RuleName } from "#lib/fact/definition/definition";
import type { Day } from "#lib/fact/filed/entry";
import type { Figure, FigureKind } from "#lib/fact/series/figure";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";
import { findDebtCurrent, findDebtNoncurrent } from "./debt";
import { findEbitOfBuilder, findInterestExpense, findInterestInResult } from "./interest";
import { findMaturity } from "./maturity";
import { addRentalDepreciation, findCapitalExpenditure } from "./property";
import { findTotalDebt } from "./total-debt";

/** Finds a fact by a rule of its own; null where the rule has nothing to say and sums may. */
type RuleFinder = (figures: FigureLookup, kind: FigureKind, end: Day, factId: string) => Figure | null;

const finderByRule = {
  capital_expenditure: findCapitalExpenditure,
  depreciation: (figures, kind, end, factId) =>
    addRentalDepreciation(figures, figures.getTagged(factId, kind, end), kind, end),
  ebit: findEbitOfBuilder,
  interest: findInterestExpense,
  interest_in_result: findInterestInResult,
  debt_current: (figures, _kind, end) => findZeroOfNoDebt(figures, findDebtCurrent(figures, end), end),
  debt_noncurrent: (figures, _kind, end) => findZeroOfNoDebt(figures, findDebtNoncurrent(figures, end), end),
  total_debt: (figures, _kind, end) => findTotalDebt(figures, end),
  maturity: (figures, _kind, end, factId) => findMaturity(figures, factId, end),
} satisfies Readonly<Record<RuleName, RuleFinder>>;

/** No debt at all is also no debt of either kind. */
function findZeroOfNoDebt(figures: FigureLookup, found: Figure, end: Day): Figure {
  if (found.known) return found;
  const total = figures.getFigure("total_debt", "balance", end);
  return total.known && total.value === 0 ? total : found;
}

/** The figure that a rule finds for a fact, or why there is none; null where the rule has nothing to say. */
export function findByRule(
  figures: FigureLookup,
  rule: RuleName,
  { id }: FactDefinition,
  kind: FigureKind,
  end: Day,
): Figure | null {
  return finderByRule[rule](figures, kind, end, id);
}
