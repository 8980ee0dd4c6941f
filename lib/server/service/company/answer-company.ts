import "server-only";
import type { z } from "zod";
import { AppError } from "#lib/contract/app-error";
import type { companyAnswerSchema } from "#lib/contract/company";
import { buildPolicyAnswer } from "#lib/contract/policy";
import type { TraceNode } from "#lib/expr/trace";
import { createBreath } from "#lib/server/breathe";
import { FolderLockedError } from "#lib/server/db/connection/process-lock";
import type { UniverseRequest } from "#lib/server/service/screen/get-universe";
import type { RuleExplanation } from "#lib/verdict/explain";
import { requireNode } from "#lib/verdict/judge";
import { listPolicyMetrics } from "#lib/verdict/policy/policy-metric";
import { type CompanySheet, getCompanySheet } from "./get-company-sheet";
import { locateCompany } from "./locate-company";
import { readFigureSources } from "./read-figure-sources";

/**
 * A company for the API: verdict, rules and metrics; of the metrics and rules that `traceIds` names also how each came
 * about, with the filings behind its base columns. Throws what getCompanySheet throws, AppError "invalid_request" for an
 * id that is neither, and "unavailable" when another process has the embedded database open.
 */
export async function answerCompany(
  ticker: string,
  request: UniverseRequest,
  traceIds: readonly string[] = [],
): Promise<z.input<typeof companyAnswerSchema>> {
  const { report, policy, checks } = await readSheet(ticker, request);
  const { explanation, metrics, weight: _weight, priceUsd: _price, ...identity } = report;
  return {
    ...identity,
    policy: buildPolicyAnswer(policy),
    otherClasses: [...identity.otherClasses],
    verdict: explanation.verdict,
    isFragile: explanation.isFragile,
    isProvisional: explanation.isProvisional,
    sentence: explanation.sentence,
    missing: [...explanation.missing],
    flips: [...explanation.flips],
    rules: explanation.rules.map(answerRule),
    metrics: metrics.map(({ metric: { id, label, unit }, value }) => ({ id, label, unit, value })),
    checks,
    ...(await traceCompany(ticker, request, { report, traceIds })),
  };
}

async function readSheet(ticker: string, request: UniverseRequest): Promise<CompanySheet> {
  try {
    return await getCompanySheet(ticker, request);
  } catch (error) {
    if (!(error instanceof FolderLockedError)) throw error;
    throw new AppError("unavailable", "Another process has the database open. Try again later.", { cause: error });
  }
}

async function traceCompany(
  ticker: string,
  request: UniverseRequest,
  { report, traceIds }: Pick<CompanySheet, "report"> & { readonly traceIds: readonly string[] },
): Promise<Pick<z.input<typeof companyAnswerSchema>, "traces" | "sources">> {
  if (traceIds.length === 0) return { traces: {}, sources: {} };
  const { universe, row } = await locateCompany(ticker, request);
  const known = new Set(
    [...listPolicyMetrics(universe.scope.policy), ...universe.scope.policy.rules].map(({ id }) => id),
  );
  const unknown = traceIds.filter((id) => !known.has(id));
  if (unknown.length > 0) {
    const message = `No metric or rule is called ${unknown.map((id) => `"${id.slice(0, 40)}"`).join(", ")}.`;
    throw new AppError("invalid_request", message, { places: [{ at: "trace", message }] });
  }
  const traces = new Map<string, TraceNode>();
  const breathe = createBreath();
  for (const id of traceIds) {
    traces.set(id, universe.evaluator.trace(requireNode(id), row));
    await breathe();
  }
  const sources = await readFigureSources(report.snapshot, report, [...traces.values()]);
  if (sources === null) throw new AppError("unavailable", "Another process has the database open. Try again later.");
  return { traces: Object.fromEntries(traces), sources };
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
