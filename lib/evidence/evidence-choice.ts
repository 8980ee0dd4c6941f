import type { horizons } from "./outcome/horizon";
import type { outcomeIds } from "./outcome/outcome";
import type { baselineIds } from "./past/baseline";
import { type PeriodId, periodIds } from "./period";
import { headlineIds, type SampleId, sampleIds } from "./result";

/** What of the evidence is looked at. */
export interface EvidenceChoice {
  readonly period: PeriodId;
  readonly sample: (typeof sampleIds)[number];
  readonly outcome: (typeof headlineIds)[number];
  readonly horizon: (typeof horizons)[number];
}

/** Each choice with its values, the first of which is taken where the address has none. */
export const evidenceChoices = {
  period: periodIds,
  outcome: headlineIds,
  sample: sampleIds,
  horizon: [24, 12],
} as const satisfies { readonly [Key in keyof EvidenceChoice]: readonly EvidenceChoice[Key][] };

/**
 * Reads a choice from the address. Anything else than a value that there is counts as absent; `period` is then the newest
 * of those that were measured.
 */
export function readEvidenceChoice(
  search: Readonly<Record<string, string | readonly string[] | undefined>>,
  measured: readonly PeriodId[],
): EvidenceChoice {
  const pick = <Value extends string | number>(key: string, values: readonly Value[], fallback: Value): Value =>
    values.find((value) => String(value) === search[key]) ?? fallback;
  return {
    period: pick("period", measured, measured.at(-1) ?? "look"),
    outcome: pick("outcome", evidenceChoices.outcome, "solvency"),
    sample: pick("sample", evidenceChoices.sample, "all"),
    horizon: pick("horizon", evidenceChoices.horizon, 24),
  };
}

/** Whether a result is of the choice. */
export function isChosen(
  each: { readonly period: string; readonly sample: string; readonly outcome: string; readonly horizon: number },
  { period, sample, outcome, horizon }: EvidenceChoice,
): boolean {
  return each.period === period && each.sample === sample && each.outcome === outcome && each.horizon === horizon;
}

/** Names for people. */
export const periodLabels: Readonly<Record<PeriodId, string>> = {
  choose: "2011 to 2013, by which policies were chosen",
  look: "2016 to 2018, looked at while they were chosen",
  judge: "2019 to 2022, judged once",
};

export const sampleLabels: Readonly<Record<SampleId, string>> = {
  all: "All companies with a price",
  profitable: "Those of them that earned money",
  unpriced: "All companies without a price",
  unpriced_profitable: "Those without a price that earned money",
};

export const outcomeLabels: Readonly<Record<(typeof outcomeIds)[number], string>> = {
  solvency: "Failed: equity below zero, or many new shares after a fall by half",
  solvency_all: "Failed, or came to be short of interest",
  negative_equity: "Equity below zero",
  short_of_interest: "Earned the interest neither in profit nor in cash",
  dilution: "Shares up by more than a fifth",
  loss_with_burn: "Loss and cash burn",
  return_under_minus_50: "Lost more than half of its price, with dividends",
  issue_with_fall: "Shares up by more than a fifth, after a fall by half",
  return_below_median: "Returned less than the median company",
  unknown_end: "No report followed: takeover, rename or failure",
};

export const baselineLabels: Readonly<Record<(typeof baselineIds)[number], string>> = {
  altman: "Altman Z",
  piotroski: "Piotroski F",
  ohlson: "Ohlson O",
  interest_cover: "interest cover",
  net_debt_to_ebitda: "net debt to EBITDA",
  profitable: "profit or loss",
  return_on_assets: "return on assets",
  policy_1: "policy version 1",
};
