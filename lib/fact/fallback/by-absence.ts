import { requireFact } from "#lib/fact/definition/catalogue";
import type { Day } from "#lib/fact/filed/entry";
import { sameDayMargin } from "#lib/fact/filed/period";
import { evidenceDays } from "#lib/fact/rule/debt-sign";
import { buildInferredZero } from "#lib/fact/series/build-figure";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";
import { formatShare } from "#lib/util/number-text";
import { minoritySigns, type ZeroFinder } from "./zero";

function hasNone(figures: FigureLookup, facts: readonly string[], end: Day): boolean {
  return !facts.some((fact) => figures.hasNonzero(fact, end - evidenceDays, end + sameDayMargin));
}

/** A share of equity, or of cash, that is a trifle. */
const trifleShare = 0.01;
const restrictedTrifle = 0.01;

/**
 * Net income with minority interest is that of the owners where in over a year nothing shows a minority, or where its
 * share of equity is a trifle.
 */
export const findProfitWithoutMinority: ZeroFinder = (figures, _definition, kind, end) => {
  const income = figures.getFigure("net_income_with_minority", kind, end);
  if (!income.known) return null;
  if (!hasNone(figures, minoritySigns, end)) {
    const minority = figures.getFigure("minority_interest", "balance", end);
    const equity = figures.getFigure("equity_reported", "balance", end);
    if (!minority.known || !equity.known || Math.abs(minority.value) > trifleShare * Math.abs(equity.value))
      return null;
    return {
      ...income,
      method: "derived",
      detail: `Net income of all owners. The minority interest is under ${formatShare(trifleShare, 0)} of equity.`,
    };
  }
  return { ...income, method: "derived", detail: "Net income of all owners. No filing shows a minority interest." };
};

const preferredPaidTag = "us-gaap:PaymentsOfDividendsPreferredStockAndPreferenceStock";

/** What common shares are left with, before preferred dividends: with these, or alone where nothing shows any. */
export const findBeforePreferred: ZeroFinder = (figures, _definition, kind, end) => {
  const common = figures.getFigure("net_income_to_common", kind, end);
  const preferred = figures.getFigure("preferred_dividends", kind, end);
  if (!common.known) return null;
  if (preferred.known) {
    return {
      ...common,
      value: common.value + preferred.value,
      method: "derived",
      parts: [...common.parts, ...preferred.parts],
      detail: "Net income of common shares plus preferred dividends.",
    };
  }
  if (!hasNone(figures, ["preferred_dividends", "preferred_declared"], end)) return null;
  if (figures.findPeriod(requireFact("dividends_paid"), preferredPaidTag, end)?.value) return null;
  return { ...common, method: "derived", detail: "Net income of common shares. No filing shows preferred dividends." };
};

/** No restricted cash: in over a year none that is more than a trifle beside cash with restricted cash. */
export const findNoRestrictedCash: ZeroFinder = (figures, _definition, _kind, end) => {
  const cash = figures.getFigure("cash_with_restricted", "balance", end);
  if (!cash.known) return null;
  const limit = restrictedTrifle * cash.value;
  if (figures.hasAbove("restricted_cash", limit, end - evidenceDays, end + sameDayMargin)) return null;
  return buildInferredZero(
    end,
    `In over a year no filing shows more than ${formatShare(restrictedTrifle, 0)} of cash as restricted.`,
    cash.parts,
  );
};
