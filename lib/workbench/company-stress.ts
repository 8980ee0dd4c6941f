import { readValue } from "#lib/expr/read-value";
import type { Value } from "#lib/expr/vector";
import { appliesTo } from "#lib/metric/declare";
import type { Format } from "#lib/metric/metric";
import { createStressCounter } from "#lib/screen/universe/stress-count";
import type { Universe } from "#lib/screen/universe/universe";
import { keepPer } from "#lib/util/keep-per";
import { type ChangedRule, explainChanges, explainInShort } from "#lib/verdict/explain";
import { readVerdict, requireNode } from "#lib/verdict/judge";
import type { Verdict } from "#lib/verdict/verdict";

/** A figure of a company as reported and under a scenario. */
export interface StressedFigure {
  readonly id: "earnings" | "interest" | "cover" | "cushion";
  readonly label: string;
  readonly format: Format;
  readonly reported: Value;
  /** Under the scenario, at the worse and the better end of what filings leave open. */
  readonly worse: Value;
  readonly better: Value;
}

/** What a scenario does to one company. */
export interface CompanyStress {
  /** False: interest is its cost of goods, so that the scenario says nothing of its earnings (ST-4). */
  readonly isModelled: boolean;
  readonly from: Verdict;
  readonly to: Verdict;
  /** Why the verdict under the scenario is what it is. */
  readonly sentence: string;
  /** The rules that say something else under the scenario. */
  readonly rules: readonly ChangedRule[];
  /** None where the scenario is not modelled. */
  readonly figures: readonly StressedFigure[];
  /** The rise of rates at which cover falls to 1.5x with today's earnings, at the worse and the better end; ratios. */
  readonly headroom: { readonly worse: Value; readonly better: Value } | null;
}

const getCounter = keepPer(createStressCounter);

/** What a scenario does to one row: its verdict, rules and figures before and after. `stressed` is `reported` under it. */
export function computeCompanyStress(reported: Universe, stressed: Universe, row: number): CompanyStress {
  const { verdict: to, sentence } = explainInShort(stressed, row);
  const isModelled = !getCounter(reported).isUnmodelled(row);
  return {
    isModelled,
    from: readVerdict(reported.judgement, row),
    to,
    sentence,
    rules: explainChanges(reported, stressed, row),
    figures: isModelled ? listFigures(stressed, row) : [],
    headroom: isModelled
      ? { worse: read(stressed, "rate_headroom_low", row), better: read(stressed, "rate_headroom_high", row) }
      : null,
  };
}

function listFigures(stressed: Universe, row: number): readonly StressedFigure[] {
  // Property is written down year by year without losing worth, so a REIT covers its interest from EBITDA.
  const isReit = isTrue(read(stressed, `group = reit and ${appliesTo.operating}`, row));
  const [earnings, cover] = isReit ? ["ebitda", "ebitda_cover"] : ["ebit", "interest_cover"];
  const figure = (
    id: StressedFigure["id"],
    label: string,
    format: Format,
    [before, worse, better]: readonly [string, string, string],
  ): StressedFigure => ({
    id,
    label,
    format,
    reported: read(stressed, before, row),
    worse: read(stressed, worse, row),
    better: read(stressed, better, row),
  });
  return [
    figure("earnings", isReit ? "EBITDA" : "EBIT", "usd", [earnings, "stress_earnings", "stress_earnings"]),
    figure("interest", "Interest", "usd", ["interest_expense", "stressed_interest", "stress_interest_low"]),
    figure("cover", isReit ? "EBITDA cover" : "Interest cover", "times", [
      cover,
      "stressed_cover_low",
      "stressed_cover_high",
    ]),
    figure("cushion", "EBIT that may be lost until cover is 1.5x", "percent", [
      "ebit_headroom",
      "stressed(ebit_headroom)",
      "stressed(ebit_headroom)",
    ]),
  ];
}

function read({ evaluator }: Universe, text: string, row: number): Value {
  return readValue(evaluator.evaluate(requireNode(text)), row);
}

function isTrue(value: Value): boolean {
  return value.type === "truth" && value.value;
}
