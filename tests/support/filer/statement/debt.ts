import type { FactId } from "#lib/fact/definition/fact-name";
import {
  getCarrying,
  getCurrent,
  getNoncurrent,
  getPrincipal,
  type Loan,
  type LoanKind,
  sumDue,
} from "../business/loan";
import { knowBalance, showBalanceLine } from "./balance";
import type { Statements } from "./line";

type Part = (loan: Loan, index: number) => number;

const debtFacts: readonly FactId[] = ["total_debt", "debt_current", "debt_noncurrent"];

/** What one filer calls each kind of loan when it has a line for each. */
const currentTags: Readonly<Record<LoanKind, readonly string[]>> = {
  term: ["LoansPayableCurrent", "NotesPayableCurrent", "OtherLoansPayableCurrent"],
  revolver: ["LinesOfCreditCurrent"],
  convertible: ["ConvertibleDebtCurrent", "ConvertibleNotesPayableCurrent"],
  bank_note: [
    "NotesPayableCurrent",
    "NotesPayableToBankCurrent",
    "ShortTermBorrowings",
    "LinesOfCreditCurrent",
    "ShortTermBankLoansAndNotesPayable",
  ],
  mortgage: ["SecuredDebtCurrent"],
  unsecured_notes: ["SeniorNotesCurrent", "UnsecuredDebtCurrent"],
  construction: ["LongTermConstructionLoanCurrent"],
  securitized: ["SecuredDebtCurrent"],
  floor_plan: ["LinesOfCreditCurrent", "NotesPayableCurrent", "ShortTermBorrowings"],
  commercial_paper: ["CommercialPaper", "ShortTermBorrowings"],
  finance_lease: ["FinanceLeaseLiabilityCurrent"],
  advances: ["FederalHomeLoanBankAdvancesShortTerm"],
  subordinated: ["SubordinatedDebtCurrent"],
};

const noncurrentTags: Readonly<Record<LoanKind, readonly string[]>> = {
  term: ["LongTermLoansPayable", "LongTermNotesPayable", "OtherLongTermDebtNoncurrent"],
  revolver: ["LongTermLineOfCredit"],
  convertible: ["ConvertibleDebtNoncurrent", "ConvertibleLongTermNotesPayable"],
  bank_note: ["NotesPayableToBankNoncurrent"],
  mortgage: ["SecuredLongTermDebt"],
  unsecured_notes: ["SeniorLongTermNotes", "UnsecuredLongTermDebt"],
  construction: ["ConstructionLoanNoncurrent"],
  securitized: ["SecuredLongTermDebt"],
  floor_plan: ["LongTermLineOfCredit"],
  commercial_paper: ["CommercialPaperNoncurrent"],
  finance_lease: ["FinanceLeaseLiabilityNoncurrent"],
  advances: ["FederalHomeLoanBankAdvancesLongTerm"],
  subordinated: ["SubordinatedLongTermDebt"],
};

/** In a balance sheet that does not tell current from noncurrent. */
const wholeTags: Readonly<Record<LoanKind, readonly string[]>> = {
  term: ["LoansPayable", "NotesPayable"],
  revolver: ["LineOfCredit", "LongTermLineOfCredit"],
  convertible: ["ConvertibleDebt", "ConvertibleNotesPayable"],
  bank_note: ["ShortTermBorrowings", "NotesPayable"],
  mortgage: ["SecuredDebt"],
  unsecured_notes: ["UnsecuredDebt", "SeniorNotes"],
  construction: ["ConstructionLoan"],
  securitized: ["SecuredDebt"],
  floor_plan: ["ShortTermBorrowings"],
  commercial_paper: ["CommercialPaper"],
  finance_lease: ["FinanceLeaseLiability"],
  advances: ["AdvancesFromFederalHomeLoanBanks", "FederalHomeLoanBankAdvancesLongTerm"],
  subordinated: ["SubordinatedDebt", "SubordinatedLongTermDebt"],
};

export function showDebt(statements: Statements): void {
  const { business, style } = statements;
  const leases = business.loans.filter((loan) => loan.kind === "finance_lease");
  const loans = business.loans.filter((loan) => loan.kind !== "finance_lease");
  const includesLeases =
    loans.length === 0
      ? false
      : style.isClassified
        ? showClassified(statements, loans, leases)
        : showWhole(statements, loans);
  if (!includesLeases || statements.random.chance(0.6)) showLeases(statements, leases);
  knowDebt(statements, loans, leases);
  if (loans.length > 0) showNotes(statements, loans, leases);
}

function sumParts(loans: readonly Loan[], part: Part): (quarter: unknown, index: number) => number {
  return (_quarter, index) => loans.reduce((sum, loan) => sum + part(loan, index), 0);
}

