import type { FactId } from "#lib/fact/definition/fact-name";
import { type Quarter, sumDepreciation } from "../business/quarter";
import { isSometimesNil, knowFlow, limitShown, showFlow, sumOver } from "./income";
import type { Statements } from "./line";

type Amount = (quarter: Quarter) => number;

export function showCashFlow(statements: Statements): void {
  const show = (key: string, tag: string, amount: Amount, feeds: readonly FactId[] = []) =>
    showFlow(statements, "cash_flow", key, tag, amount, feeds);
  show("operating_cash", "NetCashProvidedByUsedInOperatingActivities", (quarter) => quarter.operatingCash, [
    "operating_cash_flow",
  ]);
  knowFlow(statements, "operating_cash_flow", (quarter) => quarter.operatingCash, "always");
  show("investing_cash", "NetCashProvidedByUsedInInvestingActivities", (quarter) => quarter.investingCash);
  show("financing_cash", "NetCashProvidedByUsedInFinancingActivities", (quarter) => quarter.financingCash);
  show(
    "cash_change",
    "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalentsPeriodIncreaseDecreaseIncludingExchangeRateEffect",
    (quarter) => quarter.operatingCash + quarter.investingCash + quarter.financingCash,
  );
  show("deferred_tax", "DeferredIncomeTaxExpenseBenefit", (quarter) => quarter.deferredTax);
  show("financing_cost", "AmortizationOfFinancingCosts", (quarter) => quarter.financingCostSpread);
  showDepreciation(statements);
  showStockCompensation(statements);
  showSpending(statements);
  showPayouts(statements);
  showPaid(statements);
}

function showDepreciation(statements: Statements): void {
  const { business, random } = statements;
  const facts: readonly FactId[] = ["depreciation_amortization"];
  const bare: Amount = (quarter) => quarter.depreciationInCost + quarter.depreciationInExpense;
  // The tag of the income statement's line is the same amount's, or another tag's.
  const styles = [
    [245, "DepreciationDepletionAndAmortization"],
    [79, "DepreciationAndAmortization"],
    [5, "DepreciationAmortizationAndAccretionNet"],
    [37, "apart"],
  ] as const;
  const isPartial = statements.style.separatesAmortization && business.profile.hasAcquisitions;
  // PC Connection and others: the income statement's line is a part, the cash flow statement has the whole.
  const isTaken = isPartial && statements.hasTag("DepreciationAndAmortization");
  const style = random.weigh(
    styles.filter(([, tag]) => !(isTaken && (tag === "apart" || tag === "DepreciationAndAmortization"))),
  );
  if (style === "apart") {
    showFlow(statements, "cash_flow", "depreciation", "Depreciation", bare, facts);
    if (business.profile.hasAcquisitions)
      showFlow(
        statements,
        "cash_flow",
        "amortization_cash",
        "AmortizationOfIntangibleAssets",
        (quarter) => quarter.amortization,
        facts,
      );
  } else {
    showFlow(statements, "cash_flow", "depreciation_amortization", style, sumDepreciation, facts);
    if (random.chance(0.55))
      showFlow(statements, random.pick(["note", "yearly_note"]), "depreciation", "Depreciation", bare, []);
    if (business.profile.hasAcquisitions && random.chance(0.7))
      showFlow(
        statements,
        random.pick(["note", "yearly_note"]),
        "amortization_note",
        "AmortizationOfIntangibleAssets",
        (quarter) => quarter.amortization,
        [],
      );
  }
  knowFlow(statements, "depreciation_amortization", sumDepreciation, "always");
}

function showStockCompensation(statements: Statements): void {
  const amount: Amount = (quarter) => quarter.stockCompensation;
  const isNoteAlone = statements.random.chance(0.045);
  if (!isNoteAlone)
    showFlow(statements, "cash_flow", "stock_compensation", "ShareBasedCompensation", amount, ["stock_compensation"]);
  if (isNoteAlone || statements.random.chance(0.6))
    showFlow(statements, "note", "stock_compensation_note", "AllocatedShareBasedCompensationExpense", amount, [
      "stock_compensation",
    ]);
  knowFlow(statements, "stock_compensation", amount, isNoteAlone ? "never" : "always");
}

