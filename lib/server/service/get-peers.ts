import "server-only";
import type { SnapshotRef } from "../../api/snapshot-contract";
import type { Node } from "../../expr/ast";
import { readValue } from "../../expr/read-value";
import type { Metric } from "../../metric/metric";
import { findCompanyRow } from "../../screen/company-row";
import { allMetrics } from "../../verdict/build-policy-scope";
import { getUniverse } from "./get-universe";

/** Where a company stands among the companies of its sector by one metric. */
export interface PeerStanding {
  readonly metric: Metric;
  readonly value: number;
  /** Share of the peers that have less, 0 to 1. */
  readonly percentile: number;
  /** With whom it was compared, one sentence. */
  readonly peers: string;
  readonly quartiles: readonly [low: number, median: number, high: number];
}

const peerMetrics = [
  "revenue_growth_1y",
  "operating_margin",
  "interest_cover",
  "net_debt_to_ebitda",
  "net_interest_income_to_assets",
  "loans_to_deposits",
  "equity_to_assets",
  "roa",
  "roic",
  "fcf_margin",
  "accruals",
  "share_growth_1y",
  "ev_to_ebitda",
  "pb",
] as const;

const metricById = new Map(allMetrics.map((metric) => [metric.id, metric]));

/** Where a company stands in its sector; metrics that it or its sector lack are left out. Empty for a ticker that is no row. */
export async function getPeers(ticker: string, snapshot: SnapshotRef): Promise<readonly PeerStanding[]> {
  const { universe } = await getUniverse({ hash: snapshot.id });
  const { evaluator } = universe;
  const row = findCompanyRow(universe, ticker);
  if (row === null) return [];
  const sectors = evaluator.evaluateText({ kind: "name", id: "sector" });
  return peerMetrics.flatMap((id): readonly PeerStanding[] => {
    const metric = metricById.get(id);
    const name: Node = { kind: "name", id };
    const value = readValue(evaluator.evaluate(name), row);
    if (!metric || value.type !== "number") return [];
    const trace = evaluator.trace({ kind: "call", name: "pct", args: [name, { kind: "name", id: "sector" }] }, row);
    if (trace.value.type !== "number") return [];
    const { values, reasons } = evaluator.evaluateNumber(name);
    const isAll = trace.note?.startsWith("Fewer") ?? false;
    const peers = values
      .filter((_, other) => reasons[other] === 0 && (isAll || sectors.codes[other] === sectors.codes[row]))
      .sort();
    const quantile = (share: number): number => peers[Math.round(share * (peers.length - 1))] ?? Number.NaN;
    return [
      {
        metric,
        value: value.value,
        percentile: trace.value.value,
        peers: trace.note ?? "",
        quartiles: [quantile(0.25), quantile(0.5), quantile(0.75)],
      },
    ];
  });
}