/** Returns whether the finance leases are in the lines. */
function showClassified(statements: Statements, loans: readonly Loan[], leases: readonly Loan[]): boolean {
  const { random } = statements;
  const show = (key: string, tag: string, among: readonly Loan[], part: Part, facts = debtFacts) =>
    showBalanceLine(statements, key, tag, sumParts(among, part), facts);
  const long = loans.filter((loan) => !loan.isShort);
  const short = loans.filter((loan) => loan.isShort);
  const apart = long.filter((loan) => loan.kind === "securitized");
  const core = long.filter((loan) => loan.kind !== "securitized");
  const style = random.weigh([
    [52, "long_term"],
    [9, "debt_current"],
    [leases.length > 0 ? 30 : 4, "with_leases"],
    [16, "by_kind"],
  ]);
  if (style === "by_kind") {
    // Loans of one kind of tag are one line.
    showByKind(statements, long, currentTags, getCurrent, "current");
    showByKind(statements, long, noncurrentTags, getNoncurrent, "noncurrent");
  } else if (core.length > 0) {
    if (style === "long_term") {
      show("debt_current", "LongTermDebtCurrent", core, getCurrent);
      show("debt_noncurrent", "LongTermDebtNoncurrent", core, getNoncurrent);
      const carrying = sumParts(core, getCarrying);
      if (random.chance(0.6))
        showBalanceLine(
          statements,
          "debt_total",
          "LongTermDebt",
          carrying,
          debtFacts,
          random.pick(["note", "yearly_note"]),
        );
    } else if (style === "debt_current") {
      show("debt_current", "DebtCurrent", [...core, ...short], getCurrent);
      show("debt_noncurrent", "LongTermDebtNoncurrent", core, getNoncurrent);
    } else {
      show("debt_current", "LongTermDebtAndCapitalLeaseObligationsCurrent", [...core, ...leases], getCurrent);
      show("debt_noncurrent", "LongTermDebtAndCapitalLeaseObligations", [...core, ...leases], getNoncurrent);
      if (random.chance(0.45))
        showBalanceLine(
          statements,
          "debt_total",
          "LongTermDebtAndCapitalLeaseObligationsIncludingCurrentMaturities",
          sumParts([...core, ...leases], getCarrying),
          debtFacts,
          random.pick(["note", "yearly_note"]),
        );
    }
  }
  if (style !== "by_kind" && apart.length > 0) {
    show("securitized_current", "SecuredDebtCurrent", apart, getCurrent);
    show(
      "securitized_noncurrent",
      random.pick(["SecuredLongTermDebt", "OtherLongTermDebtNoncurrent"]),
      apart,
      getNoncurrent,
    );
  }
  if (style !== "debt_current" || core.length === 0) showByKind(statements, short, currentTags, getCarrying, "current");
  return style === "with_leases" && core.length > 0;
}

function showByKind(
  statements: Statements,
  loans: readonly Loan[],
  tags: Readonly<Record<LoanKind, readonly string[]>>,
  part: Part,
  suffix: string,
): void {
  const { random } = statements;
  const byTag = new Map<string, Loan[]>();
  for (const loan of loans) {
    // No filer has two lines of one tag.
    const free = tags[loan.kind].filter((tag) => !statements.hasTag(tag));
    const tag = random.pick(free.length > 0 ? free : ["OtherBorrowings"]);
    byTag.set(tag, [...(byTag.get(tag) ?? []), loan]);
  }
  for (const [tag, among] of byTag)
    showBalanceLine(
      statements,
      `${among.map((loan) => loan.kind).join("_and_")}_${suffix}`,
      tag,
      sumParts(among, part),
      debtFacts,
    );
}

function showWhole(statements: Statements, loans: readonly Loan[]): boolean {
  const { random } = statements;
  if (loans.length === 1 && random.chance(0.4)) {
    showBalanceLine(
      statements,
      "debt_total",
      random.pick(["LongTermDebt", "NotesPayable"]),
      sumParts(loans, getCarrying),
      debtFacts,
    );
    return false;
  }
  showByKind(statements, loans, wholeTags, getCarrying, "whole");
  // The sum of the lines in a note; not beside a line that has the tag of the sum.
  const totalTag = random.weigh([
    [23, "LongTermDebt"],
    [5, "DebtLongtermAndShorttermCombinedAmount"],
  ]);
  if (!statements.hasTag(totalTag) && random.chance(0.65)) {
    const among = totalTag === "LongTermDebt" ? loans.filter((loan) => !loan.isShort) : loans;
    const section = random.pick(["note", "yearly_note"] as const);
    showBalanceLine(statements, "debt_total", totalTag, sumParts(among, getCarrying), debtFacts, section);
  }
  return false;
}

