import type { FactDefinition, RuleName } from "#lib/fact/definition/definition";
import type { Day } from "#lib/fact/filed/entry";
import { buildInferredZero } from "#lib/fact/series/build-figure";
import type { Figure, FigureKind } from "#lib/fact/series/figure";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";
import { findDebtCurrent, findDebtNoncurrent } from "./debt";
import { hasNoDebtButLeases } from "./finance-lease";
import { findFleetDisposals } from "./fleet";
import { findImpairments } from "./impairment";
import { findEbitOfBuilder, findInterestExpense, findInterestInResult } from "./interest";
import { findMaturity } from "./maturity";
import { findPreferredStock } from "./preferred";
import { addRentalDepreciation, findCapitalExpenditure } from "./property";
import { findTotalDebt } from "./total-debt";
import { findUndrawnCredit } from "./undrawn-credit";
import { findUnnamedCurrentDebt } from "./unnamed-liability";

/** Finds a fact by a rule of its own; null where the rule has nothing to say and sums may. */
type RuleFinder = (figures: FigureLookup, kind: FigureKind, end: Day, factId: string) => Figure | null;

const finderByRule = {
  capital_expenditure: findCapitalExpenditure,
  fleet_disposals: findFleetDisposals,
  depreciation: (figures, kind, end, factId) =>
    addRentalDepreciation(figures, figures.getTagged(factId, kind, end), kind, end),
  ebit: findEbitOfBuilder,
  impairments: findImpairments,
  interest: findInterestExpense,
  interest_in_result: findInterestInResult,
  debt_current: (figures, _kind, end) => {
    const found = findZeroOfNoDebt(figures, findDebtCurrent(figures, end), end);
    return (found.known && found.value > 0 && findUnnamedCurrentDebt(figures, found, end)) || found;
  },
  debt_noncurrent: (figures, _kind, end) => findZeroOfNoDebt(figures, findDebtNoncurrent(figures, end), end),
  total_debt: (figures, _kind, end) => findTotalDebt(figures, end),
  preferred_stock: (figures, _kind, end) => findPreferredStock(figures, end),
  undrawn_credit: (figures, _kind, end) => findUndrawnCredit(figures, end),
  maturity: (figures, _kind, end, factId) => findMaturity(figures, factId, end),
} satisfies Readonly<Record<RuleName, RuleFinder>>;

/** No debt at all, or none but finance leases, is also no line of debt of either kind. */
function findZeroOfNoDebt(figures: FigureLookup, found: Figure, end: Day): Figure {
  if (found.known) return found;
  const total = figures.getFigure("total_debt", "balance", end);
  if (!hasNoDebtButLeases(total)) return found;
  return total.value === 0 ? total : buildInferredZero(end, "The only debt is finance leases.", total.parts);
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
