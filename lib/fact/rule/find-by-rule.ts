import type { FactDefinition, RuleName } from "#lib/fact/definition/definition";
import type { Day } from "#lib/fact/filed/entry";
import type { Figure } from "#lib/fact/series/figure";
import type { FigureKind, FigureSource } from "#lib/fact/series/figure-source";
import { findDebtCurrent, findDebtNoncurrent } from "./debt";
import { findEbitOfBuilder, findInterestExpense } from "./interest";
import { findMaturity } from "./maturity";
import { addRentalDepreciation, findCapitalExpenditure } from "./property";
import { findTotalDebt } from "./total-debt";

/** Finds a fact by a rule of its own; null where the rule has nothing to say and sums may. */
type RuleFinder = (source: FigureSource, kind: FigureKind, end: Day, factId: string) => Figure | null;

const finderByRule = {
  capital_expenditure: findCapitalExpenditure,
  depreciation: (source, kind, end, factId) =>
    addRentalDepreciation(source, source.getTagged(factId, kind, end), kind, end),
  ebit: findEbitOfBuilder,
  interest: findInterestExpense,
  debt_current: (source, _kind, end) => findZeroOfNoDebt(source, findDebtCurrent(source, end), end),
  debt_noncurrent: (source, _kind, end) => findZeroOfNoDebt(source, findDebtNoncurrent(source, end), end),
  total_debt: (source, _kind, end) => findTotalDebt(source, end),
  maturity: (source, _kind, end, factId) => findMaturity(source, factId, end),
} satisfies Readonly<Record<RuleName, RuleFinder>>;

/** No debt at all is also no debt of either kind. */
function findZeroOfNoDebt(source: FigureSource, found: Figure, end: Day): Figure {
  if (found.known) return found;
  const total = source.getFigure("total_debt", "balance", end);
  return total.known && total.value === 0 ? total : found;
}

/** The figure that a rule finds for a fact, or why there is none; null where the rule has nothing to say. */
export function findByRule(
  source: FigureSource,
  rule: RuleName,
  { id }: FactDefinition,
  kind: FigureKind,
  end: Day,
): Figure | null {
  return finderByRule[rule](source, kind, end, id);
}
