import type { FactId } from "#lib/fact/definition/fact-name";
import { type Quarter, sumCost, sumDepreciation } from "../business/quarter";
import { requireAt } from "../random";
import type { Accepted, Line, LineUnit, Statements, Truth } from "./line";

type Amount = (quarter: Quarter) => number;

/** Sums an amount, held in thousands, over quarters. In dollars. */
export function sumOver(statements: Statements, amount: Amount): Line["over"] {
  const { quarters } = statements.business;
  return (first, last) => {
    let sum = 0;
    for (let index = first; index <= last; index++) sum += amount(requireAt(quarters, index));
    return sum * 1_000;
  };
}

export function showFlow(
  statements: Statements,
  section: "income" | "cash_flow" | "note" | "yearly_note",
  key: string,
  tag: string,
  amount: Amount,
  feeds: readonly FactId[],
): void {
  const over = sumOver(statements, amount);
  statements.show({ key, tag, unit: "USD", section, kind: "flow", over, feeds });
}

export function knowFlow(
  statements: Statements,
  fact: FactId,
  amount: Amount,
  shown: Truth["shown"],
  other: readonly Amount[] = [],
  reason?: string,
): void {
  const over = sumOver(statements, amount);
  const others = other.map((entry) => sumOver(statements, entry));
  statements.know({
    fact,
    kind: "flow",
    over,
    shown,
    ...(others.length > 0 ? { accepts: (first, last) => others.map((entry) => entry(first, last)) } : {}),
    ...(reason === undefined ? {} : { reason }),
  });
}

/** Says whether an amount is nil in some quarter, where an empty line leaves a reader without a row. */
export function isSometimesNil(statements: Statements, amount: Amount): boolean {
  return statements.business.quarters.some((quarter) => amount(quarter) === 0);
}

/** How often an amount is shown, given that its line is: an amount that comes and goes may be left without a row. */
export function limitShown(statements: Statements, amount: Amount, shown: Truth["shown"]): Truth["shown"] {
  return statements.style.leavesZerosOut && isSometimesNil(statements, amount) ? "never" : shown;
}

export function showIncome(statements: Statements): void {
  showRevenue(statements);
  showCosts(statements);
  showInterest(statements);
  showResult(statements);
  showShares(statements);
}

function showRevenue(statements: Statements): void {
  const { business, random } = statements;
  if (business.profile.revenue === 0) {
    knowFlow(statements, "revenue", () => 0, "never");
    return;
  }
  const total: Amount = (quarter) => quarter.revenue;
  const part: Amount = (quarter) => quarter.revenueFirst;
  const show = (tag: string, amount: Amount) =>
    showFlow(statements, "income", amount === part ? "revenue_part" : "revenue", tag, amount, [
      "revenue",
      "gross_profit",
      "cost_of_revenue",
    ]);
  if (business.kind === "reit") {
    show("Revenues", total);
    if (random.chance(0.6)) show("OperatingLeaseLeaseIncome", part);
    else if (random.chance(0.4)) show("RevenueFromContractWithCustomerExcludingAssessedTax", part);
  } else if (business.kind === "utility") {
    show(
      random.weigh([
        [3, "Revenues"],
        [2, "RegulatedAndUnregulatedOperatingRevenue"],
        [2, "RevenueFromContractWithCustomerIncludingAssessedTax"],
      ]),
      total,
    );
  } else {
    const style = random.weigh([
      [201, "excluding"],
      [51, "revenues"],
      [22, "including"],
      [20, "both"],
      [24, "part"],
    ]);
    if (style === "excluding") show("RevenueFromContractWithCustomerExcludingAssessedTax", total);
    else if (style === "including") show("RevenueFromContractWithCustomerIncludingAssessedTax", total);
    else show("Revenues", total);
    if (style === "both") show("RevenueFromContractWithCustomerExcludingAssessedTax", total);
    if (style === "part") show("RevenueFromContractWithCustomerExcludingAssessedTax", part);
  }
  knowFlow(statements, "revenue", total, "always");
}

