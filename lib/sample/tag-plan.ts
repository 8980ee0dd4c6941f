import type { SampleCompany } from "./company";
import type { FigureId } from "./period-figures";
import { createRandom, deriveSeed, type Random } from "./random";

/** One line of a fictional filer's reports: the tag that it uses for a figure, and when. */
export interface TagLine {
  readonly taxonomy: "us-gaap" | "dei" | "ifrs-full";
  readonly tag: string;
  readonly label: string;
  readonly unit: "USD" | "shares" | "USD/shares" | "pure";
  /**
   * `income`: quarter and year to date. `cash`: year to date alone, as cash-flow statements are. `balance`: each
   * report. `note`: annual report alone. `cover`: dated some weeks after the period's end.
   */
  readonly timing: "income" | "cash" | "balance" | "note" | "cover";
  /** Sum of these with their signs; a line of which nothing is known, or that is always zero, is not filed. */
  readonly terms: readonly (readonly [id: FigureId, sign: 1 | -1])[];
  /** First and last fiscal year with this tag. */
  readonly from?: number;
  readonly until?: number;
  /** Filed in older quarterly reports too, of which the sample keeps the essentials alone. */
  readonly core: boolean;
}

type Terms = TagLine["terms"];
const one = (id: Terms[number][0]): Terms => [[id, 1]];

function line(timing: TagLine["timing"], tag: string, label: string, terms: Terms, core = false): TagLine {
  return { taxonomy: "us-gaap", tag, label, unit: "USD", timing, terms, core };
}

/** Draws which tags a company files, with the habits and changes of habit that real filers have. */
export function drawTagPlan(company: SampleCompany): readonly TagLine[] {
  const random = createRandom(deriveSeed(company.seed, 20, 0));
  const { kind } = company.industry;
  const shared = [...listSharedLines(company, random), ...listShareLines(random)];
  if (kind === "bank" || kind === "mortgage_reit") return [...shared, ...listBankLines(kind === "bank", random)];
  if (kind === "insurer") return [...shared, ...listInsurerLines(random)];
  if (kind === "shell") return [...shared, ...listShellLines()];
  return [
    ...shared,
    ...listRevenueLines(company, random),
    ...listOperatingLines(company, random),
    ...listInterestLines(random),
    ...listDebtLines(company, random),
  ];
}

function listSharedLines(company: SampleCompany, random: Random): readonly TagLine[] {
  const lines = [
    line(
      "income",
      "IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest",
      "Income before income taxes",
      one("pretaxIncome"),
      true,
    ),
    line("income", "IncomeTaxExpenseBenefit", "Income tax expense (benefit)", one("incomeTax"), true),
    line("income", "NetIncomeLoss", "Net income (loss)", one("netIncome"), true),
    line("cash", "ShareBasedCompensation", "Share-based compensation", one("stockCompensation")),
    line(
      "cash",
      "NetCashProvidedByUsedInOperatingActivities",
      "Net cash from operating activities",
      one("operatingCashFlow"),
      true,
    ),
    line(
      "cash",
      "NetCashProvidedByUsedInInvestingActivities",
      "Net cash from investing activities",
      one("investingCashFlow"),
    ),
    line(
      "cash",
      "NetCashProvidedByUsedInFinancingActivities",
      "Net cash from financing activities",
      one("financingCashFlow"),
    ),
    line("cash", "PaymentsForRepurchaseOfCommonStock", "Payments for repurchase of common stock", one("buybacks")),
    line(
      "cash",
      random.chance(0.6) ? "PaymentsOfDividendsCommonStock" : "PaymentsOfDividends",
      "Payments of dividends",
      one("dividends"),
    ),
    line("cash", "ProceedsFromIssuanceOfCommonStock", "Proceeds from issuance of common stock", one("stockIssued")),
    line("balance", "Assets", "Assets", one("totalAssets"), true),
    line("balance", "LiabilitiesAndStockholdersEquity", "Liabilities and equity", one("totalAssets")),
    line("balance", "StockholdersEquity", "Stockholders' equity", one("equity"), true),
    line(
      "balance",
      "RetainedEarningsAccumulatedDeficit",
      "Retained earnings (accumulated deficit)",
      one("retainedEarnings"),
    ),
    line(
      "balance",
      company.industry.kind === "bank" ? "CashAndDueFromBanks" : "CashAndCashEquivalentsAtCarryingValue",
      "Cash and cash equivalents",
      one("cash"),
      true,
    ),
    line("balance", "Goodwill", "Goodwill", one("goodwill")),
  ];
  if (random.chance(0.8)) lines.push(line("balance", "Liabilities", "Liabilities", one("totalLiabilities"), true));
  return lines;
}

