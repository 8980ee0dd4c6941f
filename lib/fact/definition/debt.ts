import type { FactDefinition, TagRule } from "./definition";
import { type FactId, nameFact } from "./fact-name";

/** The two families of maturity tags: fiscal years after the newest one, or twelve months from the balance sheet on. */
export const maturityFamilies = ["fiscal_years", "rolling"] as const;
export type MaturityFamily = (typeof maturityFamilies)[number];

const repayments = "us-gaap:LongTermDebtMaturitiesRepaymentsOfPrincipal";

/** The taxonomy spells the tags of debt with finance leases in two ways: "Maturities" is left out for the first year. */
function nameWithLeases(period: string): string {
  const maturities = period === "InNextTwelveMonths" ? "" : "Maturities";
  return `us-gaap:LongTermDebtAndCapitalLeaseObligations${maturities}RepaymentsOfPrincipal${period}`;
}

function listMaturityTags(fiscalYears: string, rolling: string): readonly TagRule[] {
  return [
    { tag: repayments + fiscalYears, because: "Counted in fiscal years after the newest one.", line: "fiscal_years" },
    { tag: nameWithLeases(fiscalYears), because: "As above, with finance leases.", line: "fiscal_years" },
    { tag: repayments + rolling, because: "Counted from the day of the balance sheet.", line: "rolling" },
  ];
}

function defineMaturity(id: FactId, fiscalYears: string, rolling: string): FactDefinition {
  return {
    ...nameFact(id),
    rule: "maturity",
    freshness: "note",
    tags: listMaturityTags(fiscalYears, rolling),
  };
}

