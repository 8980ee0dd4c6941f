import type { FactDefinition } from "#lib/fact/definition/definition";
import { formatFigure } from "#lib/fact/definition/figure-text";
import { addYears } from "#lib/fact/filed/day";
import type { Day } from "#lib/fact/filed/entry";
import { sameDayMargin } from "#lib/fact/filed/period";
import { debtFacts, evidenceDays, hasDebtFlow, hasInterest } from "#lib/fact/rule/debt-sign";
import { findLatestLeases, hasNoDebtButLeases, leaseTrifleOfAssets } from "#lib/fact/rule/finance-lease";
import { listOthers } from "#lib/fact/rule/unnamed-liability";
import { buildInferredZero } from "#lib/fact/series/build-figure";
import type { Figure, FigureKind, KnownFigure } from "#lib/fact/series/figure";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";
import { formatShare } from "#lib/util/number-text";
import { findRestOfInvesting } from "./investing-rest";
import { isInOtherFinancing } from "./other-financing";

/** Liabilities and equity may miss total assets by this share; a larger rest belongs to others. */
const restShareMax = 0.005;

/** Liabilities due after a year that have no standard name may be debt above this share of assets. */
const unnamedOfAssetsMax = 0.15;

/** Property below this share of assets needs no spending worth a line. */
const propertyShareMax = 0.01;

/** Tries to conclude that a fact is zero from what the filings do and do not contain; null when the signs are not enough. */
export type ZeroFinder = (
  figures: FigureLookup,
  definition: FactDefinition,
  kind: FigureKind,
  end: Day,
) => Figure | null;

export function listParts(...figures: readonly Figure[]): KnownFigure["parts"] {
  return figures.flatMap((figure) => (figure.known ? figure.parts : []));
}

/** A whole balance sheet and, for over a year, no amount or schedule of debt, and no borrowing or interest worth the name. */
export const findNoDebt: ZeroFinder = (figures, _definition, _kind, end) => {
  const assets = figures.getFigure("total_assets", "balance", end);
  const liabilities = figures.getFigure("total_liabilities", "balance", end);
  if (!figures.isFromFilings || !assets.known || !liabilities.known) return null;
  const to = end + sameDayMargin;
  if (debtFacts.some((fact) => figures.hasNonzero(fact, end - evidenceDays, to))) return null;
  if (hasDebtFlow(figures, end) || hasInterest(figures, end) || findLatestLeases(figures, end)) return null;
  if (isMuchUnnamed(figures, liabilities.value, assets.value, end)) return null;
  return buildInferredZero(
    end,
    "The filing has a whole balance sheet. In over a year no filing has an amount or schedule of debt. Borrowing and interest are below 0.1% of assets.",
    listParts(assets, liabilities),
  );
};

/** Whether much of what is due after a year has no name that says that it is no debt. */
function isMuchUnnamed(figures: FigureLookup, liabilities: number, assets: number, end: Day): boolean {
  const current = figures.getFigure("current_liabilities", "balance", end);
  if (!current.known) return false;
  const named = listOthers(figures, end).reduce((sum, value) => sum + value, current.value);
  return liabilities - named > unnamedOfAssetsMax * assets;
}

/** No debt at the end and a year before, or a trifle of finance leases, bears no interest worth the name. */
export const findNoInterest: ZeroFinder = (figures, _definition, kind, end) => {
  const now = figures.getFigure("total_debt", "balance", end);
  const before = figures.getFigure("total_debt", "balance", addYears(end, -1));
  const assets = figures.getFigure("total_assets", "balance", end);
  if (!hasNoDebtButLeases(now) || !hasNoDebtButLeases(before)) return null;
  const largest = Math.max(now.value, before.value);
  const signs = ["interest_reported", "interest_incurred", "interest_paid"];
  if (signs.some((fact) => figures.hasNonzero(fact, end - evidenceDays, end + sameDayMargin))) return null;
  const ofLeases = figures.getFigure("finance_lease_interest", kind, end);
  if (ofLeases.known && ofLeases.value > 0) {
    return { ...ofLeases, detail: "The interest on finance leases. There is no other debt." };
  }
  if (largest > 0 && (!assets.known || largest > leaseTrifleOfAssets * assets.value)) return null;
  const detail =
    largest === 0
      ? "There is no debt. There was none a year before."
      : `There is no debt but finance leases of no more than ${formatFigure(largest, "usd")}. No filing shows interest.`;
  return buildZeroFlow(figures, kind, end, detail, now, before);
};