function showSpending(statements: Statements): void {
  const { business, random } = statements;
  const { kind, profile } = business;
  const capex: Amount = (quarter) => quarter.capex;
  const facts: readonly FactId[] = ["capital_expenditure"];
  const tag =
    kind === "reit"
      ? random.weigh([
          [10, "PaymentsForCapitalImprovements"],
          [6, "PaymentsToAcquireProductiveAssets"],
          [4, "PaymentsToAcquireRealEstate"],
          [3, "PaymentsToDevelopRealEstateAssets"],
          [2, "PaymentsToAcquireRealEstateHeldForInvestment"],
        ])
      : kind === "utility"
        ? random.weigh([
            [4, "PaymentsToAcquirePropertyPlantAndEquipment"],
            [2, "PaymentsToAcquireProductiveAssets"],
            [1, "PaymentsForCapitalImprovements"],
            [1, "PaymentsToAcquireWaterAndWasteWaterSystems"],
          ])
        : random.weigh([
            [253, "PaymentsToAcquirePropertyPlantAndEquipment"],
            [40, "PaymentsToAcquireProductiveAssets"],
            [8, "PaymentsToAcquireOtherPropertyPlantAndEquipment"],
          ]);
  // A filer with costly software often has one line for both; then the whole is what it spends.
  const isJoint = profile.hasSoftware && random.chance(0.2);
  const joint: Amount = (quarter) => quarter.capex + quarter.software;
  showFlow(
    statements,
    "cash_flow",
    "capex",
    isJoint ? "PaymentsToAcquireProductiveAssets" : tag,
    isJoint ? joint : capex,
    facts,
  );
  if (profile.hasSoftware && !isJoint)
    showFlow(statements, "cash_flow", "software", "PaymentsToDevelopSoftware", (quarter) => quarter.software, []);
  // Buying buildings may count as spending on property, or as buying businesses.
  knowFlow(
    statements,
    "capital_expenditure",
    capex,
    tag.includes("RealEstate") ? "never" : "always",
    isJoint ? [joint] : [],
  );
  if (profile.hasAcquisitions)
    showFlow(
      statements,
      "cash_flow",
      "acquisitions",
      "PaymentsToAcquireBusinessesNetOfCashAcquired",
      (quarter) => quarter.acquisitions,
      [],
    );
  if (profile.hasInvestments) {
    showFlow(
      statements,
      "cash_flow",
      "investments_bought",
      random.pick(["PaymentsToAcquireShortTermInvestments", "PaymentsToAcquireAvailableForSaleSecuritiesDebt"]),
      (quarter) => quarter.investmentsBought,
      [],
    );
    showFlow(
      statements,
      "cash_flow",
      "investments_sold",
      "ProceedsFromSaleAndMaturityOfMarketableSecurities",
      (quarter) => quarter.investmentsSold,
      [],
    );
  }
  showFlow(
    statements,
    "cash_flow",
    "other_investing",
    "PaymentsForProceedsFromOtherInvestingActivities",
    (quarter) => quarter.otherInvesting,
    [],
  );
}

