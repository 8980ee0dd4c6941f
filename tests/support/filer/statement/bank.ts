import type { FactId } from "#lib/fact/definition/fact-name";
import { getCarrying } from "../business/loan";
import type { BankQuarter } from "../business/quarter";
import { type Quarter, sumDepreciation } from "../business/quarter";
import { sumBankAssets } from "../business/simulate-bank";
import { requireAt } from "../random";
import { knowBalance, showBalanceLine, showEquity, showShareCounts, sumBorrowings } from "./balance";
import { showPayouts } from "./cash-flow";
import { knowFlow, showFlow, showResult, showShares } from "./income";
import type { Statements } from "./line";

type Amount = (quarter: Quarter, index: number) => number;

/** Income, cash flow and balance sheet of a bank, which has no revenue, cost or current assets in the usual sense. */
export function showBank(statements: Statements): void {
  showBankIncome(statements);
  showResult(statements);
  showShares(statements);
  showBankCashFlow(statements);
  showBankBalance(statements);
  showEquity(statements);
  showShareCounts(statements);
}

/** The amounts of a bank by quarter. */
function readBank(statements: Statements): (quarter: Quarter) => BankQuarter {
  const { banks, quarters } = statements.business;
  const byQuarter = new Map(quarters.map((quarter, index) => [quarter, requireAt(banks, index)] as const));
  return (quarter) => {
    const bank = byQuarter.get(quarter);
    if (!bank) throw new Error("Impossible state: a quarter of no bank");
    return bank;
  };
}

function showBankIncome(statements: Statements): void {
  const { random } = statements;
  const read = readBank(statements);
  const show = (key: string, tag: string, amount: (quarter: Quarter) => number, feeds: readonly FactId[] = []) =>
    showFlow(statements, "income", key, tag, amount, feeds);
  const net = (quarter: Quarter) => quarter.interestIncome - quarter.interestExpense;
  show("interest_income_total", "InterestAndDividendIncomeOperating", (quarter) => quarter.interestIncome);
  show("interest_on_deposits", "InterestExpenseDeposits", (quarter) => read(quarter).interestOnDeposits);
  show(
    "interest_expense",
    random.pick(["InterestExpense", "InterestExpenseOperating"]),
    (quarter) => quarter.interestExpense,
    ["interest_expense", "net_interest_income"],
  );
  show("net_interest_income", "InterestIncomeExpenseNet", net, ["net_interest_income"]);
  show(
    "provision",
    random.weigh([
      [23, "ProvisionForLoanLossesExpensed"],
      [21, "ProvisionForLoanLeaseAndOtherLosses"],
    ]),
    (quarter) => read(quarter).provision,
    ["provision_credit_losses"],
  );
  show(
    "after_provision",
    "InterestIncomeExpenseAfterProvisionForLoanLoss",
    (quarter) => net(quarter) - read(quarter).provision,
  );
  show("fees", "NoninterestIncome", (quarter) => read(quarter).fees);
  show("noninterest_expense", "NoninterestExpense", (quarter) => read(quarter).noninterestExpense);
  knowFlow(statements, "net_interest_income", net, "always");
  knowFlow(statements, "provision_credit_losses", (quarter) => read(quarter).provision, "always");
  knowFlow(statements, "interest_expense", (quarter) => quarter.interestExpense, "always");
  knowFlow(
    statements,
    "revenue",
    (quarter) => net(quarter) + read(quarter).fees,
    "never",
    [(quarter) => quarter.interestIncome + read(quarter).fees],
    "interest before or after what it costs",
  );
}

function showBankCashFlow(statements: Statements): void {
  const { random } = statements;
  const read = readBank(statements);
  const show = (key: string, tag: string, amount: (quarter: Quarter) => number, feeds: readonly FactId[] = []) =>
    showFlow(statements, "cash_flow", key, tag, amount, feeds);
  const operating = (quarter: Quarter) => quarter.operatingCash;
  show("operating_cash", "NetCashProvidedByUsedInOperatingActivities", operating, ["operating_cash_flow"]);
  show("investing_cash", "NetCashProvidedByUsedInInvestingActivities", (quarter) => quarter.investingCash);
  show("financing_cash", "NetCashProvidedByUsedInFinancingActivities", (quarter) => quarter.financingCash);
  show(
    "cash_change",
    "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalentsPeriodIncreaseDecreaseIncludingExchangeRateEffect",
    (quarter) => quarter.operatingCash + quarter.investingCash + quarter.financingCash,
  );
  show("provision_noncash", "ProvisionForLoanAndLeaseLosses", (quarter) => read(quarter).provision, [
    "provision_credit_losses",
  ]);
  show(
    "depreciation_amortization",
    random.pick(["DepreciationDepletionAndAmortization", "DepreciationAndAmortization"]),
    sumDepreciation,
    ["depreciation_amortization"],
  );
  show("stock_compensation", "ShareBasedCompensation", (quarter) => quarter.stockCompensation, ["stock_compensation"]);
  show("capex", "PaymentsToAcquirePropertyPlantAndEquipment", (quarter) => quarter.capex, ["capital_expenditure"]);
  show("investments_bought", "PaymentsToAcquireAvailableForSaleSecuritiesDebt", (quarter) => quarter.investmentsBought);
  show("interest_paid", "InterestPaidNet", (quarter) => quarter.interestPaid, ["interest_paid"]);
  knowFlow(statements, "operating_cash_flow", operating, "always");
  knowFlow(statements, "depreciation_amortization", sumDepreciation, "always");
  knowFlow(statements, "stock_compensation", (quarter) => quarter.stockCompensation, "always");
  knowFlow(statements, "capital_expenditure", (quarter) => quarter.capex, "always");
  knowFlow(statements, "interest_paid", (quarter) => quarter.interestPaid, "always");
  showPayouts(statements);
}