function listShareLines(random: Random): readonly TagLine[] {
  const lines: TagLine[] = [
    {
      ...line(
        "income",
        "WeightedAverageNumberOfDilutedSharesOutstanding",
        "Diluted shares",
        one("dilutedShares"),
        true,
      ),
      unit: "shares",
    },
    {
      ...line("income", "EarningsPerShareDiluted", "Diluted earnings per share", one("epsDiluted")),
      unit: "USD/shares",
    },
    {
      ...line(
        "cover",
        "EntityCommonStockSharesOutstanding",
        "Shares outstanding, cover page",
        one("sharesOutstanding"),
        true,
      ),
      unit: "shares",
      taxonomy: "dei",
    },
  ];
  if (random.chance(0.3)) {
    lines.push({
      ...line("balance", "CommonStockSharesOutstanding", "Common stock outstanding", one("sharesOutstanding")),
      unit: "shares",
    });
  }
  return lines;
}

function listRevenueLines(company: SampleCompany, random: Random): readonly TagLine[] {
  const contract = "RevenueFromContractWithCustomerExcludingAssessedTax";
  const total = line("income", "Revenues", "Revenues", one("revenue"), true);
  const part = line("income", contract, "Revenue from contracts with customers", one("contractRevenue"), true);
  if (company.industry.kind === "biotech") return [random.chance(0.5) ? { ...part, terms: one("revenue") } : total];
  if (company.industry.sics.includes(7359)) return [total, part];
  // Where the whole revenue is from contracts, both tags say the same; where it is not, a filer gives the total too.
  return random.pickWeighted<readonly TagLine[]>([
    [[{ ...part, terms: one("revenue") }], 60],
    [[total], 26],
    [[total, part], 10],
    [[{ ...part, tag: "RevenueFromContractWithCustomerIncludingAssessedTax", terms: one("revenue") }], 4],
  ]);
}

