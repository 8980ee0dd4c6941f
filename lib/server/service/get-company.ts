import "server-only";
import { AppError } from "../../api/app-error";
import type { SnapshotRef } from "../../api/snapshot-contract";
import { readValue } from "../../expr/read-value";
import type { TraceNode } from "../../expr/trace";
import type { Value } from "../../expr/vector";
import type { Metric } from "../../metric/metric";
import { findCompanyRow } from "../../screen/company-row";
import type { Universe } from "../../screen/universe";
import { allMetrics } from "../../verdict/build-policy-scope";
import { type Explanation, explain } from "../../verdict/explain";
import { findNearestTickers } from "./find-nearest-tickers";
import { getUniverse, type UniverseRequest } from "./get-universe";

/** A metric of one company, and how it came about. */
export interface CompanyMetric {
  readonly metric: Metric;
  readonly value: Value;
  readonly trace: TraceNode;
}

/** What a snapshot says of one company. */
export interface CompanyReport {
  readonly snapshot: SnapshotRef;
  readonly ticker: string;
  readonly name: string;
  readonly sector: string | null;
  readonly industry: string | null;
  readonly group: string | null;
  readonly exchange: string | null;
  /** EDGAR's key, without leading zeros; null when the constituent could not be matched to a filer. */
  readonly cik: string | null;
  /** `filings`, `second_hand`, `sample` or `none`. */
  readonly dataSource: string;
  /** Share of the index, as a ratio. */
  readonly weight: number | null;
  readonly priceUsd: number | null;
  readonly explanation: Explanation;
  readonly metrics: readonly CompanyMetric[];
}

/**
 * Everything a snapshot says of a company. Throws AppError "company_not_found" with the nearest tickers, and what
 * getUniverse throws.
 */
export async function getCompany(ticker: string, request: UniverseRequest = {}): Promise<CompanyReport> {
  const { universe, snapshot } = await getUniverse(request);
  const row = requireCompanyRow(universe, ticker);
  const text = (id: string) => {
    const value = readValue(universe.evaluator.evaluate({ kind: "name", id }), row);
    return value.type === "text" ? value.value : null;
  };
  const number = (id: string) => {
    const value = readValue(universe.evaluator.evaluate({ kind: "name", id }), row);
    return value.type === "number" ? value.value : null;
  };
  return {
    snapshot,
    ticker: text("ticker") ?? ticker,
    name: text("name") ?? ticker,
    sector: text("sector"),
    industry: text("industry"),
    group: text("group"),
    exchange: text("exchange"),
    cik: text("cik"),
    dataSource: text("data_source") ?? "none",
    weight: number("weight"),
    priceUsd: number("price"),
    explanation: explain(universe, row),
    metrics: allMetrics.map((metric) => explainMetric(universe, metric, row)),
  };
}

/** The row of a company. Throws AppError "company_not_found" with the nearest tickers. */
export function requireCompanyRow(universe: Universe, ticker: string): number {
  const row = findCompanyRow(universe, ticker);
  if (row !== null) return row;
  const nearest = findNearestTickers(universe, ticker).map(({ ticker: near, name }) => `${near} (${name})`);
  const hint = nearest.length === 0 ? "" : ` Did you mean ${nearest.join(", ")}?`;
  throw new AppError(
    "company_not_found",
    `No company in this snapshot has the ticker "${ticker.slice(0, 20)}".${hint}`,
  );
}

function explainMetric({ evaluator }: Universe, metric: Metric, row: number): CompanyMetric {
  const trace = evaluator.trace({ kind: "name", id: metric.id }, row);
  return { metric, value: trace.value, trace };
}
