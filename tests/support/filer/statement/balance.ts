import type { FactId } from "#lib/fact/definition/fact-name";
import { getCarrying, getCurrent } from "../business/loan";
import {
  type Quarter,
  sumAssets,
  sumCurrentAssets,
  sumEquity,
  sumOtherCurrentLiabilities,
  sumOtherLiabilities,
} from "../business/quarter";
import { requireAt } from "../random";
import type { Line, Section, Statements, Truth } from "./line";

type Amount = (quarter: Quarter, index: number) => number;

function readAt(statements: Statements, amount: Amount): Line["over"] {
  const { quarters } = statements.business;
  return (_first, last) => amount(requireAt(quarters, last), last) * 1_000;
}

export function showBalanceLine(
  statements: Statements,
  key: string,
  tag: string,
  amount: Amount,
  feeds: readonly FactId[],
  section: Section = "balance",
): void {
  const over = readAt(statements, amount);
  statements.show({ key, tag, unit: "USD", section, kind: "balance", over, feeds });
}

export function knowBalance(
  statements: Statements,
  fact: FactId,
  amount: Amount,
  shown: Truth["shown"],
  other: readonly Amount[] = [],
  reason?: string,
): void {
  const others = other.map((entry) => readAt(statements, entry));
  statements.know({
    fact,
    kind: "balance",
    over: readAt(statements, amount),
    shown,
    ...(others.length > 0 ? { accepts: (first, last) => others.map((entry) => entry(first, last)) } : {}),
    ...(reason === undefined ? {} : { reason }),
  });
}

export function sumBorrowings(statements: Statements): Amount {
  return (_quarter, index) => statements.business.loans.reduce((sum, loan) => sum + getCarrying(loan, index), 0);
}

/** A line and a fact that say the same, in every balance sheet. */
function showPlain(statements: Statements, fact: FactId, tag: string, amount: Amount): void {
  showBalanceLine(statements, fact, tag, amount, [fact]);
  const isSteady = statements.business.quarters.every((quarter, index) => amount(quarter, index) !== 0);
  knowBalance(statements, fact, amount, isSteady || !statements.style.leavesZerosOut ? "always" : "never");
}

export function showBalance(statements: Statements): void {
  showAssets(statements);
  showLiabilities(statements);
  showEquity(statements);
  showShareCounts(statements);
}