function listOperatingLines(company: SampleCompany, random: Random): readonly TagLine[] {
  const { kind } = company.industry;
  const realEstate = kind === "reit";
  const sells = kind === "operating";
  const lines = [
    line("income", "OperatingIncomeLoss", "Operating income (loss)", one("operatingIncome"), true),
    line("income", "ResearchAndDevelopmentExpense", "Research and development expense", one("rdExpense")),
    line("cash", "PaymentsToAcquireBusinessesNetOfCashAcquired", "Payments to acquire businesses", one("acquisitions")),
    line(
      "cash",
      realEstate && random.chance(0.5)
        ? "PaymentsForCapitalImprovements"
        : "PaymentsToAcquirePropertyPlantAndEquipment",
      "Capital expenditure",
      one("capitalExpenditure"),
      true,
    ),
    line("balance", "IntangibleAssetsNetExcludingGoodwill", "Intangible assets, net", one("intangibles")),
    line(
      "balance",
      realEstate ? "RealEstateInvestmentPropertyNet" : "PropertyPlantAndEquipmentNet",
      "Property, net",
      one("property"),
    ),
    line("balance", random.chance(0.8) ? "OtherAssetsNoncurrent" : "OtherAssets", "Other assets", one("otherAssets")),
    line("balance", "MinorityInterest", "Noncontrolling interest", one("minorityInterest")),
    line(
      "income",
      "NetIncomeLossAttributableToNoncontrollingInterest",
      "Net income of noncontrolling interest",
      one("minorityIncome"),
    ),
    line("income", "GoodwillImpairmentLoss", "Goodwill impairment", one("impairment")),
  ];
  if (random.chance(0.5))
    lines.push(line("income", "ProfitLoss", "Net income including noncontrolling interest", one("profitLoss")));
  if (random.chance(0.55)) {
    lines.push(
      line(
        "income",
        "SellingGeneralAndAdministrativeExpense",
        "Selling, general and administrative",
        one("sgaExpense"),
      ),
    );
  } else if (sells) {
    lines.push(
      line("income", "GeneralAndAdministrativeExpense", "General and administrative", [
        ["sgaExpense", 1],
        ["sellingExpense", -1],
      ]),
      line("income", "SellingAndMarketingExpense", "Selling and marketing", one("sellingExpense")),
    );
  } else lines.push(line("income", "GeneralAndAdministrativeExpense", "General and administrative", one("sgaExpense")));
  if (sells && random.chance(0.88)) {
    lines.push(
      line(
        "income",
        random.chance(0.55) ? "CostOfRevenue" : "CostOfGoodsAndServicesSold",
        "Cost of revenue",
        one("costOfRevenue"),
        true,
      ),
    );
    if (random.chance(0.6)) lines.push(line("income", "GrossProfit", "Gross profit", one("grossProfit")));
  }
  if (!realEstate) {
    lines.push(
      line("balance", "AssetsCurrent", "Current assets", one("currentAssets"), true),
      line("balance", "LiabilitiesCurrent", "Current liabilities", one("currentLiabilities"), true),
      line("balance", "AccountsReceivableNetCurrent", "Receivables", one("receivables")),
      line("balance", "InventoryNet", "Inventory", one("inventory")),
      line(
        "balance",
        "PrepaidExpenseAndOtherAssetsCurrent",
        "Prepaid and other current assets",
        one("otherCurrentAssets"),
      ),
      line(
        "balance",
        random.chance(0.6) ? "ShortTermInvestments" : "MarketableSecuritiesCurrent",
        "Short-term investments",
        one("shortTermInvestments"),
      ),
    );
  }
  const depreciation = random.pickWeighted([
    ["DepreciationDepletionAndAmortization", 60],
    ["DepreciationAmortizationAndAccretionNet", 12],
    ["DepreciationAndAmortization", 20],
    ["split", 8],
  ]);
  if (depreciation === "split") {
    lines.push(
      line("cash", "Depreciation", "Depreciation", one("depreciation"), true),
      line("cash", "AmortizationOfIntangibleAssets", "Amortization of intangible assets", one("amortization"), true),
    );
  } else
    lines.push(
      line(
        "cash",
        depreciation,
        "Depreciation and amortization",
        [
          ["depreciation", 1],
          ["amortization", 1],
        ],
        true,
      ),
    );
  return lines;
}

/** Most filers left InterestExpense for InterestExpenseNonoperating with the taxonomy of 2023, in their own time. */
function listInterestLines(random: Random): readonly TagLine[] {
  const interest = (tag: string, years: Pick<TagLine, "from" | "until">): TagLine => ({
    ...line("income", tag, "Interest expense", one("interestExpense"), true),
    ...years,
  });
  const paid = line("cash", "InterestPaidNet", "Interest paid, net", one("interestPaid"));
  const changed = random.integer(2023, 2025);
  const habit = random.pickWeighted<readonly TagLine[]>([
    [[interest("InterestExpense", {})], 30],
    [
      [interest("InterestExpense", { until: changed - 1 }), interest("InterestExpenseNonoperating", { from: changed })],
      48,
    ],
    [[interest("InterestExpenseDebt", {})], 7],
    [[interest("InterestExpenseNonoperating", { from: 2022 }), interest("InterestExpense", { until: 2021 })], 8],
    [[], 7],
  ]);
  return random.chance(0.7) || habit.length === 0 ? [...habit, paid] : habit;
}

