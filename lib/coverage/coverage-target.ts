import { staleAfterDays } from "#lib/fact/select";
import type { ScreenTarget } from "#lib/screen/run/run-screen";
import { type CoverageTally, computeKnownShare, getSourceMask, measureRows } from "./coverage";
import { requireMask } from "./row-mask";

/** How much of a figure must be known among companies whose filings are loaded. */
export interface CoverageTarget {
  /** A fact or metric. */
  readonly id: string;
  readonly label: string;
  /** Condition in the language for the companies it is asked of; null for all of them. */
  readonly among: string | null;
  readonly amongLabel: string | null;
  /** The least share, 0 to 1. */
  readonly shareMin: number;
}

const withDebt = { among: "total_debt > 0", amongLabel: "companies with debt" };
const everywhere = { among: null, amongLabel: null };

/** The shares to reach, in the order of the income statement, the cash flow and the balance sheet. */
export const coverageTargets: readonly CoverageTarget[] = [
  { id: "revenue", label: "Revenue", ...everywhere, shareMin: 0.98 },
  { id: "net_income", label: "Net income", ...everywhere, shareMin: 0.99 },
  { id: "ebit", label: "EBIT", ...everywhere, shareMin: 0.95 },
  { id: "interest_expense", label: "Interest expense", ...withDebt, shareMin: 0.9 },
  { id: "operating_cash_flow", label: "Operating cash flow", ...everywhere, shareMin: 0.99 },
  { id: "total_debt", label: "Total debt", ...everywhere, shareMin: 0.95 },
  { id: "cash", label: "Cash", ...everywhere, shareMin: 0.99 },
  { id: "equity", label: "Equity", ...everywhere, shareMin: 0.99 },
  {
    id: "current_ratio",
    label: "Current ratio",
    among: "group not in (bank, insurer, other_financial, fee_financial, reit)",
    amongLabel: "companies other than financials and REITs",
    shareMin: 0.95,
  },
  { id: "shares_outstanding", label: "Shares outstanding", ...everywhere, shareMin: 0.99 },
  // The first year may also come from the balance sheet; the second is known only from a schedule of repayments.
  { id: "debt_due_2y", label: "Schedule of maturities", ...withDebt, shareMin: 0.6 },
];

/** Whom the targets are about, in words. */
export const targetScope = `constituents with filings whose newest period ended at most ${staleAfterDays} days before`;

export interface TargetOutcome extends CoverageTally {
  readonly target: CoverageTarget;
  /** Null where there is no such company. */
  readonly share: number | null;
  readonly isReached: boolean;
}

/** Holds the coverage to its targets, over the companies with filings that have not gone quiet. */
export function measureTargets(universe: ScreenTarget): readonly TargetOutcome[] {
  const filed = getSourceMask(universe, "filings");
  const fresh = requireMask(universe, `period_age_days <= ${staleAfterDays}`);
  return coverageTargets.map((target) => {
    const mask = requireMask(universe, target.among).map((value, row) => value & (filed[row] ?? 0) & (fresh[row] ?? 0));
    const tally = measureRows(universe, target.id, mask);
    const share = computeKnownShare(tally).count;
    return { target, ...tally, share, isReached: share !== null && share >= target.shareMin };
  });
}
