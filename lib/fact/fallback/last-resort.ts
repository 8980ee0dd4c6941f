import type { FactDefinition, LastResort } from "#lib/fact/definition/definition";
import type { Day } from "#lib/fact/filed/entry";
import { findFinanceLeases } from "#lib/fact/rule/total-debt";
import type { FigureKind, FigureSource } from "#lib/fact/series/figure-source";
import type { FactPoint } from "#lib/fact/series/point";
import { findAverageShares, findNetInterest, findYearlyReport } from "./next-best";
import {
  findNoDebt,
  findNoInterest,
  findNoMinority,
  findNoneInCurrentAssets,
  findNoPayment,
  findNoSpending,
  findNoTax,
  type ZeroFinder,
} from "./zero";

const finderByName: Readonly<Record<LastResort, ZeroFinder>> = {
  no_debt_anywhere: findNoDebt,
  no_debt_no_interest: findNoInterest,
  no_tax_anywhere: findNoTax,
  no_minority_anywhere: findNoMinority,
  no_such_payment: findNoPayment,
  no_property: findNoSpending,
  current_assets_explained: findNoneInCurrentAssets,
  net_interest: findNetInterest,
  yearly_report: findYearlyReport,
  average_shares: findAverageShares,
  finance_leases_alone: (source, _definition, _kind, end) => findFinanceLeases(source, end),
};

/** Tries the last resorts of a fact in their order; null when none of them answers. */
export function findLastResort(
  source: FigureSource,
  definition: FactDefinition,
  kind: FigureKind,
  end: Day,
): FactPoint | null {
  let missing: FactPoint | null = null;
  for (const name of definition.lastResorts ?? []) {
    const point = finderByName[name](source, definition, kind, end);
    if (point?.known) return point;
    missing ??= point;
  }
  return missing;
}