function listDebtLines(company: SampleCompany, random: Random): readonly TagLine[] {
  const current = one("debtCurrent");
  const later = one("debtNoncurrent");
  const both: Terms = [
    ["debtCurrent", 1],
    ["debtNoncurrent", 1],
  ];
  const flows = [
    line("cash", "ProceedsFromIssuanceOfLongTermDebt", "Proceeds from issuance of debt", one("debtIssued")),
    line("cash", "RepaymentsOfLongTermDebt", "Repayments of debt", one("debtRepaid")),
  ];
  const notes = [
    line(
      random.chance(0.5) ? "balance" : "note",
      "LineOfCreditFacilityRemainingBorrowingCapacity",
      "Undrawn credit",
      one("undrawnCredit"),
    ),
  ];
  if (random.chance(0.03))
    notes.push(
      line(
        "note",
        "LongtermDebtPercentageBearingVariableInterestAmount",
        "Debt at a variable rate",
        one("variableRateDebt"),
      ),
    );
  notes.push(...listMaturityLines(random));
  if (company.industry.kind === "reit") {
    const secured = random.chance(0.5);
    return [
      ...flows,
      ...notes,
      line("balance", secured ? "SecuredDebt" : "UnsecuredDebt", "Debt", both, true),
      line("note", "LongTermDebt", "Debt", both),
    ];
  }
  if (company.industry.kind === "biotech") {
    return [
      ...flows,
      line(
        "balance",
        random.chance(0.5) ? "LongTermDebtNoncurrent" : "ConvertibleLongTermNotesPayable",
        "Debt, noncurrent",
        later,
        true,
      ),
    ];
  }
  const balances = random.pickWeighted<readonly TagLine[]>([
    [
      [
        line("balance", "LongTermDebtCurrent", "Debt, current", current, true),
        line("balance", "LongTermDebtNoncurrent", "Debt, noncurrent", later, true),
      ],
      62,
    ],
    [
      [
        line("balance", "DebtCurrent", "Debt, current", current, true),
        line("balance", "LongTermDebtNoncurrent", "Debt, noncurrent", later, true),
      ],
      16,
    ],
    [
      [
        line("balance", "LongTermDebtAndCapitalLeaseObligationsCurrent", "Debt and leases, current", current, true),
        line("balance", "LongTermDebtAndCapitalLeaseObligations", "Debt and leases, noncurrent", later, true),
      ],
      12,
    ],
    [
      [
        line("balance", "ConvertibleNotesPayableCurrent", "Convertible notes, current", current, true),
        line("balance", "ConvertibleLongTermNotesPayable", "Convertible notes, noncurrent", later, true),
      ],
      6,
    ],
    [[line("balance", "DebtLongtermAndShorttermCombinedAmount", "Debt", both, true)], 4],
  ]);
  const total = random.chance(0.45) ? [line("note", "LongTermDebt", "Long-term debt", both)] : [];
  return [...flows, ...notes, ...balances, ...total];
}

/** Half of the debtors give a ladder; a few count it from the day of the balance sheet, a few leave a rung out. */
function listMaturityLines(random: Random): readonly TagLine[] {
  const habit = random.pickWeighted([
    ["none", 48],
    ["fiscal", 42],
    ["rolling", 6],
    ["gap", 4],
  ]);
  if (habit === "none") return [];
  const inYear = habit === "rolling" ? "InRollingYear" : "InYear";
  const rungs: readonly (readonly [tag: string, id: FigureId])[] = [
    [habit === "rolling" ? "InNextRollingTwelveMonths" : "InNextTwelveMonths", "due1"],
    [`${inYear}Two`, "due2"],
    [`${inYear}Three`, "due3"],
    [`${inYear}Four`, "due4"],
    [`${inYear}Five`, "due5"],
    [habit === "rolling" ? "InRollingAfterYearFive" : "AfterYearFive", "dueAfter"],
  ];
  return rungs
    .filter(([, id]) => habit !== "gap" || id !== "due3")
    .map(([tag, id]) =>
      line("note", `LongTermDebtMaturitiesRepaymentsOfPrincipal${tag}`, "Maturities of debt", one(id)),
    );
}