function showBankBalance(statements: Statements): void {
  const { business, random } = statements;
  const read = readBank(statements);
  const plain = (fact: FactId, tag: string, amount: Amount) => {
    showBalanceLine(statements, fact, tag, amount, [fact]);
    knowBalance(statements, fact, amount, "always");
  };
  const assets: Amount = (quarter) => sumBankAssets(quarter, read(quarter));
  plain("total_assets", "Assets", assets);
  showBalanceLine(statements, "liabilities_and_equity", "LiabilitiesAndStockholdersEquity", assets, ["total_assets"]);
  if (random.chance(0.6)) {
    showBalanceLine(statements, "cash", "CashAndCashEquivalentsAtCarryingValue", (quarter) => quarter.cash, ["cash"]);
    knowBalance(statements, "cash", (quarter) => quarter.cash, "always");
  } else {
    // Two lines: notes and balances with other banks, and deposits that bear interest.
    const notes: Amount = (quarter) => Math.round(quarter.cash * 0.35);
    showBalanceLine(statements, "cash_notes", "CashAndDueFromBanks", notes, ["cash"]);
    showBalanceLine(
      statements,
      "cash_deposits",
      "InterestBearingDepositsInBanks",
      (quarter, index) => quarter.cash - notes(quarter, index),
      ["cash"],
    );
    knowBalance(statements, "cash", (quarter) => quarter.cash, "never");
  }
  showBalanceLine(
    statements,
    "cash_total",
    "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents",
    (quarter) => quarter.cash,
    ["cash"],
    "equity",
  );
  showBalanceLine(
    statements,
    "securities",
    "DebtSecuritiesAvailableForSaleExcludingAccruedInterest",
    (quarter) => read(quarter).securities,
    [],
  );
  showBalanceLine(
    statements,
    "loans",
    "FinancingReceivableExcludingAccruedInterestBeforeAllowanceForCreditLoss",
    (quarter) => read(quarter).loans,
    ["loans_net"],
  );
  plain(
    "allowance",
    "FinancingReceivableAllowanceForCreditLossExcludingAccruedInterest",
    (quarter) => read(quarter).allowance,
  );
  plain(
    "loans_net",
    "FinancingReceivableExcludingAccruedInterestAfterAllowanceForCreditLoss",
    (quarter) => read(quarter).loans - read(quarter).allowance,
  );
  showBalanceLine(
    statements,
    "nonperforming_loans",
    "FinancingReceivableRecordedInvestmentNonaccrualStatus",
    (quarter) => read(quarter).nonaccrual,
    ["nonperforming_loans"],
    "note",
  );
  // Loans long overdue that still earn interest may count.
  knowBalance(statements, "nonperforming_loans", (quarter) => read(quarter).nonaccrual, "never");
  plain("ppe_net", "PropertyPlantAndEquipmentNet", (quarter) => quarter.property);
  if (business.profile.hasAcquisitions) {
    plain("goodwill", "Goodwill", (quarter) => quarter.goodwill);
    plain(
      "intangibles",
      random.pick(["FiniteLivedIntangibleAssetsNet", "IntangibleAssetsNetExcludingGoodwill"]),
      (quarter) => quarter.intangibles,
    );
  }
  plain("deposits", "Deposits", (quarter) => read(quarter).deposits);
  const borrowings = sumBorrowings(statements);
  const [advances, subordinated] = business.loans;
  if (advances && subordinated) {
    showBalanceLine(
      statements,
      "advances",
      random.pick(["AdvancesFromFederalHomeLoanBanks", "FederalHomeLoanBankAdvancesLongTerm", "OtherBorrowings"]),
      (_quarter, index) => getCarrying(advances, index),
      ["total_debt"],
    );
    showBalanceLine(
      statements,
      "subordinated",
      random.pick(["SubordinatedDebt", "SubordinatedLongTermDebt"]),
      (_quarter, index) => getCarrying(subordinated, index),
      ["total_debt"],
    );
  }
  knowBalance(statements, "total_debt", borrowings, "never");
  const liabilities: Amount = (quarter, index) => read(quarter).deposits + quarter.accrued + borrowings(quarter, index);
  plain("total_liabilities", "Liabilities", liabilities);
}