function showCosts(statements: Statements): void {
  const { business, style, random } = statements;
  const { kind, profile } = business;
  const bareCost: Amount = (quarter) => quarter.costBare;
  const shownCost: Amount = style.separatesDepreciation ? bareCost : sumCost;
  const hasCost =
    profile.costShare > 0 && kind !== "reit" && kind !== "utility" && (kind !== "service" || random.chance(0.65));
  const costFacts: readonly FactId[] = ["cost_of_revenue", "gross_profit"];
  let showsGross = false;
  if (hasCost) {
    const tag = style.separatesDepreciation
      ? random.pick(["CostOfGoodsAndServiceExcludingDepreciationDepletionAndAmortization", "CostOfRevenue"])
      : random.weigh([
          [175, "CostOfGoodsAndServicesSold"],
          [52, "CostOfRevenue"],
        ]);
    showFlow(statements, "income", "cost_of_revenue", tag, shownCost, costFacts);
    showsGross = !style.separatesDepreciation && random.chance(0.8);
    if (showsGross)
      showFlow(
        statements,
        "income",
        "gross_profit",
        "GrossProfit",
        (quarter) => quarter.revenue - sumCost(quarter),
        costFacts,
      );
    const reason = "cost of revenue with and without the depreciation that has its own line";
    const shown = style.separatesDepreciation ? "never" : "always";
    knowFlow(statements, "cost_of_revenue", sumCost, shown, [bareCost], reason);
    const bareMargin: Amount = (quarter) => quarter.revenue - quarter.costBare;
    knowFlow(statements, "gross_profit", (quarter) => quarter.revenue - sumCost(quarter), shown, [bareMargin], reason);
  } else if (kind === "reit" || kind === "utility") {
    // The costs of running property or plant: whether they are a cost of revenue is a matter of taste.
    if (kind === "reit" && random.chance(0.3))
      showFlow(statements, "income", "property_costs", "DirectCostsOfLeasedAndRentedPropertyOrEquipment", bareCost, []);
    if (kind === "utility" && random.chance(0.6))
      showFlow(
        statements,
        "income",
        "purchased_power",
        "UtilitiesOperatingExpenseMaintenanceAndOperations",
        bareCost,
        [],
      );
  } else if (profile.costShare > 0) {
    showFlow(
      statements,
      "income",
      "labor",
      random.pick(["LaborAndRelatedExpense", "OtherCostAndExpenseOperating"]),
      bareCost,
      [],
    );
  }

  showOverheads(statements);

  const ownAmortization: Amount = (quarter) => (style.separatesAmortization ? quarter.amortization : 0);
  const depreciation: Amount = (quarter) => quarter.depreciationInCost + quarter.depreciationInExpense;
  if (style.separatesDepreciation)
    showFlow(
      statements,
      "income",
      "income_depreciation",
      style.separatesAmortization && profile.hasAcquisitions
        ? random.pick(["Depreciation", "Depreciation", "DepreciationAndAmortization"])
        : random.pick(["DepreciationAndAmortization", "DepreciationDepletionAndAmortization"]),
      style.separatesAmortization ? depreciation : sumDepreciation,
      ["depreciation_amortization"],
    );
  if (style.separatesAmortization && profile.hasAcquisitions)
    showFlow(statements, "income", "amortization", "AmortizationOfIntangibleAssets", ownAmortization, [
      "depreciation_amortization",
    ]);
  if (profile.hasAcquisitions)
    showFlow(statements, "income", "impairment", "GoodwillImpairmentLoss", (quarter) => quarter.impairment, []);

  const allCosts: Amount = (quarter) => quarter.revenue - quarter.operatingIncome;
  if (showsGross || kind === "biotech") {
    if (kind === "biotech" || random.chance(0.5))
      showFlow(
        statements,
        "income",
        "operating_expenses",
        "OperatingExpenses",
        (quarter) => allCosts(quarter) - sumCost(quarter),
        [],
      );
  } else if (random.chance(0.75)) showFlow(statements, "income", "all_costs", "CostsAndExpenses", allCosts, []);

  const showsOperating = random.chance(kind === "reit" ? 0.45 : kind === "builder" ? 0.4 : 0.93);
  const operating: Amount = (quarter) => quarter.operatingIncome;
  if (showsOperating)
    showFlow(statements, "income", "operating_income", "OperatingIncomeLoss", operating, ["operating_income", "ebit"]);
  knowFlow(statements, "operating_income", operating, showsOperating ? "always" : "never");
}