function listBankLines(takesDeposits: boolean, random: Random): readonly TagLine[] {
  const borrowed: Terms = [
    ["debtCurrent", 1],
    ["debtNoncurrent", 1],
  ];
  const lines = [
    line("cash", "DepreciationDepletionAndAmortization", "Depreciation", one("depreciation")),
    line("income", "InterestAndDividendIncomeOperating", "Interest and dividend income", one("interestIncome")),
    line("income", "InterestExpense", "Interest expense", one("interestExpense"), true),
    line("income", "InterestIncomeExpenseNet", "Net interest income", one("netInterestIncome"), true),
    line("income", "NoninterestIncome", "Noninterest income", one("noninterestIncome"), true),
    line("income", "NoninterestExpense", "Noninterest expense", one("noninterestExpense")),
    line(
      "income",
      random.chance(0.6) ? "ProvisionForLoanLeaseAndOtherLosses" : "ProvisionForLoanAndLeaseLosses",
      "Provision for credit losses",
      one("provision"),
      true,
    ),
    line(
      "balance",
      "FinancingReceivableExcludingAccruedInterestAfterAllowanceForCreditLoss",
      "Loans, net",
      one("loansNet"),
      true,
    ),
    line(
      "balance",
      "FinancingReceivableAllowanceForCreditLossExcludingAccruedInterest",
      "Allowance for credit losses",
      one("allowance"),
    ),
    line("balance", "AvailableForSaleSecuritiesDebtSecurities", "Securities available for sale", one("securities")),
    line("balance", "OtherAssets", "Other assets", one("otherAssets")),
    line("cash", "PaymentsToAcquirePropertyPlantAndEquipment", "Capital expenditure", one("capitalExpenditure")),
  ];
  if (random.chance(0.45)) lines.push(line("income", "Revenues", "Revenues", one("revenue"), true));
  if (!takesDeposits)
    return [
      ...lines,
      line("balance", "SecuritiesSoldUnderAgreementsToRepurchase", "Repurchase agreements", borrowed, true),
    ];
  lines.push(
    line("income", "InterestExpenseDeposits", "Interest on deposits", one("depositInterest")),
    line("balance", "Deposits", "Deposits", one("deposits"), true),
    line("balance", "PropertyPlantAndEquipmentNet", "Premises and equipment", one("property")),
    line("note", "FinancingReceivableExcludingAccruedInterestNonaccrual", "Nonaccrual loans", one("nonaccrual")),
  );
  if (random.chance(0.7))
    lines.push(line("balance", "AdvancesFromFederalHomeLoanBanks", "Advances from home loan banks", borrowed, true));
  else lines.push(line("balance", "LongTermDebt", "Borrowings", borrowed, true));
  if (random.chance(0.3))
    lines.push({
      ...line("note", "CommonEquityTierOneCapitalRatio", "Common equity tier 1 ratio", one("cet1Ratio")),
      unit: "pure",
    });
  return lines;
}

function listInsurerLines(random: Random): readonly TagLine[] {
  return [
    line("income", "Revenues", "Revenues", one("revenue"), true),
    line("income", "PremiumsEarnedNet", "Premiums earned, net", one("premiums")),
    line("income", "NetInvestmentIncome", "Net investment income", one("investmentIncome")),
    line("income", "PolicyholderBenefitsAndClaimsIncurredNet", "Claims incurred, net", one("claims")),
    line("income", "SellingGeneralAndAdministrativeExpense", "Selling, general and administrative", one("sgaExpense")),
    line(
      "income",
      random.chance(0.5) ? "InterestExpense" : "InterestExpenseDebt",
      "Interest expense",
      one("interestExpense"),
      true,
    ),
    line("balance", "Investments", "Investments", one("securities")),
    line("balance", "PremiumsAndOtherReceivablesNet", "Premiums receivable", one("receivables")),
    line("balance", "LiabilityForClaimsAndClaimsAdjustmentExpense", "Liability for claims", one("reserves")),
    line("balance", "LongTermDebt", "Debt", one("debtNoncurrent"), true),
  ];
}

function listShellLines(): readonly TagLine[] {
  return [
    line("income", "OperatingIncomeLoss", "Operating loss", one("operatingIncome"), true),
    line("income", "GeneralAndAdministrativeExpense", "General and administrative", one("sgaExpense")),
    line("income", "InvestmentIncomeInterest", "Income of the trust account", one("otherIncome")),
    line("balance", "AssetsCurrent", "Current assets", one("currentAssets")),
    line("balance", "LiabilitiesCurrent", "Current liabilities", one("currentLiabilities")),
    line("balance", "AssetsHeldInTrustNoncurrent", "Assets held in trust", one("trustAssets")),
    line(
      "balance",
      "TemporaryEquityCarryingAmountAttributableToParent",
      "Shares subject to redemption",
      one("temporaryEquity"),
    ),
  ];
}
