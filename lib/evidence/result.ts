import type { Verdict } from "#lib/verdict/verdict";
import type { Interval } from "./compare/bootstrap";
import type { Side } from "./compare/rank";
import type { Horizon } from "./outcome/horizon";
import type { OutcomeId } from "./outcome/outcome";
import type { BaselineId } from "./past/baseline";
import type { OriginPairs } from "./past/compare-origins";
import type { PeriodId } from "./period";

/** All companies with a price, or those of them that earned money. */
export const sampleIds = ["all", "profitable"] as const;
/** The sample without prices, which is never mixed with the other. */
export const unpricedSampleIds = ["unpriced", "unpriced_profitable"] as const;
export type SampleId = (typeof sampleIds)[number] | (typeof unpricedSampleIds)[number];

interface Where {
  /** The version of the policy. */
  readonly policy: string;
  readonly sample: SampleId;
  readonly outcome: OutcomeId;
  /** In months. */
  readonly horizon: Horizon;
  readonly period: PeriodId;
}

/** How often an outcome followed a verdict. Rates are ratios; the interval holds 95% of draws of companies. */
export interface RateResult extends Where {
  readonly kind: "rate";
  readonly verdict: Verdict;
  /** Company-years of which the outcome is known. */
  readonly n: number;
  /** Company-years of which it is not. */
  readonly unknown: number;
  readonly rate: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** By how much a policy did better than a baseline at one share of the same rows; positive: better. */
export interface ComparisonResult extends Where {
  readonly kind: "comparison";
  readonly baseline: BaselineId;
  readonly side: Side;
  readonly share: number;
  readonly n: number;
  readonly difference: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** By how much a policy ranks better than a baseline over all rows. */
export interface AucResult extends Where {
  readonly kind: "auc";
  readonly baseline: BaselineId;
  readonly n: number;
  readonly auc: number | null;
  readonly baseline_auc: number | null;
  readonly difference: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export type EvidenceResult = RateResult | ComparisonResult | AucResult;

/** What is printed beside the results. */
export interface ComparisonDetail {
  readonly result: ComparisonResult;
  /** Whether the share is that of the policy itself. */
  readonly isOwnShare: boolean;
  /** Rows without the baseline's measure, which are ranked in its middle. */
  readonly missing: number;
  /** The rate among the rows that the policy picks, and among those that the baseline picks, with its interval. */
  readonly policyRate: number | null;
  readonly baselineRate: number | null;
  readonly baselineInterval: Interval;
  /** At the policy's own share, the difference of each year; empty at others. */
  readonly byYear: ReadonlyMap<number, number | null>;
}

/** The sample of one year. */
export interface SampleCount {
  readonly year: number;
  readonly isPriced: boolean;
  readonly companies: number;
  /** Bounds of market value, or of total assets without prices, in USD. */
  readonly least: number | null;
  readonly most: number | null;
}

/** How a policy divides a sample in a period. */
export interface VerdictCount {
  readonly policy: string;
  readonly sample: SampleId;
  readonly period: PeriodId;
  readonly n: number;
  readonly counts: Readonly<Record<Verdict, number>>;
}

/**
 * A company behind the rates, at one date: one that a policy called weak, or resilient although it failed. Of all
 * companies with a price, within two years.
 */
export interface EvidenceCase {
  readonly policy: string;
  readonly period: PeriodId;
  readonly year: number;
  readonly cik: number;
  /** Null where the store has none. */
  readonly ticker: string | null;
  readonly verdict: Verdict;
  /** Whether it failed by each headline; null where that is not known, and absent where it is not asked. */
  readonly failed: Readonly<Partial<Record<HeadlineId, boolean | null>>>;
}

export interface Evidence {
  /** Of each policy and year: verdicts on filers by the vendor's figures, and by those that the filings first gave. */
  readonly origins: readonly OriginPairs[];
  readonly samples: readonly SampleCount[];
  readonly verdicts: readonly VerdictCount[];
  readonly rates: readonly RateResult[];
  readonly comparisons: readonly ComparisonDetail[];
  readonly aucs: readonly AucResult[];
  readonly cases: readonly EvidenceCase[];
}

/** Who fails within the horizon: by equity or by an issue of shares after a fall; and by interest as well. */
export const headlineIds = ["solvency", "solvency_all"] as const satisfies readonly OutcomeId[];
export type HeadlineId = (typeof headlineIds)[number];

/** The results in the form of the JSON file: without the sample that has no prices, which only the table shows. */
export function listResults({ rates, comparisons, aucs }: Evidence): readonly EvidenceResult[] {
  const all = [...rates, ...comparisons.map(({ result }) => result), ...aucs];
  return all.filter(({ sample }) => sampleIds.some((id) => id === sample));
}