function showOverheads(statements: Statements): void {
  const { business, style, random } = statements;
  const { profile } = business;
  const hasResearch = profile.researchShare > 0 || profile.researchFixed > 0;
  const research: Amount = (quarter) => quarter.research;
  if (hasResearch) {
    const tag = random.weigh([
      [128, "ResearchAndDevelopmentExpense"],
      [9, "ResearchAndDevelopmentExpenseExcludingAcquiredInProcessCost"],
    ]);
    showFlow(statements, "income", "research", tag, research, ["rd_expense"]);
  }
  knowFlow(statements, "rd_expense", research, hasResearch ? "always" : "never");

  const hidden: Amount = (quarter) =>
    (style.separatesDepreciation ? 0 : quarter.depreciationInExpense) +
    (style.separatesAmortization || style.separatesDepreciation ? 0 : quarter.amortization);
  const administration: Amount = (quarter) => quarter.administration + hidden(quarter);
  const both: Amount = (quarter) => administration(quarter) + quarter.selling;
  const hasSelling = profile.sellingShare > 0;
  if (!hasSelling) {
    showFlow(statements, "income", "administration", "GeneralAndAdministrativeExpense", administration, [
      "sga_expense",
    ]);
  } else if (style.splitsSelling) {
    showFlow(statements, "income", "administration", "GeneralAndAdministrativeExpense", administration, [
      "sga_expense",
    ]);
    const tag = random.weigh([
      [65, "SellingAndMarketingExpense"],
      [10, "MarketingExpense"],
    ]);
    showFlow(statements, "income", "selling", tag, (quarter) => quarter.selling, ["sga_expense"]);
  } else {
    showFlow(statements, "income", "overhead", "SellingGeneralAndAdministrativeExpense", both, ["sga_expense"]);
  }
  knowFlow(statements, "sga_expense", both, "always");
}

function showInterest(statements: Statements): void {
  const { business, random } = statements;
  const expense: Amount = (quarter) => quarter.interestExpense;
  const income: Amount = (quarter) => quarter.interestIncome;
  const net: Amount = (quarter) => quarter.interestIncome - quarter.interestExpense;
  const hasDebt = business.quarters.some((quarter) => quarter.interestExpense > 0);
  const facts: readonly FactId[] = ["interest_expense", "ebit"];
  const style = hasDebt
    ? random.weigh([
        [124, "nonoperating"],
        [56, "plain"],
        [12, "nonoperating_and_note"],
        [business.kind === "reit" || business.kind === "utility" ? 0 : 46, "net"],
        [business.kind === "reit" || business.kind === "utility" ? 0 : 15, "net_plain"],
        [7, "net_and_note"],
        [business.kind === "reit" || business.kind === "utility" ? 0 : 14, "silent"],
      ])
    : random.pick(["none", "silent"]);
  if (style === "nonoperating" || style === "nonoperating_and_note")
    showFlow(statements, "income", "interest_expense", "InterestExpenseNonoperating", expense, facts);
  if (style === "plain") showFlow(statements, "income", "interest_expense", "InterestExpense", expense, facts);
  if (style === "net" || style === "net_and_note")
    showFlow(statements, "income", "net_interest", "InterestIncomeExpenseNonoperatingNet", net, facts);
  if (style === "net_plain") showFlow(statements, "income", "net_interest", "InterestIncomeExpenseNet", net, facts);
  if (style.endsWith("_note")) showFlow(statements, "note", "interest_note", "InterestExpenseDebt", expense, facts);
  const isApart = !style.startsWith("net") && style !== "silent";
  if (isApart)
    showFlow(
      statements,
      "income",
      "interest_income",
      random.pick(["InvestmentIncomeInterest", "InterestIncomeOther"]),
      income,
      [],
    );
  const total: Amount = (quarter) => quarter.otherIncome + net(quarter);
  if (style === "silent") showFlow(statements, "income", "other_income", "NonoperatingIncomeExpense", total, []);
  else {
    showFlow(
      statements,
      "income",
      "other_income",
      "OtherNonoperatingIncomeExpense",
      (quarter) => quarter.otherIncome,
      [],
    );
    if (random.chance(0.4)) showFlow(statements, "income", "nonoperating", "NonoperatingIncomeExpense", total, []);
  }
  // What a builder expenses is a small part of what it owes: interest that is paid beyond it makes a reader doubt it.
  const isMostlyCapitalized = business.kind === "builder" && business.profile.capitalizedInterestShare > 0.3;
  const gives =
    isMostlyCapitalized || style === "net" || style === "net_plain" || style === "silent" || style === "none"
      ? "never"
      : "always";
  const spend = sumOver(statements, expense);
  const earn = sumOver(statements, income);
  const incur = sumOver(statements, (quarter) => quarter.interestExpense + quarter.interestCapitalized);
  const accepts = (first: number, last: number): readonly Accepted[] => [
    ...(style.startsWith("net") && earn(first, last) < 0.1 * spend(first, last)
      ? [spend(first, last) - earn(first, last)]
      : []),
    ...(business.kind === "builder" ? [incur(first, last)] : []),
  ];
  // A business without borrowings rarely shows what its finance leases cost.
  const leaseOnly = business.loans.every((loan) => loan.kind === "finance_lease") && gives === "never";
  statements.know({
    fact: "interest_expense",
    kind: "flow",
    over: spend,
    // Interest paid may stand in for it, and that is often filed once a year.
    isYearly: gives === "never",
    shown: limitShown(statements, expense, gives),
    ...(leaseOnly ? { accepts: () => [0], reason: "there is no interest but in finance leases" } : {}),
    ...(leaseOnly
      ? {}
      : { accepts, reason: "shown net of income of less than a tenth, or with what a builder capitalises" }),
  });
}

