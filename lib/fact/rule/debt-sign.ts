import { requireFact } from "#lib/fact/definition/catalogue";
import type { Day } from "#lib/fact/filed/entry";
import { sameDayMargin } from "#lib/fact/filed/period";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";

/** How far back any sign of a thing speaks against its absence: a year and the delay of its report. */
export const evidenceDays = 400;

/** Interest up to this share of assets is the fee for an unused credit line: at 5% it bears debt of 2% of assets. */
export const trivialInterestShare = 0.001;

/** Where a line of debt is reported as zero, interest may be twice that: the fee, and borrowing that was repaid. */
export const trivialInterestShareOfZero = 0.002;

/** Borrowing or repaying up to this share of assets in a year leaves nothing worth the name. */
const trivialFlowShare = 0.001;

/** Borrowing and repaying in the newest period; in an older one it only says that there once was debt. */
const flowEvidenceDays = 130;

/** Facts of which any amount speaks against there being no debt. */
export const debtFacts = [
  "debt_current",
  "debt_noncurrent",
  "total_debt",
  "long_term_debt",
  "debt_line",
  "debt_beside",
  "debt_hint",
  "debt_due_1y",
  "debt_due_2y",
  "debt_due_3y",
  "debt_due_4y",
  "debt_due_5y",
  "debt_due_after",
  "debt_due_remainder",
  "variable_rate_debt",
];

/** True when interest, gross, net or paid, is more than this share of assets a year, or cannot be told. */
export function hasInterest(figures: FigureLookup, end: Day, share = trivialInterestShare): boolean {
  const assets = figures.getFigure("total_assets", "balance", end);
  if (!assets.known) return true;
  const limit = share * assets.value;
  const net = readPerYear(figures, "net_interest", end);
  if (net !== null && net < -limit) return true;
  return ["interest_reported", "interest_incurred", "inventory_interest_incurred", "interest_paid"].some((fact) => {
    const interest = readPerYear(figures, fact, end);
    if (interest !== null) return interest > limit;
    return figures.hasAbove(fact, limit, end - evidenceDays, end + sameDayMargin);
  });
}

/** Of the newest quarter and the last twelve months the one that is nearer to zero: debt that is repaid bears no more. */
function readPerYear(figures: FigureLookup, factId: string, end: Day): number | null {
  const quarter = figures.getFigure(factId, "quarter", end);
  const trailing = figures.getFigure(factId, "trailing", end);
  if (!quarter.known) return trailing.known ? trailing.value : null;
  const perYear = quarter.value * 4;
  return trailing.known && Math.abs(trailing.value) < Math.abs(perYear) ? trailing.value : perYear;
}

/** True when more than a trifle was borrowed or repaid in the newest period, or the balance sheet is not known. */
export function hasDebtFlow(figures: FigureLookup, end: Day): boolean {
  const assets = figures.getFigure("total_assets", "balance", end);
  const limit = assets.known ? trivialFlowShare * assets.value : 0;
  return figures.hasAbove("debt_flow", limit, end - flowEvidenceDays, end + sameDayMargin);
}

/** What bears interest of a debt, gross before net before paid. */
const interestFacts = [
  "inventory_interest_incurred",
  "interest_reported",
  "interest_incurred",
  "net_interest_expense",
  "interest_paid",
];

/** Interest of twelve months in the best figure that there is; null where there is none. */
export function readInterest(figures: FigureLookup, end: Day): number | null {
  for (const fact of interestFacts) {
    const interest = figures.getFigure(fact, "trailing", end);
    if (interest.known && interest.value > 0) return interest.value;
  }
  return null;
}

/** True when filings contradict each other in the interest: then it says nothing of the debt, neither way. */
export function isInterestInConflict(figures: FigureLookup, end: Day): boolean {
  return interestFacts.some((fact) => {
    const interest = figures.getFigure(fact, "trailing", end);
    return !interest.known && interest.reason === "conflict";
  });
}

/** The largest amount under any tag of debt on a day, in USD; 0 where there is none. It need not be all of the debt. */
export function findLargestDebt(figures: FigureLookup, end: Day): number {
  let largest = 0;
  for (const definition of debtFacts.map(requireFact)) {
    for (const { tag } of definition.tags) {
      largest = Math.max(largest, figures.findBalance(definition, tag, end)?.value ?? 0);
    }
  }
  return largest;
}
