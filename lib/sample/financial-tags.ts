import type { Random } from "./random";
import { line, one, type TagLine, type Terms } from "./tag-line";

/** The tags of banks and mortgage REITs. */
export function listBankLines(takesDeposits: boolean, random: Random): readonly TagLine[] {
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

/** The tags of insurers. */
export function listInsurerLines(random: Random): readonly TagLine[] {
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

/** The tags of blank-cheque companies. */
export function listShellLines(): readonly TagLine[] {
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