/** A whole income statement and, for over a year, no tax, due, deferred or paid: so it is with REITs and partnerships. */
export const findNoTax: ZeroFinder = (figures, _definition, kind, end) => {
  const income = figures.getFigure("net_income", kind, end);
  if (!figures.isFromFilings || !income.known) return null;
  const signs = ["income_tax", "tax_hint"];
  if (signs.some((fact) => figures.hasNonzero(fact, end - evidenceDays, end + sameDayMargin))) return null;
  return buildZeroFlow(figures, kind, end, "In over a year no filing shows income tax due or paid.", income);
};

/** Zero for the period of another flow. */
function buildZeroFlow(
  figures: FigureLookup,
  kind: FigureKind,
  end: Day,
  detail: string,
  ...evidence: readonly Figure[]
): Figure {
  const income = figures.getFigure("net_income", kind, end);
  return { ...buildInferredZero(end, detail, listParts(...evidence)), start: income.known ? income.start : null };
}

const hintsByFact: Readonly<Record<string, readonly string[]>> = {
  dividends_paid: ["distribution_hint", "preferred_declared", "capital_distribution"],
  buybacks: ["buyback_hint"],
  stock_issued: ["issue_hint", "other_issues"],
};

/** Share counts within this factor of each other need no issue: awards that vest are 2 to 4% a year at some. */
const countGrowthMax = 1.05;

/** Whether the balance sheets at both ends show a payment that no line has; false where they do not tell. */
function isInBalance(figures: FigureLookup, factId: string, kind: FigureKind, end: Day, start: Day): boolean {
  const readBoth = (fact: string) => {
    const [now, before] = [end, start - 1].map((day) => figures.getFigure(fact, "balance", day));
    return now?.known && before?.known ? { now: now.value, before: before.value } : null;
  };
  const assets = figures.getFigure("total_assets", "balance", end);
  const limit = assets.known ? paymentTrifle * assets.value : 0;
  const read = (fact: string) => figures.getReported(fact, kind, end)?.value ?? 0;
  if (factId === "stock_issued") {
    const count = readBoth("shares_outstanding");
    return count !== null && count.now > countGrowthMax * count.before;
  }
  if (factId === "buybacks") {
    const held = readBoth("treasury_stock");
    if (held === null) return false;
    // Some filers give the amount below zero, as equity has it.
    const growth = Math.abs(held.now) - Math.abs(held.before) - read("tax_withheld");
    return growth > Math.max(treasuryTrifle * limit, taxShareOfAwards * read("stock_compensation"));
  }
  const retained = readBoth("retained_earnings");
  const income = figures.getFigure("net_income", kind, end);
  // Shares that are bought back and retired, then or later, are charged to retained earnings.
  const hasBuybacks = ["buybacks", "buyback_hint"].some((fact) =>
    figures.hasAbove(fact, limit, start, end + sameDayMargin),
  );
  if (!retained || !income.known || hasBuybacks) return false;
  return income.value - (retained.now - retained.before) > limit;
}

/**
 * What the same filings have that would show an absent payment, in words; null where it may hide there. Dividends come out
 * of retained earnings, which then change by the result alone; other payments may be in the line of other financing.
 */
function holdPayment(
  figures: FigureLookup,
  factId: string,
  kind: FigureKind,
  end: Day,
  start: Day | null,
): string | null {
  const assets = figures.getFigure("total_assets", "balance", end);
  if (!assets.known || start === null) return null;
  if (isInOtherFinancing(figures, factId, kind, end) || isInBalance(figures, factId, kind, end, start)) return null;
  const limit = paymentTrifle * assets.value;
  if (factId === "dividends_paid") {
    const [now, before] = [end, start - 1].map((day) => figures.getFigure("retained_earnings", "balance", day));
    const income = figures.getFigure("net_income", kind, end);
    if (now?.known && before?.known && income.known && Math.abs(now.value - before.value - income.value) <= limit) {
      return "Retained earnings changed by net income alone.";
    }
  }
  if (figures.hasAbove("other_financing", limit, start, end + sameDayMargin)) return null;
  return `Other financing is below ${formatShare(paymentTrifle, 1)} of assets.`;
}