/** Debt as the balance sheet and the notes show it: totals, current and later parts, lines, maturities. */
export const debtDefinitions: readonly FactDefinition[] = [
  {
    ...nameFact("debt_current"),
    rule: "debt_current",
    tags: [
      { tag: "us-gaap:DebtCurrent", because: "All debt due within a year." },
      { tag: "us-gaap:LongTermDebtCurrent", because: "The current part of long-term debt.", line: "long_term" },
      {
        tag: "us-gaap:LongTermDebtAndCapitalLeaseObligationsCurrent",
        because: "As above with finance leases, where they are one line.",
        line: "long_term",
      },
      { tag: "us-gaap:ShortTermBorrowings", because: "What was borrowed for less than a year.", line: "short_term" },
      { tag: "us-gaap:CommercialPaper", line: "short_term" },
      { tag: "us-gaap:ShortTermBankLoansAndNotesPayable", line: "short_term" },
      { tag: "us-gaap:OtherShortTermBorrowings", line: "short_term" },
      { tag: "us-gaap:ShortTermNonBankLoansAndNotesPayable", line: "short_term" },
      {
        tag: "us-gaap:NotesPayableToBankCurrent",
        because: "A line of the balance sheet of its own (American States Water).",
        line: "bank_notes",
      },
      { tag: "us-gaap:BridgeLoan", line: "bridge" },
      { tag: "us-gaap:FederalHomeLoanBankAdvancesCurrent", line: "home_loan_bank" },
      { tag: "us-gaap:NotesAndLoansPayableCurrent", line: "notes_and_loans" },
      { tag: "us-gaap:MediumtermNotesCurrent", line: "medium_term" },
      { tag: "us-gaap:LongTermCommercialPaperCurrent", line: "commercial_paper" },
      { tag: "us-gaap:LongTermConstructionLoanCurrent", line: "construction" },
      { tag: "us-gaap:LongtermTransitionBondCurrent", line: "transition_bond" },
      { tag: "us-gaap:LongtermPollutionControlBondCurrent", line: "pollution_bond" },
      { tag: "us-gaap:JuniorSubordinatedNotesCurrent", line: "junior" },
      { tag: "us-gaap:JuniorSubordinatedDebentureOwedToUnconsolidatedSubsidiaryTrustCurrent", line: "junior" },
      { tag: "us-gaap:NotesPayableCurrent", line: "notes" },
      { tag: "us-gaap:OtherNotesPayableCurrent", line: "notes" },
      { tag: "us-gaap:SeniorNotesCurrent", line: "senior" },
      { tag: "us-gaap:ConvertibleNotesPayableCurrent", line: "convertible" },
      { tag: "us-gaap:ConvertibleDebtCurrent", line: "convertible" },
      { tag: "us-gaap:SecuredDebtCurrent", line: "secured" },
      { tag: "us-gaap:UnsecuredDebtCurrent", line: "unsecured" },
      { tag: "us-gaap:LinesOfCreditCurrent", line: "credit_line" },
      { tag: "us-gaap:LoansPayableCurrent", line: "loans" },
      { tag: "us-gaap:LoansPayableToBankCurrent", line: "loans" },
      { tag: "us-gaap:OtherLoansPayableCurrent", line: "loans" },
      { tag: "us-gaap:SubordinatedDebtCurrent", line: "subordinated" },
      { tag: "us-gaap:ConvertibleSubordinatedDebtCurrent", line: "subordinated" },
      { tag: "us-gaap:NotesPayableRelatedPartiesClassifiedCurrent", line: "related" },
      { tag: "us-gaap:OtherLongTermDebtCurrent", line: "other" },
    ],
  },
  {
    ...nameFact("debt_noncurrent"),
    rule: "debt_noncurrent",
    tags: [
      { tag: "us-gaap:LongTermDebtNoncurrent", because: "The total line." },
      {
        tag: "us-gaap:LongTermDebtAndCapitalLeaseObligations",
        because: "As above with finance leases, where they are one line.",
      },
      { tag: "us-gaap:LongTermNotesPayable", line: "notes" },
      { tag: "us-gaap:NotesPayableNoncurrent", line: "notes" },
      { tag: "us-gaap:OtherLongTermNotesPayable", line: "notes" },
      {
        tag: "us-gaap:NotesPayableToBankNoncurrent",
        because: "A line of the balance sheet of its own (American States Water).",
        line: "bank_notes",
      },
      { tag: "us-gaap:LongTermNotesAndLoans", line: "notes_and_loans" },
      { tag: "us-gaap:MediumtermNotesNoncurrent", line: "medium_term" },
      { tag: "us-gaap:CommercialPaperNoncurrent", line: "commercial_paper" },
      { tag: "us-gaap:ConstructionLoanNoncurrent", line: "construction" },
      { tag: "us-gaap:LongTermTransitionBond", line: "transition_bond" },
      { tag: "us-gaap:LongTermPollutionControlBond", line: "pollution_bond" },
      { tag: "us-gaap:JuniorSubordinatedLongTermNotes", line: "junior" },
      { tag: "us-gaap:JuniorSubordinatedDebentureOwedToUnconsolidatedSubsidiaryTrustNoncurrent", line: "junior" },
      { tag: "us-gaap:SeniorLongTermNotes", line: "senior" },
      { tag: "us-gaap:ConvertibleLongTermNotesPayable", line: "convertible" },
      { tag: "us-gaap:ConvertibleDebtNoncurrent", line: "convertible" },
      { tag: "us-gaap:SecuredLongTermDebt", line: "secured" },
      { tag: "us-gaap:UnsecuredLongTermDebt", line: "unsecured" },
      { tag: "us-gaap:LongTermLineOfCredit", line: "credit_line" },
      { tag: "us-gaap:LinesOfCreditNoncurrent", line: "credit_line" },
      { tag: "us-gaap:LongTermLoansPayable", line: "loans" },
      { tag: "us-gaap:LongTermLoansFromBank", line: "loans" },
      { tag: "us-gaap:OtherLoansPayableLongTerm", line: "loans" },
      { tag: "us-gaap:SubordinatedLongTermDebt", line: "subordinated" },
      { tag: "us-gaap:ConvertibleSubordinatedDebtNoncurrent", line: "subordinated" },
      { tag: "us-gaap:NotesPayableRelatedPartiesNoncurrent", line: "related" },
      { tag: "us-gaap:OtherLongTermDebtNoncurrent", line: "other" },
    ],
  },
  {
    ...nameFact("total_debt"),
    rule: "total_debt",
    plausibility: ["second_hand_debt"],
    fallbacks: ["finance_leases_alone", "no_debt_anywhere"],
    tags: [
      { tag: "us-gaap:DebtLongtermAndShorttermCombinedAmount", because: "All debt in one figure." },
      { tag: "us-gaap:DebtAndCapitalLeaseObligations", because: "All debt with finance leases in one figure." },
    ],
  },
  {
    id: "long_term_debt",
    label: "Long-term debt with its current part",
    kind: "balance",
    unit: "usd",
    role: "part",
    tags: [
      { tag: "us-gaap:LongTermDebt", because: "The total of the debt note." },
      { tag: "us-gaap:LongTermDebtAndCapitalLeaseObligationsIncludingCurrentMaturities" },
      { tag: "us-gaap:DebtInstrumentCarryingAmount", because: "Before discount and costs of issue.", mayBePart: true },
    ],
  },
  {
    id: "debt_line",
    label: "Debt by kind, where the balance sheet has no current part",
    kind: "balance",
    unit: "usd",
    role: "part",
    tags: [
      { tag: "us-gaap:SecuredDebt", line: "secured" },
      { tag: "us-gaap:UnsecuredDebt", line: "unsecured" },
      { tag: "us-gaap:SeniorNotes", line: "senior" },
      { tag: "us-gaap:NotesPayable", line: "notes" },
      { tag: "us-gaap:NotesAndLoansPayable", because: "The mortgages of REITs.", line: "notes" },
      { tag: "us-gaap:NotesPayableToBank", line: "notes" },
      { tag: "us-gaap:OtherNotesPayable", line: "notes" },
      { tag: "us-gaap:MediumTermNotes", line: "medium_term" },
      {
        tag: "us-gaap:ConstructionLoan",
        because: "A line beside the mortgages of a REIT (Saul Centers).",
        line: "construction",
      },
      { tag: "us-gaap:ConvertibleNotesPayable", line: "convertible" },
      { tag: "us-gaap:ConvertibleDebt", line: "convertible" },
      { tag: "us-gaap:LineOfCredit", line: "credit_line" },
      { tag: "us-gaap:LoansPayable", line: "loans" },
      { tag: "us-gaap:LoansPayableToBank", line: "loans" },
      { tag: "us-gaap:BankLoans", line: "loans" },
      { tag: "us-gaap:OtherLoansPayable", line: "loans" },
      { tag: "us-gaap:SubordinatedDebt", line: "subordinated" },
      { tag: "us-gaap:JuniorSubordinatedNotes", line: "junior" },
      { tag: "us-gaap:JuniorSubordinatedDebentureOwedToUnconsolidatedSubsidiaryTrust", line: "junior" },
      { tag: "us-gaap:AdvancesFromFederalHomeLoanBanks", line: "home_loan_bank" },
      { tag: "us-gaap:FederalHomeLoanBankAdvancesLongTerm", line: "home_loan_bank" },
      { tag: "us-gaap:OtherBorrowings", line: "other_borrowing" },
      { tag: "us-gaap:SurplusNotes", because: "Of insurers.", line: "surplus" },
      { tag: "us-gaap:NotesPayableRelatedPartiesCurrentAndNoncurrent", line: "related" },
      { tag: "us-gaap:OtherLongTermDebt", line: "other" },
    ],
  },
  {
    id: "debt_beside",
    label: "Borrowing that is no part of the lines of debt",
    kind: "balance",
    unit: "usd",
    role: "part",
    tags: [
      { tag: "us-gaap:WarehouseAgreementBorrowings", because: "Of mortgage lenders.", line: "warehouse" },
      { tag: "us-gaap:SecuritiesSoldUnderAgreementsToRepurchase", line: "repurchase" },
      { tag: "us-gaap:AssetsSoldUnderAgreementsToRepurchaseCarryingAmounts", line: "repurchase" },
      { tag: "us-gaap:AssetsSoldUnderAgreementsToRepurchaseRepurchaseLiability", line: "repurchase" },
      {
        tag: "us-gaap:TransfersAccountedForAsSecuredBorrowingsAssociatedLiabilitiesCarryingAmount",
        because: "What was borrowed on receivables that were transferred and stayed on the balance sheet (OPENLANE).",
        line: "securitised",
      },
      { tag: "us-gaap:CollateralizedFinancings", line: "collateralized" },
      { tag: "us-gaap:SecuredBorrowingsGross", line: "collateralized" },
    ],
  },
  {
    id: "finance_leases",
    isOccasional: true,
    label: "Liabilities of finance leases",
    kind: "balance",
    unit: "usd",
    role: "part",
    tags: [{ tag: "us-gaap:FinanceLeaseLiability", because: "The total." }],
    derive: [
      {
        because: "The current and the later part.",
        terms: [
          { fact: "finance_leases_current", sign: 1, optional: true },
          { fact: "finance_leases_noncurrent", sign: 1 },
        ],
      },
    ],
  },
  {
    id: "finance_lease_interest",
    label: "Interest on finance leases",
    kind: "flow",
    unit: "usd",
    role: "part",
    tags: [{ tag: "us-gaap:FinanceLeaseInterestExpense" }],
  },
  {
    id: "finance_leases_current",
    isOccasional: true,
    label: "Liabilities of finance leases due within a year",
    kind: "balance",
    unit: "usd",
    role: "part",
    tags: [{ tag: "us-gaap:FinanceLeaseLiabilityCurrent" }, { tag: "us-gaap:CapitalLeaseObligationsCurrent" }],
  },
  {
    id: "finance_leases_noncurrent",
    isOccasional: true,
    label: "Liabilities of finance leases due after a year",
    kind: "balance",
    unit: "usd",
    role: "part",
    tags: [{ tag: "us-gaap:FinanceLeaseLiabilityNoncurrent" }, { tag: "us-gaap:CapitalLeaseObligationsNoncurrent" }],
  },
  {
    id: "debt_hint",
    isOccasional: true,
    label: "Signs of debt other than its carrying amount",
    kind: "balance",
    unit: "usd",
    role: "part",
    freshness: "note",
    tags: [
      { tag: "us-gaap:LongTermDebtFairValue" },
      { tag: "us-gaap:DebtInstrumentFairValue" },
      { tag: "us-gaap:DebtInstrumentFaceAmount" },
      { tag: "us-gaap:NotesPayableFairValueDisclosure" },
      { tag: "us-gaap:DebtInstrumentUnamortizedDiscount" },
      { tag: "us-gaap:DebtInstrumentUnamortizedDiscountPremiumNet" },
      { tag: "us-gaap:DebtInstrumentUnamortizedDiscountPremiumAndDebtIssuanceCostsNet" },
      { tag: "us-gaap:LinesOfCreditFairValueDisclosure" },
      { tag: "us-gaap:LoansPayableFairValueDisclosure" },
      { tag: "us-gaap:ConvertibleDebtFairValueDisclosures" },
    ],
  },
  {
    ...nameFact("undrawn_credit"),
    rule: "undrawn_credit",
    isOccasional: true,
    freshness: "note",
    tags: [
      { tag: "us-gaap:LineOfCreditFacilityRemainingBorrowingCapacity", because: "What may still be drawn." },
      { tag: "us-gaap:DebtInstrumentUnusedBorrowingCapacityAmount" },
      { tag: "us-gaap:LineOfCreditFacilityAvailableBorrowingCapacity" },
    ],
  },
  {
    id: "credit_line_size",
    isOccasional: true,
    label: "Size of the line of credit",
    kind: "balance",
    unit: "usd",
    role: "part",
    freshness: "note",
    tags: [
      {
        tag: "us-gaap:LineOfCreditFacilityMaximumBorrowingCapacity",
        because:
          "It bears out what is undrawn, and never stands for it: collateral and letters of credit take from it. The tag of the current capacity has three meanings (Insperity, Middlesex Water, Heartland Express).",
      },
    ],
  },
  {
    id: "letters_of_credit",
    isOccasional: true,
    label: "Letters of credit",
    kind: "balance",
    unit: "usd",
    role: "part",
    freshness: "note",
    tags: [{ tag: "us-gaap:LettersOfCreditOutstandingAmount" }],
  },
  {
    ...nameFact("variable_rate_debt"),
    freshness: "note",
    tags: [
      {
        tag: "us-gaap:LongtermDebtPercentageBearingVariableInterestAmount",
        because: "The only tag for it; nearly all filers give the figure with a dimension, which this source lacks.",
      },
    ],
  },
  defineMaturity("debt_due_1y", "InNextTwelveMonths", "InNextRollingTwelveMonths"),
  defineMaturity("debt_due_2y", "InYearTwo", "InRollingYearTwo"),
  defineMaturity("debt_due_3y", "InYearThree", "InRollingYearThree"),
  defineMaturity("debt_due_4y", "InYearFour", "InRollingYearFour"),
  defineMaturity("debt_due_5y", "InYearFive", "InRollingYearFive"),
  defineMaturity("debt_due_after", "AfterYearFive", "InRollingAfterYearFive"),
  {
    id: "debt_due_remainder",
    label: "Debt due in the rest of the fiscal year",
    kind: "balance",
    unit: "usd",
    role: "part",
    freshness: "note",
    tags: [{ tag: `${repayments}RemainderOfFiscalYear` }],
  },
];
