import { getTotalReturn } from "#lib/evidence/store/company";
import { getDilution, getLossWithBurn, getNegativeEquity, getShortOfInterest, type Verdicted } from "./figure-outcome";
import { getOutcomeDay, type Horizon, listLaterReports } from "./horizon";
import { isAny, isEvery, type Observed } from "./logic";
import { isEquityNegative, isLossWithBurn, isShortOfInterest } from "./report-state";

/** What may have followed a verdict. */
export const outcomeIds = [
  "solvency",
  "solvency_all",
  "negative_equity",
  "short_of_interest",
  "dilution",
  "loss_with_burn",
  "return_under_minus_50",
  "issue_with_fall",
  "return_below_median",
  "unknown_end",
] as const;
export type OutcomeId = (typeof outcomeIds)[number];

/** Outcomes of which it makes sense to ask who foresaw them: an end that nobody can read is shown and never compared. */
export const comparedOutcomes = outcomeIds.filter((id) => id !== "unknown_end");

/** What followed one verdict. `absent`: the company was in that state already, or the outcome is not asked of it. */
export type Outcome = "true" | "false" | "missing" | "absent";
export type Outcomes = Readonly<Record<OutcomeId, Outcome>>;

/** A total return below this lost more than half. */
const fallMost = -0.5;

/** The total return that followed a verdict as a ratio; null where prices do not tell. */
export function getReturn({ company, day }: Verdicted, horizon: Horizon): number | null {
  return getTotalReturn(company, day, getOutcomeDay(day, horizon));
}

/**
 * What followed a verdict. `medianReturn` is that of its sample; null where there is none. In a sample without prices
 * (`isPriced` false) the outcomes by price are absent, and the headline has its figures alone.
 */
export function observeOutcomes(
  verdict: Verdicted,
  horizon: Horizon,
  { medianReturn, isPriced }: { readonly medianReturn: number | null; readonly isPriced: boolean },
): Outcomes {
  const { base } = verdict;
  const total = isPriced ? getReturn(verdict, horizon) : null;
  const hasFallen: Observed = total === null ? null : total < fallMost;
  const hasIssued = getDilution(verdict, horizon);
  const isNegative = getNegativeEquity(verdict, horizon);
  const isShort = getShortOfInterest(verdict, horizon);
  const issueWithFall = isPriced ? isEvery([hasIssued, hasFallen]) : false;
  const solvency = isAny([isNegative, issueWithFall]);
  // Who was short at the date cannot come to be: that part says nothing of them, and the headline has the same rows twice.
  const wasShort = isShortOfInterest(base);
  const isNewlyShort = isEvery([isShort, wasShort === null ? null : !wasShort]);
  const byPrice = (observed: Observed): Outcome => (isPriced ? write(observed) : "absent");
  return {
    solvency: unlessInState(isEquityNegative(base), solvency),
    solvency_all: unlessInState(isEquityNegative(base), isAny([solvency, isNewlyShort])),
    negative_equity: unlessInState(isEquityNegative(base), isNegative),
    short_of_interest: unlessInState(isShortOfInterest(base), isShort),
    dilution: write(hasIssued),
    loss_with_burn: unlessInState(isLossWithBurn(base), getLossWithBurn(verdict, horizon)),
    return_under_minus_50: byPrice(hasFallen),
    issue_with_fall: byPrice(issueWithFall),
    return_below_median: byPrice(total === null || medianReturn === null ? null : total < medianReturn),
    unknown_end: listLaterReports(verdict.company.reports, base, verdict.day, horizon).length === 0 ? "true" : "false",
  };
}

function write(observed: Observed): Outcome {
  return observed === null ? "missing" : observed ? "true" : "false";
}

/** Counted only among companies that were surely not in that state at the date. */
function unlessInState(state: Observed, observed: Observed): Outcome {
  if (state === true) return "absent";
  return state === null ? "missing" : write(observed);
}