/** A whole cash-flow statement, and in over a year neither the line nor another sign of such payments. */
export const findNoPayment: ZeroFinder = (figures, definition, kind, end) => {
  const operating = figures.getFigure("operating_cash_flow", kind, end);
  const financing = figures.getFigure("financing_cash_flow", kind, end);
  if (!figures.isFromFilings || !operating.known || !financing.known) return null;
  const from = end - evidenceDays;
  const facts = [definition.id, ...(hintsByFact[definition.id] ?? [])];
  if (facts.some((fact) => figures.hasNonzero(fact, from, end + sameDayMargin))) return null;
  const heldAgainst = holdPayment(figures, definition.id, kind, end, operating.start);
  if (heldAgainst === null) return null;
  return {
    ...buildInferredZero(
      operating.end,
      `The cash-flow statement is whole. In over a year it has no such line. ${heldAgainst}`,
      listParts(financing),
    ),
    start: operating.start,
  };
};

/** What shows that somebody else has a share in equity or result. */
export const minoritySigns = [
  "minority_reported",
  "redeemable_minority",
  "net_income_minority",
  "net_income_redeemable_minority",
];

/** No minority interest in the balance sheet or the result for over a year. */
export const findNoMinority: ZeroFinder = (figures, _definition, _kind, end) => {
  const equity = figures.getFigure("equity_reported", "balance", end);
  if (!figures.isFromFilings || !equity.known) return null;
  if (minoritySigns.some((fact) => figures.hasNonzero(fact, end - evidenceDays, end + sameDayMargin))) return null;
  const assets = figures.getFigure("total_assets", "balance", end);
  const liabilities = figures.getFigure("liabilities_reported", "balance", end);
  const mezzanine = figures.getFigure("temporary_equity", "balance", end);
  if (assets.known && liabilities.known) {
    const rest = assets.value - liabilities.value - equity.value - (mezzanine.known ? mezzanine.value : 0);
    if (Math.abs(rest) > restShareMax * assets.value) return null;
    return buildInferredZero(
      end,
      "In over a year no filing shows a minority interest. Liabilities and the owners' equity make up all assets.",
      listParts(equity, assets, liabilities),
    );
  }
  const all = figures.getFigure("equity_with_minority", "balance", end);
  if (all.known && Math.abs(all.value - equity.value) > restShareMax * Math.abs(all.value)) return null;
  return buildInferredZero(end, "In over a year no filing shows a minority interest.", listParts(equity));
};

/** What capital expenditure is made of, and what says that there is property to spend on. */
const spendingFacts = [
  "property_expenditure",
  "rental_equipment_expenditure",
  "oil_gas_expenditure",
  "real_estate_expenditure",
  "spending_hint",
];

/** Other financing of a year, and what retained earnings changed by beside the result, up to this share of assets hide nothing. */
const paymentTrifle = 0.005;

/** Treasury shares may grow by this share of the former, as shares are taken for tax. */
const treasuryTrifle = 0.2;
/** About half of an award is taken for tax, which is no buyback. */
const taxShareOfAwards = 0.5;

/** What is left of investing, and depreciation of a year, up to this share of assets is no spending worth a line. */
const spendingTrifle = 0.002;

/**
 * No spending on property: in over a year no line of it and hardly any property or depreciation, and the investing cash
 * flow of the same filing is explained without it.
 */
export const findNoSpending: ZeroFinder = (figures, _definition, kind, end) => {
  const investing = figures.getFigure("investing_cash_flow", kind, end);
  const operating = figures.getFigure("operating_cash_flow", kind, end);
  const assets = figures.getFigure("total_assets", "balance", end);
  const property = figures.getFigure("ppe_net", "balance", end);
  const wear = figures.getFigure("depreciation_amortization", kind, end);
  if (!figures.isFromFilings || !operating.known || !assets.known) return null;
  if (property.known && property.value > propertyShareMax * assets.value) return null;
  if (!property.known && figures.hasNonzero("ppe_net", end - evidenceDays, end + sameDayMargin)) return null;
  if (wear.known && wear.value > spendingTrifle * assets.value) return null;
  if (spendingFacts.some((fact) => figures.hasNonzero(fact, end - evidenceDays, end + sameDayMargin))) return null;
  const rest = findRestOfInvesting(figures, end);
  if (rest === null || Math.abs(rest) > spendingTrifle * assets.value) return null;
  return {
    ...buildInferredZero(
      operating.end,
      "In over a year no filing has a line of spending on property. There is hardly any property or depreciation, and other lines explain the investing cash flow.",
      listParts(investing, property),
    ),
    start: operating.start,
  };
};
