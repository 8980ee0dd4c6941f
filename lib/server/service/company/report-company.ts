import "server-only";
import type { Departure } from "#lib/contract/company";
import type { SnapshotRef } from "#lib/contract/snapshot";
import { readValue } from "#lib/expr/read-value";
import type { Value } from "#lib/expr/vector";
import { type DataGap, isDataGap } from "#lib/metric/data-gap";
import type { Metric } from "#lib/metric/metric";
import { findLine, readLineTicker, readLineValue } from "#lib/screen/universe/company-row";
import type { Universe } from "#lib/screen/universe/universe";
import { type Explanation, explain } from "#lib/verdict/explain";
import { requireNode } from "#lib/verdict/judge";
import { listPolicyMetrics } from "#lib/verdict/policy/policy-metric";
import type { LocatedCompany } from "./locate-company";

/** A metric of one company. */
export interface CompanyMetric {
  readonly metric: Metric;
  readonly value: Value;
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
  /** Why there are no figures; null where there are some. */
  readonly dataGap: DataGap | null;
  /** The ticker that was asked for, where the company has another one in these data; else null. */
  readonly askedAs: string | null;
  /** When the company left the index; the data are then of the last list that had it. Null for a constituent. */
  readonly departure: Departure | null;
  /** The tickers of the same filer's other classes of shares that the index holds. Their figures are the same. */
  readonly otherClasses: readonly string[];
  /** Share of the index of the class that was asked for, as a ratio. */
  readonly weight: number | null;
  readonly priceUsd: number | null;
  readonly explanation: Explanation;
  readonly metrics: readonly CompanyMetric[];
}

/** Everything a universe says of one of its rows; `ticker` is what the row is called where it has none. */
export function reportCompany(
  { universe, snapshot, row, askedAs, departure }: LocatedCompany,
  ticker: string,
): CompanyReport {
  const { lines } = universe;
  const line = findLine(universe, row, ticker);
  const text = (id: string) => {
    const value = readLineValue(universe, id, row, line);
    return value.type === "text" ? value.value : null;
  };
  const number = (id: string) => {
    const value = readLineValue(universe, id, row, line);
    return value.type === "number" ? value.value : null;
  };
  const cik = text("cik");
  const gap = text("data_gap");
  const otherLines = lines.listLines(row).filter((other) => other !== line);
  return {
    snapshot,
    ticker: text("ticker") ?? ticker,
    name: text("name") ?? ticker,
    sector: text("sector"),
    industry: text("industry"),
    group: text("group"),
    exchange: text("exchange"),
    cik,
    dataSource: text("data_source") ?? "none",
    dataGap: gap !== null && isDataGap(gap) ? gap : null,
    askedAs,
    departure,
    otherClasses: otherLines.map((other) => readLineTicker(lines, other)),
    weight: number("weight"),
    priceUsd: number("price"),
    explanation: explain(universe, row),
    metrics: listPolicyMetrics(universe.scope.policy).map((metric) => readMetric(universe, metric, row)),
  };
}

function readMetric({ evaluator }: Universe, metric: Metric, row: number): CompanyMetric {
  return { metric, value: readValue(evaluator.evaluate(requireNode(metric.id)), row) };
}