function showAssets(statements: Statements): void {
  const { business, style, random } = statements;
  const { profile } = business;
  showPlain(statements, "total_assets", "Assets", sumAssets);
  showBalanceLine(statements, "liabilities_and_equity", "LiabilitiesAndStockholdersEquity", sumAssets, [
    "total_assets",
  ]);
  if (style.isClassified) showPlain(statements, "current_assets", "AssetsCurrent", sumCurrentAssets);
  showCash(statements);

  if (profile.hasInvestments && style.isClassified) {
    const tag = random.weigh([
      [45, "ShortTermInvestments"],
      [23, "MarketableSecuritiesCurrent"],
      [19, "AvailableForSaleSecuritiesDebtSecuritiesCurrent"],
    ]);
    showPlain(statements, "short_term_investments", tag, (quarter) => quarter.investments);
    if (random.chance(0.4))
      showBalanceLine(
        statements,
        "investments_note",
        "AvailableForSaleSecuritiesDebtSecurities",
        (quarter) => quarter.investments,
        [],
        "note",
      );
  } else if (profile.hasInvestments) {
    showBalanceLine(statements, "investments", "MarketableSecurities", (quarter) => quarter.investments, []);
  } else knowBalance(statements, "short_term_investments", () => 0, "never");

  if (profile.revenue > 0) {
    const tag = style.isClassified
      ? random.weigh([
          [229, "AccountsReceivableNetCurrent"],
          [33, "ReceivablesNetCurrent"],
        ])
      : "AccountsReceivableNet";
    showPlain(statements, "receivables", tag, (quarter) => quarter.receivables);
  }
  const inventory: Amount = (quarter) => quarter.inventory;
  if (business.kind === "builder") {
    const tag = random.pick(["InventoryRealEstate", "InventoryNet"]);
    showBalanceLine(statements, "inventory", tag, inventory, ["inventory"]);
    knowBalance(statements, "inventory", inventory, tag === "InventoryNet" ? "always" : "never");
  } else if (profile.inventoryDays > 0) {
    showPlain(
      statements,
      "inventory",
      random.chance(0.94) ? "InventoryNet" : "InventoryFinishedGoodsNetOfReserves",
      inventory,
    );
  } else knowBalance(statements, "inventory", inventory, "never");
  showBalanceLine(
    statements,
    "other_current",
    style.isClassified ? "PrepaidExpenseAndOtherAssetsCurrent" : "PrepaidExpenseAndOtherAssets",
    (quarter) => quarter.otherCurrent,
    [],
  );

  const propertyTag =
    business.kind === "reit"
      ? "RealEstateInvestmentPropertyNet"
      : business.kind === "utility"
        ? random.pick(["PropertyPlantAndEquipmentNet", "PublicUtilitiesPropertyPlantAndEquipmentNet"])
        : random.weigh([
            [263, "PropertyPlantAndEquipmentNet"],
            [38, "PropertyPlantAndEquipmentAndFinanceLeaseRightOfUseAssetAfterAccumulatedDepreciationAndAmortization"],
          ]);
  showPlain(statements, "ppe_net", propertyTag, (quarter) => quarter.property);

  if (profile.hasAcquisitions) {
    showPlain(statements, "goodwill", "Goodwill", (quarter) => quarter.goodwill);
    const tag = random.weigh([
      [51, "IntangibleAssetsNetExcludingGoodwill"],
      [67, "FiniteLivedIntangibleAssetsNet"],
      [117, "both"],
    ]);
    if (tag === "both")
      showBalanceLine(
        statements,
        "intangibles_note",
        "FiniteLivedIntangibleAssetsNet",
        (quarter) => quarter.intangibles,
        ["intangibles"],
        "note",
      );
    showPlain(
      statements,
      "intangibles",
      tag === "both" ? "IntangibleAssetsNetExcludingGoodwill" : tag,
      (quarter) => quarter.intangibles,
    );
  } else {
    knowBalance(statements, "goodwill", () => 0, "never");
    knowBalance(
      statements,
      "intangibles",
      () => 0,
      "never",
      [(quarter) => quarter.softwareAsset],
      "software may count",
    );
  }
  if (profile.hasSoftware)
    showBalanceLine(
      statements,
      "software_asset",
      "CapitalizedComputerSoftwareNet",
      (quarter) => quarter.softwareAsset,
      [],
    );
  showBalanceLine(statements, "lease_asset", "OperatingLeaseRightOfUseAsset", (quarter) => quarter.leaseAsset, []);
  showBalanceLine(
    statements,
    "other_assets",
    style.isClassified ? "OtherAssetsNoncurrent" : "OtherAssets",
    (quarter) => quarter.otherAssets,
    [],
  );
}

function showCash(statements: Statements): void {
  const { business, random } = statements;
  const cash: Amount = (quarter) => quarter.cash;
  const hasRestricted = business.quarters.some((quarter) => quarter.restrictedCash > 0);
  const showsTotalAlone = random.chance(0.04);
  const total: Amount = (quarter) => quarter.cash + quarter.restrictedCash;
  if (!showsTotalAlone) {
    const tag = random.weigh([
      [330, "CashAndCashEquivalentsAtCarryingValue"],
      [8, "Cash"],
    ]);
    showBalanceLine(statements, "cash", tag, cash, ["cash"]);
  }
  showBalanceLine(
    statements,
    "cash_total",
    random.weigh([
      [300, "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents"],
      [
        70,
        "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalentsIncludingDisposalGroupAndDiscontinuedOperations",
      ],
    ]),
    total,
    ["cash"],
    "equity",
  );
  if (hasRestricted && random.chance(0.7))
    showBalanceLine(
      statements,
      "restricted_cash",
      random.pick([
        "RestrictedCash",
        "RestrictedCashAndCashEquivalents",
        "RestrictedCashAndCashEquivalentsAtCarryingValue",
      ]),
      (quarter) => quarter.restrictedCash,
      [],
    );
  knowBalance(
    statements,
    "cash",
    cash,
    showsTotalAlone ? "never" : "always",
    showsTotalAlone && hasRestricted ? [total] : [],
    "a filer that tells no restricted cash apart on the balance sheet",
  );
}

