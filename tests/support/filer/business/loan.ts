import { type Random, requireAt } from "../random";

/** The ways of borrowing that a balance sheet tells apart. */
export type LoanKind =
  | "term"
  | "revolver"
  | "convertible"
  | "bank_note"
  | "mortgage"
  | "unsecured_notes"
  | "construction"
  | "securitized"
  | "floor_plan"
  | "commercial_paper"
  | "finance_lease"
  | "advances"
  | "subordinated";

/** One borrowing over all quarters, in thousands. */
export interface Loan {
  readonly kind: LoanKind;
  readonly ratePerYear: number;
  /** Is due within a year at every balance sheet. */
  readonly isShort: boolean;
  readonly principal: number[];
  /** What is left of the cost of borrowing, which lowers the carrying amount. */
  readonly discount: number[];
  /** The quarter in which the rest is due, as it stood at each quarter. */
  readonly maturity: number[];
  readonly repaidPerQuarter: number;
}

const shortKinds: readonly LoanKind[] = ["bank_note", "floor_plan", "commercial_paper"];

export function startLoan(random: Random, kind: LoanKind, principal: number): Loan {
  const isShort = shortKinds.includes(kind);
  const amortizes = kind === "term" || kind === "mortgage" || kind === "finance_lease" || kind === "construction";
  const hasDiscount = !isShort && kind !== "revolver" && kind !== "finance_lease" && random.chance(0.5);
  return {
    kind,
    ratePerYear: kind === "convertible" ? random.between(0.005, 0.03) : random.between(0.035, 0.095),
    isShort,
    principal: [principal],
    discount: [hasDiscount ? Math.round(principal * random.between(0.003, 0.015)) : 0],
    maturity: [random.whole(10, 30)],
    repaidPerQuarter: amortizes ? Math.round(principal * random.pick([0.0025, 0.0125, 0.02, 0.025])) : 0,
  };
}

export function getPrincipal(loan: Loan, quarter: number): number {
  return requireAt(loan.principal, quarter);
}

/** The amount in the balance sheet. */
export function getCarrying(loan: Loan, quarter: number): number {
  return requireAt(loan.principal, quarter) - requireAt(loan.discount, quarter);
}

/** The principal that is due in the quarters from first to last after a quarter. */
export function sumDue(loan: Loan, quarter: number, first: number, last: number): number {
  let left = getPrincipal(loan, quarter);
  if (loan.isShort) return first === 1 ? left : 0;
  const rest = Math.max(1, requireAt(loan.maturity, quarter) - quarter);
  let due = 0;
  for (let ahead = 1; ahead <= Math.min(last, rest) && left > 0; ahead++) {
    const paid = ahead === rest ? left : Math.min(left, loan.repaidPerQuarter);
    left -= paid;
    if (ahead >= first) due += paid;
  }
  return due;
}

/** The carrying amount that is due within a year. */
export function getCurrent(loan: Loan, quarter: number): number {
  const due = sumDue(loan, quarter, 1, 4);
  return due === getPrincipal(loan, quarter) ? getCarrying(loan, quarter) : due;
}

export function getNoncurrent(loan: Loan, quarter: number): number {
  return getCarrying(loan, quarter) - getCurrent(loan, quarter);
}

/** Moves a loan on by a quarter as planned; says what was repaid and how much of its cost was spread. */
export function advanceLoan(random: Random, loan: Loan): { readonly repaid: number; readonly spread: number } {
  const last = loan.principal.length - 1;
  const principal = requireAt(loan.principal, last);
  const discount = requireAt(loan.discount, last);
  let maturity = requireAt(loan.maturity, last);
  if (maturity - last === 6 && random.chance(0.85)) maturity += random.whole(12, 24);
  const isDue = maturity <= last + 1;
  const repaid = isDue && !loan.isShort ? principal : Math.min(principal, loan.repaidPerQuarter);
  const left = principal - repaid;
  const spread = left === 0 ? discount : Math.min(discount, Math.ceil(discount / Math.max(1, maturity - last)));
  loan.principal.push(left);
  loan.discount.push(discount - spread);
  loan.maturity.push(isDue ? last + 20 : maturity);
  return { repaid, spread };
}

/** Draws (or with a negative amount repays) in the newest quarter. */
export function drawLoan(loan: Loan, amount: number): void {
  const last = loan.principal.length - 1;
  loan.principal[last] = requireAt(loan.principal, last) + amount;
}
