import "server-only";
import type { z } from "zod";
import { AppError } from "../../api/app-error";
import type { companyAnswerSchema } from "../../api/company-contract";
import type { RuleExplanation } from "../../verdict/explain";
import { getCompany } from "./get-company";
import type { UniverseRequest } from "./get-universe";
import { readChecks } from "./read-checks";
import { readFigureSources } from "./read-figure-sources";

/**
 * A company for the API: verdict, rules, metrics and traces, with the filings behind every base column. Throws what
 * getCompany throws, and AppError "unavailable" when another process has the embedded database open.
 */
export async function answerCompany(
  ticker: string,
  request: UniverseRequest,
): Promise<z.input<typeof companyAnswerSchema>> {
  const report = await getCompany(ticker, request);
  const { explanation, metrics, weight: _weight, priceUsd: _price, ...identity } = report;
  const traces = [
    ...metrics.map(({ trace }) => trace),
    ...explanation.rules.flatMap(({ trace }) => (trace === null ? [] : [trace])),
  ];
  const sources = await readFigureSources(report.snapshot, report, traces);
  if (sources === null) throw new AppError("unavailable", "Another process has the database open. Try again later.");
  return {
    ...identity,
    otherClasses: [...identity.otherClasses],
    verdict: explanation.verdict,
    isFragile: explanation.isFragile,
    sentence: explanation.sentence,
    missing: [...explanation.missing],
    flips: [...explanation.flips],
    rules: explanation.rules.map(answerRule),
    metrics: metrics.map(({ metric: { id, label, unit }, value, trace }) => ({ id, label, unit, value, trace })),
    // The database was free for the sources just now.
    checks: await readChecks(report.snapshot, report.ticker),
    sources,
  };
}

function answerRule({ rule, distance, metric, limit, missing, ...rest }: RuleExplanation) {
  return {
    id: rule.id,
    side: rule.side,
    label: rule.label,
    formula: rule.formula,
    ...rest,
    metric: metric === null ? null : { id: metric.id, value: metric.value },
    limit: limit === null ? null : { id: limit.id, value: limit.value },
    distance: distance === null ? null : { from: distance.from, to: distance.to, change: distance.change },
    missing: [...missing],
  };
}