export function showResult(statements: Statements): void {
  const { business, random } = statements;
  const { profile } = business;
  const pretax: Amount = (quarter) => quarter.pretax;
  const showsPretax = !profile.owesNoTax;
  const resultFacts: readonly FactId[] = ["pretax_income", "ebit"];
  if (showsPretax) {
    const tag = random.weigh([
      [328, "IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest"],
      [
        14,
        "IncomeLossFromContinuingOperationsBeforeIncomeTaxesMinorityInterestAndIncomeLossFromEquityMethodInvestments",
      ],
    ]);
    showFlow(statements, "income", "pretax_income", tag, pretax, resultFacts);
    showFlow(statements, "income", "income_tax", "IncomeTaxExpenseBenefit", (quarter) => quarter.tax, ["income_tax"]);
  }
  knowFlow(statements, "pretax_income", pretax, showsPretax ? "always" : "never");
  knowFlow(statements, "income_tax", (quarter) => quarter.tax, showsPretax ? "always" : "never");
  knowFlow(
    statements,
    "ebit",
    (quarter) => quarter.pretax + quarter.interestExpense,
    "never",
    [
      (quarter) => quarter.operatingIncome,
      (quarter) => quarter.operatingIncome + quarter.otherIncome,
      (quarter) => quarter.operatingIncome + quarter.interestIncome,
    ],
    "with or without what the business earns beside its operations",
  );

  if (business.quarters.some((quarter) => quarter.discontinued !== 0))
    showFlow(
      statements,
      "income",
      "discontinued",
      "IncomeLossFromDiscontinuedOperationsNetOfTax",
      (quarter) => quarter.discontinued,
      [],
    );
  const own: Amount = (quarter) => quarter.profit - quarter.minorityProfit;
  const common: Amount = (quarter) => own(quarter) - quarter.preferredDividends;
  const facts: readonly FactId[] = ["net_income"];
  const show = (key: string, tag: string, amount: Amount) => showFlow(statements, "income", key, tag, amount, facts);
  const hasMinority = profile.minorityShare > 0;
  const leavesOwnOut = hasMinority ? profile.preferred && random.chance(0.25) : random.chance(0.03);
  if (!leavesOwnOut) show("net_income", "NetIncomeLoss", own);
  if (hasMinority || leavesOwnOut || random.chance(profile.preferred ? 0.8 : 0.4))
    show("profit", "ProfitLoss", (quarter) => quarter.profit);
  if (hasMinority && (leavesOwnOut || random.chance(0.8)))
    show("minority_profit", "NetIncomeLossAttributableToNoncontrollingInterest", (quarter) => quarter.minorityProfit);
  if (profile.preferred || random.chance(0.2))
    show("common_income", "NetIncomeLossAvailableToCommonStockholdersBasic", common);
  if (profile.preferred)
    show(
      "preferred_dividends",
      random.pick(["PreferredStockDividendsIncomeStatementImpact", "DividendsPreferredStock"]),
      (quarter) => quarter.preferredDividends,
    );
  knowFlow(statements, "net_income", own, "always");
}

