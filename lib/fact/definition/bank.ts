import type { FactDefinition } from "./definition";
import { nameFact } from "./fact-name";

/** Facts that only banks and lenders report. */
export const bankDefinitions: readonly FactDefinition[] = [
  {
    ...nameFact("net_interest_income"),
    isSteady: true,
    plausibility: ["tag_of_banks"],
    tags: [],
    derive: [
      {
        because: "Before the provision for credit losses, under the tag of banks.",
        terms: [{ fact: "net_interest", sign: 1 }],
      },
    ],
  },
  {
    id: "interest_income",
    label: "Interest income",
    kind: "flow",
    unit: "usd",
    role: "part",
    tags: [
      { tag: "us-gaap:InterestAndDividendIncomeOperating", because: "All interest income of a bank." },
      { tag: "us-gaap:InterestIncomeOperating", because: "Of lenders that are no banks.", mayBePart: true },
      { tag: "us-gaap:InterestIncomeDebtSecuritiesOperating", because: "Of mortgage REITs.", mayBePart: true },
    ],
  },
  {
    id: "noninterest_income",
    label: "Noninterest income",
    kind: "flow",
    unit: "usd",
    role: "part",
    tags: [{ tag: "us-gaap:NoninterestIncome" }],
  },
  {
    ...nameFact("provision_credit_losses"),
    isOccasional: true,
    tags: [
      { tag: "us-gaap:ProvisionForLoanLeaseAndOtherLosses", because: "All losses." },
      { tag: "us-gaap:ProvisionForLoanAndLeaseLosses", because: "On loans, not on commitments.", mayBePart: true },
      { tag: "us-gaap:ProvisionForLoanLossesExpensed", because: "As above.", mayBePart: true },
      { tag: "us-gaap:FinancingReceivableExcludingAccruedInterestCreditLossExpenseReversal", mayBePart: true },
      { tag: "us-gaap:FinancingReceivableCreditLossExpenseReversal", mayBePart: true },
      { tag: "us-gaap:ProvisionForOtherCreditLosses", mayBePart: true },
    ],
    derive: [
      {
        because: "Net interest income before the provision less the same after it: commitments are in it too.",
        isWhole: true,
        terms: [
          { fact: "net_interest_income", sign: 1 },
          { fact: "net_interest_after_provision", sign: -1 },
        ],
      },
    ],
  },
  {
    id: "net_interest_after_provision",
    label: "Net interest income after the provision",
    kind: "flow",
    unit: "usd",
    role: "part",
    tags: [{ tag: "us-gaap:InterestIncomeExpenseAfterProvisionForLoanLoss" }],
  },
  {
    ...nameFact("deposits"),
    tags: [{ tag: "us-gaap:Deposits" }],
  },
  {
    ...nameFact("loans_net"),
    tags: [
      {
        tag: "us-gaap:FinancingReceivableExcludingAccruedInterestAfterAllowanceForCreditLoss",
        because: "The line since the standard of 2020.",
      },
      { tag: "us-gaap:FinancingReceivableAfterAllowanceForCreditLoss" },
      { tag: "us-gaap:LoansAndLeasesReceivableNetReportedAmount", because: "The line before it." },
      { tag: "us-gaap:LoansAndLeasesReceivableNetOfDeferredIncome", mayBePart: true },
      { tag: "us-gaap:NotesReceivableNet", because: "Of lenders that are no banks.", mayBePart: true },
    ],
    derive: [
      {
        because: "Loans before the allowance, less the allowance.",
        terms: [
          { fact: "loans_gross", sign: 1 },
          { fact: "allowance", sign: -1 },
        ],
      },
    ],
  },
  {
    id: "loans_gross",
    label: "Loans before the allowance",
    kind: "balance",
    unit: "usd",
    role: "part",
    tags: [
      { tag: "us-gaap:FinancingReceivableExcludingAccruedInterestBeforeAllowanceForCreditLoss" },
      { tag: "us-gaap:FinancingReceivableBeforeAllowanceForCreditLoss" },
      { tag: "us-gaap:LoansAndLeasesReceivableGrossCarryingAmount" },
    ],
  },
  {
    ...nameFact("allowance"),
    tags: [
      {
        tag: "us-gaap:FinancingReceivableAllowanceForCreditLossExcludingAccruedInterest",
        because: "The line since the standard of 2020.",
      },
      { tag: "us-gaap:FinancingReceivableAllowanceForCreditLosses", because: "The line before it." },
      { tag: "us-gaap:LoansAndLeasesReceivableAllowance" },
    ],
  },
  {
    ...nameFact("nonperforming_loans"),
    wholeIsLargest: true,
    freshness: "note",
    tags: [
      { tag: "us-gaap:FinancingReceivableExcludingAccruedInterestNonaccrual", because: "Loans without accrual." },
      { tag: "us-gaap:FinancingReceivableRecordedInvestmentNonaccrualStatus", because: "The same before 2020." },
      { tag: "us-gaap:FinancingReceivableNonaccrual" },
    ],
  },
  {
    ...nameFact("cet1_ratio"),
    freshness: "note",
    tags: [
      { tag: "us-gaap:CommonEquityTierOneCapitalRatio" },
      { tag: "us-gaap:CommonEquityTierOneCapitalToRiskWeightedAssets" },
      { tag: "us-gaap:BankingRegulationCommonEquityTierOneCapitalRatioActual" },
    ],
  },
];
