import "server-only";
import type { ColumnTable } from "#lib/column/table";
import { AppError } from "#lib/contract/app-error";
import { type HistoryMode, historyQuartersDefault, type MetricHistory } from "#lib/contract/history";
import { buildPolicyAnswer } from "#lib/contract/policy";
import { createEvaluator, type Evaluator } from "#lib/expr/evaluate";
import { findNearest } from "#lib/expr/nearest";
import { readValue } from "#lib/expr/read-value";
import { formatDay, parseDay } from "#lib/fact/filed/day";
import { listQuarterReports } from "#lib/fact/quarter-reports";
import type { Metric } from "#lib/metric/metric";
import { createBreath } from "#lib/server/breathe";
import { FolderLockedError } from "#lib/server/db/connection/process-lock";
import { type Database, getDatabase } from "#lib/server/db/database";
import type { Security } from "#lib/server/db/repository/company";
import { type MonthlyPrice, readMonthlyPrices } from "#lib/server/db/repository/price";
import type { UniverseRequest } from "#lib/server/service/screen/get-universe";
import { readBaseRates } from "#lib/server/snapshot/base-rate";
import { listPricedSecurities } from "#lib/server/snapshot/quotes";
import { getSnapshot } from "#lib/server/snapshot/snapshot-store";
import { assert } from "#lib/util/assert";
import type { Policy } from "#lib/verdict/policy/policy";
import { findPolicyMetric, listPolicyMetrics } from "#lib/verdict/policy/policy-metric";
import { buildPolicyScope, type PolicyScope } from "#lib/verdict/policy/policy-scope";
import { readsAllRows } from "#lib/verdict/reads-all-rows";
import { buildQuarterTable } from "./build-quarter-table";
import { getSnapshotFacts } from "./company-facts";
import { locateCompany } from "./locate-company";

export interface HistoryRequest extends UniverseRequest {
  /** Ids of metrics; every metric when empty. */
  readonly metricIds?: readonly string[];
  readonly mode?: HistoryMode;
  readonly quarterCount?: number;
}

/**
 * The metrics of a company at the ends of its last quarters, by the one evaluator on a table whose rows are the
 * quarters. Metrics that compare a company with others are left out, because the table holds no others. Prices are the
 * newest month-end ones on the day that a quarter was known. Throws AppError "invalid_request" for an unknown metric,
 * "unavailable" while another process has the embedded database open, and what locateCompany throws.
 */
export async function getMetricHistory(ticker: string, request: HistoryRequest = {}): Promise<MetricHistory> {
  const { metricIds = [], mode = "as_filed", quarterCount = historyQuartersDefault } = request;
  const { universe, snapshot, row } = await locateCompany(ticker, request);
  const { policy } = universe.scope;
  const metrics = metricIds.length === 0 ? listPolicyMetrics(policy) : metricIds.map((id) => requireMetric(policy, id));
  const read = (id: string) => {
    const value = readValue(universe.evaluator.evaluate({ kind: "name", id }), row);
    return value.type === "text" ? value.value : null;
  };
  const shown = read("ticker") ?? ticker;
  const asOf = parseDay(snapshot.asOf);
  assert(asOf !== null, "a snapshot has a date");
  const quarters = await readQuarters(snapshot.id, shown, { asOf, mode, quarterCount, row });
  const { scope, comparisons } = getQuarterScope(policy);
  const evaluator = createEvaluator(quarters.table ?? { rowCount: 0, getVector: () => undefined }, scope);
  const told = await readSeries(
    metrics.filter(({ id }) => !comparisons.has(id)),
    evaluator,
    quarters.rows.length,
  );
  return {
    snapshot,
    policy: buildPolicyAnswer(policy),
    ticker: shown,
    name: read("name") ?? shown,
    mode,
    quarters: quarters.rows.map(({ end, filed, pricedOn }) => ({
      end: formatDay(end),
      filed: filed === null ? null : formatDay(filed),
      pricedOn: formatDay(pricedOn),
    })),
    metrics: told,
    leftOut: metrics.filter(({ id }) => comparisons.has(id)).map(({ id }) => ({ id, why: comparisonReason })),
  };
}