function showLiabilities(statements: Statements): void {
  const { business, style, random } = statements;
  const borrowings = sumBorrowings(statements);
  const total: Amount = (quarter, index) => sumOtherLiabilities(quarter) + borrowings(quarter, index);
  const showsTotal = random.chance(0.81);
  if (showsTotal) showBalanceLine(statements, "total_liabilities", "Liabilities", total, ["total_liabilities"]);
  knowBalance(statements, "total_liabilities", total, showsTotal ? "always" : "never");
  if (style.isClassified) {
    const current: Amount = (quarter, index) =>
      sumOtherCurrentLiabilities(quarter) + business.loans.reduce((sum, loan) => sum + getCurrent(loan, index), 0);
    showPlain(statements, "current_liabilities", "LiabilitiesCurrent", current);
  }
  const suffix = style.isClassified ? "Current" : "CurrentAndNoncurrent";
  showBalanceLine(statements, "payables", `AccountsPayable${suffix}`, (quarter) => quarter.payables, []);
  showBalanceLine(statements, "accrued", `AccruedLiabilities${suffix}`, (quarter) => quarter.accrued, []);
  if (business.profile.hasDeferredRevenue)
    showBalanceLine(
      statements,
      "deferred_revenue",
      style.isClassified ? "ContractWithCustomerLiabilityCurrent" : "ContractWithCustomerLiability",
      (quarter) => quarter.deferredRevenue,
      [],
    );
  if (style.isClassified) {
    showBalanceLine(
      statements,
      "lease_current",
      "OperatingLeaseLiabilityCurrent",
      (quarter) => quarter.leaseCurrent,
      [],
    );
    showBalanceLine(
      statements,
      "lease_noncurrent",
      "OperatingLeaseLiabilityNoncurrent",
      (quarter) => quarter.leaseNoncurrent,
      [],
    );
  }
  if (!style.isClassified || random.chance(0.6))
    showBalanceLine(
      statements,
      "lease_liability",
      "OperatingLeaseLiability",
      (quarter) => quarter.leaseCurrent + quarter.leaseNoncurrent,
      [],
      style.isClassified ? "yearly_note" : "balance",
    );
  if (business.profile.paysTax)
    showBalanceLine(
      statements,
      "deferred_tax_liability",
      "DeferredIncomeTaxLiabilitiesNet",
      (quarter) => quarter.deferredTaxLiability,
      [],
    );
}