function showLeases(statements: Statements, leases: readonly Loan[]): void {
  if (leases.length === 0) return;
  const { random } = statements;
  const section = random.pick(["balance", "note", "yearly_note"] as const);
  showBalanceLine(
    statements,
    "lease_obligation_current",
    "FinanceLeaseLiabilityCurrent",
    sumParts(leases, getCurrent),
    [],
    section,
  );
  showBalanceLine(
    statements,
    "lease_obligation",
    "FinanceLeaseLiabilityNoncurrent",
    sumParts(leases, getNoncurrent),
    [],
    section,
  );
  if (random.chance(0.6))
    showBalanceLine(
      statements,
      "lease_obligation_total",
      "FinanceLeaseLiability",
      sumParts(leases, getCarrying),
      [],
      "yearly_note",
    );
}

function knowDebt(statements: Statements, loans: readonly Loan[], leases: readonly Loan[]): void {
  const reason = "with or without finance leases; carrying amount or principal";
  const all = [...loans, ...leases];
  const isSteady = statements.business.quarters.every(
    (_quarter, index) => sumParts(loans, getCarrying)(_quarter, index) > 0,
  );
  const shown = loans.length > 0 && isSteady ? "always" : "never";
  knowBalance(
    statements,
    "total_debt",
    sumParts(loans, getCarrying),
    shown,
    [sumParts(all, getCarrying), sumParts(loans, getPrincipal), sumParts(all, getPrincipal)],
    reason,
  );
  if (!statements.style.isClassified) return;
  const hasBoth = statements.business.quarters.every(
    (_quarter, index) =>
      sumParts(loans, getCurrent)(_quarter, index) > 0 && sumParts(loans, getNoncurrent)(_quarter, index) > 0,
  );
  knowBalance(
    statements,
    "debt_current",
    sumParts(loans, getCurrent),
    hasBoth ? shown : "never",
    [sumParts(all, getCurrent)],
    reason,
  );
  knowBalance(
    statements,
    "debt_noncurrent",
    sumParts(loans, getNoncurrent),
    hasBoth ? shown : "never",
    [sumParts(all, getNoncurrent)],
    reason,
  );
}

const dueFacts = ["debt_due_1y", "debt_due_2y", "debt_due_3y", "debt_due_4y", "debt_due_5y", "debt_due_after"] as const;
const dueTags = [
  "InNextTwelveMonths",
  "InYearTwo",
  "InYearThree",
  "InYearFour",
  "InYearFive",
  "AfterYearFive",
] as const;

function showNotes(statements: Statements, loans: readonly Loan[], leases: readonly Loan[]): void {
  const { random } = statements;
  const long = loans.filter((loan) => !loan.isShort);
  const all = [...loans, ...leases];
  const showsDue = long.length > 0 && random.chance(0.6);
  dueFacts.forEach((fact, year) => {
    const [first, last] = year === 5 ? [21, 400] : [year * 4 + 1, year * 4 + 4];
    const due: Part = (loan, index) => sumDue(loan, index, first, last);
    if (showsDue)
      showBalanceLine(
        statements,
        fact,
        `LongTermDebtMaturitiesRepaymentsOfPrincipal${dueTags[year]}`,
        sumParts(long, due),
        [fact],
        "yearly_note",
      );
    knowBalance(
      statements,
      fact,
      sumParts(long, due),
      showsDue ? "schedule" : "never",
      [sumParts(loans, due), ...(year === 0 ? [sumParts(all, getCurrent), sumParts(long, getCurrent)] : [])],
      "with or without short borrowings and finance leases",
    );
  });
  if (random.chance(0.25))
    showBalanceLine(
      statements,
      "debt_principal",
      "DebtInstrumentCarryingAmount",
      sumParts(loans, getPrincipal),
      ["total_debt"],
      "note",
    );
  const revolvers = loans.filter((loan) => loan.kind === "revolver");
  if (revolvers.length > 0) {
    const capacity =
      Math.max(
        ...statements.business.quarters.map((_quarter, index) => sumParts(revolvers, getPrincipal)(_quarter, index)),
      ) * 1.3;
    const undrawn = (_quarter: unknown, index: number) =>
      Math.round(capacity) - sumParts(revolvers, getPrincipal)(_quarter, index);
    const shows = random.chance(0.15);
    if (shows)
      showBalanceLine(
        statements,
        "undrawn",
        "LineOfCreditFacilityRemainingBorrowingCapacity",
        undrawn,
        ["undrawn_credit"],
        "note",
      );
    knowBalance(statements, "undrawn_credit", undrawn, shows ? "always" : "never");
    if (statements.style.isClassified && random.chance(0.15) && !statements.hasTag("LineOfCredit"))
      showBalanceLine(statements, "revolver_note", "LineOfCredit", sumParts(revolvers, getPrincipal), [], "note");
  }
}