/** The metrics at each quarter. All of them take some 0.4 s, in which others have their turns. */
async function readSeries(
  metrics: readonly Metric[],
  evaluator: Evaluator,
  quarterCount: number,
): Promise<MetricHistory["metrics"]> {
  const breathe = createBreath();
  const series: MetricHistory["metrics"][number][] = [];
  for (const { id, label, type, unit, format } of metrics) {
    const vector = evaluator.evaluate({ kind: "name", id });
    const values = Array.from({ length: quarterCount }, (_, index) => readValue(vector, index));
    series.push({
      id,
      label,
      type,
      unit,
      format,
      values: values.map((value) => (value.type === "missing" || value.type === "unknown" ? null : value.value)),
      missing: values.map((value) => (value.type === "missing" ? value.reason : null)),
    });
    await breathe();
  }
  return series;
}

const comparisonReason =
  "It compares the company with the rest of the universe, which is not known for every quarter. Screen a past day to see it.";

async function readQuarters(
  hash: string,
  ticker: string,
  { asOf, mode, quarterCount, row }: { asOf: number; mode: HistoryMode; quarterCount: number; row: number },
) {
  const loaded = await getSnapshot(hash);
  assert(loaded !== null, "a snapshot that was just read is there");
  try {
    const selected = await getSnapshotFacts(loaded, ticker);
    const reports = selected ? listQuarterReports(selected.history, asOf, quarterCount).toReversed() : [];
    const rows = reports.map((report) => ({ ...report, pricedOn: report.filed ?? Math.min(report.end, asOf) }));
    if (selected === null || rows.length === 0) return { rows: [], table: null };
    const database = await getDatabase();
    const [priced] = await readPricesOf(database, selected.company.securities, ticker, loaded.table);
    const table = await buildQuarterTable({
      selected,
      asOf,
      mode,
      quarters: rows,
      identity: { table: loaded.table, row },
      prices: priced ?? [],
      readRate: await readBaseRates(database, loaded.info.sample, asOf),
    });
    return { rows, table };
  } catch (error) {
    if (!(error instanceof FolderLockedError)) throw error;
    throw new AppError("unavailable", "Another process has the database open. Try again later.", { cause: error });
  }
}

/** The month-end prices that may stand for the company's line, of its own security first; none that are empty. */
async function readPricesOf(
  database: Database,
  securities: readonly Security[],
  ticker: string,
  table: ColumnTable,
): Promise<readonly (readonly MonthlyPrice[])[]> {
  const tickers = table.getVector("ticker");
  const listed = new Set(tickers?.type === "text" ? tickers.dictionary : []);
  const found: (readonly MonthlyPrice[])[] = [];
  for (const { id } of listPricedSecurities(securities, ticker, listed)) {
    const prices = await readMonthlyPrices(database, id);
    if (prices.length > 0) found.push(prices);
  }
  return found;
}

interface QuarterScope {
  readonly scope: PolicyScope;
  /** The metrics that look at other companies, themselves or in what decides where they apply. */
  readonly comparisons: ReadonlySet<string>;
}

// Read once a policy: the language keeps what it has read of a scope.
const quarterScopes = new WeakMap<Policy, QuarterScope>();

function getQuarterScope(policy: Policy): QuarterScope {
  const kept = quarterScopes.get(policy);
  if (kept) return kept;
  const scope = buildPolicyScope({ policy });
  const isComparison = ({ formula, applies }: Metric): boolean =>
    [formula, applies].some((text) => text !== undefined && readsAllRows(text, scope));
  const made = {
    scope,
    comparisons: new Set(
      listPolicyMetrics(policy)
        .filter(isComparison)
        .map(({ id }) => id),
    ),
  };
  quarterScopes.set(policy, made);
  return made;
}

/** Throws AppError "invalid_request" with the nearest names. */
function requireMetric(policy: Policy, id: string): Metric {
  const metric = findPolicyMetric(policy, id);
  if (metric) return metric;
  const near = findNearest(
    id,
    listPolicyMetrics(policy).map((known) => known.id),
  );
  const hint = near.length === 0 ? "" : ` Did you mean ${near.join(", ")}?`;
  throw new AppError("invalid_request", `No metric is called "${id.slice(0, 60)}".${hint}`, {
    places: [{ at: "metrics", message: `No metric is called "${id.slice(0, 60)}".` }],
  });
}
