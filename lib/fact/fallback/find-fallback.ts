import type { FactDefinition, FallbackName } from "#lib/fact/definition/definition";
import type { Day } from "#lib/fact/filed/entry";
import { findFinanceLeases } from "#lib/fact/rule/finance-lease";
import type { Figure, FigureKind } from "#lib/fact/series/figure";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";
import { findBeforePreferred, findNoRestrictedCash, findProfitWithoutMinority } from "./by-absence";
import { findNoneInCurrentAssets } from "./current-asset";
import { findNetInterest, findYearlyReport } from "./next-best";
import { findRest } from "./rest-of-sum";
import { findAverageShares, findEarlierCover } from "./share-count";
import {
  findNoDebt,
  findNoInterest,
  findNoMinority,
  findNoPayment,
  findNoSpending,
  findNoTax,
  type ZeroFinder,
} from "./zero";

const finderByFallback = {
  no_debt_anywhere: findNoDebt,
  no_debt_no_interest: findNoInterest,
  no_tax_anywhere: findNoTax,
  what_a_sum_leaves: findRest,
  no_minority_anywhere: findNoMinority,
  no_minority_income: findProfitWithoutMinority,
  common_and_preferred: findBeforePreferred,
  no_restricted_cash: findNoRestrictedCash,
  no_such_payment: findNoPayment,
  no_property: findNoSpending,
  current_assets_explained: findNoneInCurrentAssets,
  net_interest: findNetInterest,
  yearly_report: findYearlyReport,
  earlier_cover: findEarlierCover,
  average_shares: findAverageShares,
  finance_leases_alone: (figures, _definition, _kind, end) => findFinanceLeases(figures, end),
} satisfies Readonly<Record<FallbackName, ZeroFinder>>;

/**
 * Tries the fallbacks of a fact in their order. The first figure counts. Where none answers, the first reason that one
 * of them gave is returned, or null.
 */
export function findFallback(
  figures: FigureLookup,
  definition: FactDefinition,
  kind: FigureKind,
  end: Day,
): Figure | null {
  let missing: Figure | null = null;
  for (const name of definition.fallbacks ?? []) {
    const figure = finderByFallback[name](figures, definition, kind, end);
    if (figure?.known) return figure;
    missing ??= figure;
  }
  return missing;
}