export function showEquity(statements: Statements): void {
  const { business, random } = statements;
  const { profile } = business;
  const minority: Amount = (quarter) => quarter.minority;
  const all: Amount = (quarter) => sumEquity(quarter) + quarter.minority;
  const own: Amount = sumEquity;
  const hasMinority = profile.minorityShare > 0;
  const isRedeemable = hasMinority && random.chance(business.kind === "up_c" ? 0.2 : 0.06);
  let shown: Truth["shown"] = "always";
  const facts: readonly FactId[] = ["equity", "total_liabilities"];
  if (!hasMinority) {
    const onlyAll = random.chance(0.02);
    if (!onlyAll) showBalanceLine(statements, "equity", "StockholdersEquity", own, facts, "equity");
    if (onlyAll || random.chance(0.12))
      showBalanceLine(
        statements,
        "equity_all",
        "StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest",
        own,
        facts,
        "equity",
      );
    knowBalance(statements, "minority_interest", minority, "never");
  } else if (isRedeemable) {
    showBalanceLine(statements, "equity", "StockholdersEquity", own, facts, "equity");
    showBalanceLine(statements, "minority", "RedeemableNoncontrollingInterestEquityCarryingAmount", minority, [
      "minority_interest",
      "total_liabilities",
    ]);
    knowBalance(statements, "minority_interest", minority, "never");
  } else {
    const leavesOwnOut = random.chance(0.04);
    const leavesMinorityOut = !leavesOwnOut && random.chance(0.2);
    if (!leavesOwnOut) showBalanceLine(statements, "equity", "StockholdersEquity", own, facts);
    showBalanceLine(
      statements,
      "equity_all",
      "StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest",
      all,
      facts,
      "equity",
    );
    if (!leavesMinorityOut)
      showBalanceLine(statements, "minority", "MinorityInterest", minority, ["minority_interest", "equity"]);
    if (leavesOwnOut) shown = "never";
    knowBalance(statements, "minority_interest", minority, leavesMinorityOut ? "never" : "always");
  }
  knowBalance(
    statements,
    "equity",
    own,
    shown,
    profile.preferred ? [(quarter) => own(quarter, 0) - quarter.preferred] : [],
    "with or without preferred shares",
  );
  showPlain(statements, "retained_earnings", "RetainedEarningsAccumulatedDeficit", (quarter) => quarter.retained);
  if (business.quarters.some((quarter) => quarter.treasury > 0))
    showBalanceLine(
      statements,
      "treasury",
      random.pick(["TreasuryStockCommonValue", "TreasuryStockValue"]),
      (quarter) => quarter.treasury,
      [],
    );
  if (profile.preferred)
    showBalanceLine(statements, "preferred", "PreferredStockValue", (quarter) => quarter.preferred, []);
  showBalanceLine(
    statements,
    "paid_in",
    random.pick(["AdditionalPaidInCapital", "AdditionalPaidInCapitalCommonStock"]),
    (quarter) => quarter.paidIn,
    [],
  );
}

export function showShareCounts(statements: Statements): void {
  const { business, random } = statements;
  const { quarters } = business;
  const isSplitByClass = business.kind === "up_c" ? random.chance(0.6) : random.chance(0.04);
  const count: Line["over"] = (_first, last) => requireAt(quarters, last).shares * 1_000;
  const show = (key: string, tag: string, section: Section, over: Line["over"]) =>
    statements.show({ key, tag, unit: "shares", section, kind: "balance", over, feeds: ["shares_outstanding"] });
  // Some weeks later a few shares more or less are out.
  if (!isSplitByClass)
    show("cover_shares", "dei:EntityCommonStockSharesOutstanding", "cover", (first, last) =>
      Math.round(count(first, last) * (1 + (last % 7) * 0.0006) + 137 * (last % 11)),
    );
  const showsOutstanding = random.chance(0.79);
  if (showsOutstanding && !isSplitByClass) show("shares", "CommonStockSharesOutstanding", "balance", count);
  const kept = random.chance(0.4) ? random.between(0.02, 0.3) : 0;
  if (random.chance(0.85) && !isSplitByClass)
    show("shares_issued", "CommonStockSharesIssued", "balance", (first, last) =>
      Math.round(count(first, last) * (1 + kept)),
    );
  if (kept > 0 && !isSplitByClass)
    show(
      "treasury_shares",
      "TreasuryStockCommonShares",
      "balance",
      (first, last) => Math.round(count(first, last) * (1 + kept)) - count(first, last),
    );
  statements.know({
    fact: "shares_outstanding",
    kind: "balance",
    over: count,
    shown: isSplitByClass ? "never" : "always",
    accepts: (first, last) => {
      // Of the day of the balance sheet or of the cover; without both, the average of the quarter or year is near.
      const around = [last, Math.max(first, 0)].map((index) => count(index, index));
      const averages = [last, Math.max(0, last - 1)].map((index) => requireAt(quarters, index).averageShares * 1_000);
      const all = isSplitByClass ? [...around, ...averages] : around;
      return [{ low: Math.min(...all) * 0.99, high: Math.max(...all) * 1.02 }];
    },
    reason: "counts of the cover and of the balance sheet are some weeks apart",
  });
}