export function showPayouts(statements: Statements): void {
  const { random } = statements;
  const has = (amount: Amount) => statements.business.quarters.some((quarter) => amount(quarter) !== 0);
  const show = (key: string, tag: string, amount: Amount, feeds: readonly FactId[]) => {
    if (has(amount)) showFlow(statements, "cash_flow", key, tag, amount, feeds);
  };
  const common: Amount = (quarter) => quarter.dividends;
  const preferred: Amount = (quarter) => quarter.preferredDividends;
  const both: Amount = (quarter) => quarter.dividends + quarter.preferredDividends;
  if (has(preferred) && has(common) && random.chance(0.5)) {
    show("dividends_common", "PaymentsOfDividendsCommonStock", common, ["dividends_paid"]);
    show("dividends_preferred", "PaymentsOfDividendsPreferredStockAndPreferenceStock", preferred, ["dividends_paid"]);
  } else if (has(preferred) && !has(common)) {
    show("dividends_preferred", "PaymentsOfDividendsPreferredStockAndPreferenceStock", preferred, ["dividends_paid"]);
  } else {
    show(
      "dividends",
      has(preferred) ? "PaymentsOfDividends" : random.pick(["PaymentsOfDividends", "PaymentsOfDividendsCommonStock"]),
      both,
      ["dividends_paid"],
    );
  }
  const shownDividends = limitShown(statements, common, has(both) && has(common) ? "always" : "never");
  knowFlow(
    statements,
    "dividends_paid",
    both,
    shownDividends,
    has(preferred) ? [common] : [],
    "with or without those on preferred shares",
  );
  show(
    "minority_distributions",
    random.pick(["PaymentsOfDividendsMinorityInterest", "PaymentsToMinorityShareholders"]),
    (quarter) => quarter.minorityDistributions,
    [],
  );

  const buybacks: Amount = (quarter) => quarter.buybacks;
  show(
    "buybacks",
    random.weigh([
      [266, "PaymentsForRepurchaseOfCommonStock"],
      [8, "PaymentsForRepurchaseOfEquity"],
    ]),
    buybacks,
    ["buybacks"],
  );
  show(
    "tax_withheld",
    "PaymentsRelatedToTaxWithholdingForShareBasedCompensation",
    (quarter) => quarter.taxWithheld,
    [],
  );
  knowFlow(statements, "buybacks", buybacks, limitShown(statements, buybacks, has(buybacks) ? "always" : "never"));

  const issued: Amount = (quarter) => quarter.issued;
  const options: Amount = (quarter) => quarter.optionsExercised;
  const proceeds: Amount = (quarter) => quarter.issued + quarter.optionsExercised;
  if (random.chance(0.25)) show("issued", "ProceedsFromIssuanceOfCommonStock", proceeds, ["stock_issued"]);
  else {
    show("issued", "ProceedsFromIssuanceOfCommonStock", issued, ["stock_issued"]);
    show(
      "options",
      random.weigh([
        [74, "ProceedsFromStockOptionsExercised"],
        [20, "ProceedsFromIssuanceOfSharesUnderIncentiveAndShareBasedCompensationPlansIncludingStockOptions"],
        [10, "ProceedsFromStockPlans"],
      ]),
      options,
      ["stock_issued"],
    );
  }
  knowFlow(statements, "stock_issued", proceeds, "never", [issued], "with or without what employees paid for theirs");
  const borrowed: Amount = (quarter) => quarter.borrowed;
  show("borrowed", random.pick(["ProceedsFromLinesOfCredit", "ProceedsFromIssuanceOfLongTermDebt"]), borrowed, []);
  show(
    "repaid",
    random.pick(["RepaymentsOfLongTermDebt", "RepaymentsOfDebt", "RepaymentsOfLinesOfCredit"]),
    (quarter) => quarter.repaid,
    [],
  );
}

function showPaid(statements: Statements): void {
  const { business, random } = statements;
  const paid: Amount = (quarter) => quarter.interestPaid;
  const gross: Amount = (quarter) => quarter.interestPaid + quarter.interestCapitalized;
  const hasInterest = business.quarters.some((quarter) => quarter.interestPaid > 0);
  const capitalizes = business.profile.capitalizedInterestShare > 0;
  const how = hasInterest
    ? random.weigh<"always" | "yearly" | "never">([
        [218, "always"],
        [90, "yearly"],
        [50, "never"],
      ])
    : "never";
  const isGross = how !== "never" && random.chance(0.06);
  const section = how === "yearly" ? "yearly_note" : "cash_flow";
  if (how !== "never")
    showFlow(
      statements,
      section,
      "interest_paid",
      isGross ? "InterestPaid" : "InterestPaidNet",
      isGross ? gross : paid,
      ["interest_paid"],
    );
  const isUnsteady = statements.style.leavesZerosOut && isSometimesNil(statements, paid);
  const over = sumOver(statements, paid);
  statements.know({
    fact: "interest_paid",
    kind: "flow",
    over,
    shown: isUnsteady || (isGross && capitalizes) ? "never" : how,
    isYearly: how === "yearly" || isUnsteady,
    ...(isGross && capitalizes
      ? {
          accepts: (first: number, last: number) => [sumOver(statements, gross)(first, last)],
          reason: "with what was capitalised, where the filer gives that alone",
        }
      : {}),
  });
  if (capitalizes && hasInterest) {
    const capitalized: Amount = (quarter) => quarter.interestCapitalized;
    const tag = random.pick(["InterestCostsCapitalized", "InterestPaidCapitalized"]);
    if (random.chance(0.7))
      showFlow(statements, random.pick(["note", "yearly_note"]), "interest_capitalized", tag, capitalized, []);
    if (business.kind === "builder" && random.chance(0.6))
      showFlow(
        statements,
        "note",
        "interest_incurred",
        "InterestCostsIncurred",
        (quarter) => quarter.interestExpense + quarter.interestCapitalized,
        [],
      );
  }
  showFlow(
    statements,
    random.pick(["cash_flow", "yearly_note"]),
    "tax_paid",
    "IncomeTaxesPaidNet",
    (quarter) => quarter.taxPaid,
    [],
  );
}