export function showShares(statements: Statements): void {
  const { business, random } = statements;
  const { quarters } = business;
  const mean = (first: number, last: number, amount: Amount) => {
    let sum = 0;
    for (let index = first; index <= last; index++) sum += amount(requireAt(quarters, index));
    return (sum * 1_000) / (last - first + 1);
  };
  const own = sumOver(statements, (quarter) => quarter.profit - quarter.minorityProfit - quarter.preferredDividends);
  const basic: Line["over"] = (first, last) => mean(first, last, (quarter) => quarter.averageShares);
  const diluted: Line["over"] = (first, last) => basic(first, last) * (own(first, last) > 0 ? 1.015 : 1);
  const perShare =
    (shares: Line["over"]): Line["over"] =>
    (first, last) =>
      Math.round((own(first, last) / shares(first, last)) * 100) / 100;
  const show = (key: string, tag: string, unit: LineUnit, over: Line["over"], feeds: readonly FactId[]) =>
    statements.show({ key, tag, unit, section: "income", kind: "flow", over, feeds });
  const isOne = business.kind === "biotech" && random.chance(0.35);
  if (isOne) {
    show("diluted_shares", "WeightedAverageNumberOfShareOutstandingBasicAndDiluted", "shares", diluted, [
      "diluted_shares",
    ]);
    show("eps_diluted", "EarningsPerShareBasicAndDiluted", "USD/shares", perShare(diluted), ["eps_diluted"]);
  } else {
    show("basic_shares", "WeightedAverageNumberOfSharesOutstandingBasic", "shares", basic, ["diluted_shares"]);
    show("diluted_shares", "WeightedAverageNumberOfDilutedSharesOutstanding", "shares", diluted, ["diluted_shares"]);
    show("eps_basic", "EarningsPerShareBasic", "USD/shares", perShare(basic), ["eps_diluted"]);
    show("eps_diluted", "EarningsPerShareDiluted", "USD/shares", perShare(diluted), ["eps_diluted"]);
  }
  const shown = isOne ? "never" : "always";
  statements.know({
    fact: "diluted_shares",
    kind: "flow",
    over: diluted,
    shown,
    isAverage: true,
    accepts: (first, last) => {
      const each: number[] = [];
      for (let index = first; index <= last; index++) each.push(basic(index, index));
      // Of a fourth quarter nothing is filed: the year's average stands in for it.
      if (first === last) each.push(basic(Math.max(0, last - 3), last));
      return [{ low: Math.min(...each) * 0.985, high: Math.max(...each) * 1.035 }];
    },
    reason: "an average of twelve months lies between those of its quarters",
  });
  const earned = perShare(diluted);
  statements.know({
    fact: "eps_diluted",
    kind: "flow",
    over: earned,
    shown,
    isAverage: true,
    accepts: (first, last) => {
      let sum = 0;
      for (let index = first; index <= last; index++) sum += earned(index, index);
      const ways = [sum, earned(first, last), ...listChained(earned, first, last)];
      const rounding = 0.011 * (last - first + 3);
      return [{ low: Math.min(...ways) - rounding, high: Math.max(...ways) + rounding }];
    },
    reason: "earnings per share of parts of a year do not add up exactly",
  });
}

/** A period as the year, more or less the part of a year: what the sums of filed amounts per share come to. */
function listChained(over: Line["over"], first: number, last: number): readonly number[] {
  const length = last - first + 1;
  if (length === 4) {
    const ways: number[] = [];
    // The fiscal year's place among the quarters is that of the index: a calendar begins with a first quarter.
    const begun = (last + 1) % 4;
    if (begun > 0 && first - begun >= 0)
      ways.push(over(last - begun - 3, last - begun) + over(last - begun + 1, last) - over(first - begun, first - 1));
    return ways;
  }
  if (length === 1 && last % 4 > 0) {
    const yearStart = last - (last % 4);
    return [over(yearStart, last) - over(yearStart, last - 1)];
  }
  return [];
}
