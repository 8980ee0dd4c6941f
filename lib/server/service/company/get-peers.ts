import "server-only";
import type { PeerStanding } from "#lib/contract/peer";
import type { Node } from "#lib/expr/ast";
import { readValue } from "#lib/expr/read-value";
import type { Universe } from "#lib/screen/universe/universe";
import { assert } from "#lib/util/assert";
import { keepPer } from "#lib/util/keep-per";
import { findPolicyMetric } from "#lib/verdict/policy/policy-metric";

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

/** The companies that those of one sector are compared with by one metric. */
interface PeerGroup {
  /** With whom, one sentence. */
  readonly peers: string;
  readonly quartiles: PeerStanding["quartiles"];
}

// By metric and sector; kept as long as the universe itself, for all of its companies.
const getGroups = keepPer((_universe: Universe) => new Map<string, PeerGroup>());

/** Where a row of a universe stands in its sector; metrics that it or its sector lack are left out. */
export function getPeers(universe: Universe, row: number): readonly PeerStanding[] {
  const { evaluator } = universe;
  return peerMetrics.flatMap((id): readonly PeerStanding[] => {
    const metric = findPolicyMetric(universe.scope.policy, id);
    const value = readValue(evaluator.evaluate({ kind: "name", id }), row);
    const percentile = readValue(evaluator.evaluate(getPlace(id)), row);
    if (!metric || value.type !== "number" || percentile.type !== "number") return [];
    return [{ metric, value: value.value, percentile: percentile.value, ...getGroup(universe, id, row) }];
  });
}

const sector: Node = { kind: "name", id: "sector" };

/** The percentile in the sector, by metric. The same tree each time, so that it is compiled once. */
const places: ReadonlyMap<string, Node> = new Map(
  peerMetrics.map((id) => [id, { kind: "call", name: "pct", args: [{ kind: "name", id }, sector] }]),
);

function getPlace(id: string): Node {
  const place = places.get(id);
  assert(place !== undefined, `${id} is a metric that peers are compared by`);
  return place;
}

function getGroup(universe: Universe, id: string, row: number): PeerGroup {
  const kept = getGroups(universe);
  const code = universe.evaluator.evaluateText(sector).codes[row];
  const key = `${id} ${code}`;
  const group = kept.get(key) ?? buildGroup(universe, id, row);
  kept.set(key, group);
  return group;
}

function buildGroup({ evaluator }: Universe, id: string, row: number): PeerGroup {
  const { note = "" } = evaluator.trace(getPlace(id), row);
  const isAll = note.startsWith("Fewer");
  const { codes } = evaluator.evaluateText(sector);
  const { values, reasons } = evaluator.evaluateNumber({ kind: "name", id });
  const sorted = values.filter((_, other) => reasons[other] === 0 && (isAll || codes[other] === codes[row])).sort();
  // Between two values where the place lies between them, as the median of groups is.
  const quantile = (share: number): number => {
    const place = share * (sorted.length - 1);
    const [low = Number.NaN, high = low] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
    return low + (high - low) * (place - Math.floor(place));
  };
  return { peers: note, quartiles: [quantile(0.25), quantile(0.5), quantile(0.75)] };
}
