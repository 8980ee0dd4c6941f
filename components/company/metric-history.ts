import type { HistoryMode, MetricHistory } from "#lib/contract/history";
import { formatPolicyUrl } from "#lib/screen/policy-url";
import type { PolicyChoice } from "#lib/verdict/policy/choice";

/** The past of one metric, as the page's charts and tables read it. */
export interface MetricPast {
  readonly quarters: MetricHistory["quarters"];
  readonly metric: MetricHistory["metrics"][number];
}

/** Which company's past on which data. */
export interface HistoryTarget {
  readonly ticker: string;
  /** The hash of the data that the page shows. */
  readonly snapshot: string;
  /** By which policy the page judges; null: the default one. */
  readonly policy: PolicyChoice | null;
}

/** Asks the server for the past of metrics. Throws an error with the server's words when it is refused. */
export async function fetchMetricHistory(
  { ticker, snapshot, policy }: HistoryTarget,
  metricIds: readonly string[],
  mode: HistoryMode,
): Promise<MetricHistory> {
  const search = new URLSearchParams({ metrics: metricIds.join(","), snapshot });
  for (const [name, value] of formatPolicyUrl(policy)) search.set(name, value);
  if (mode !== "as_filed") search.set("mode", mode);
  const answer = await fetch(`/api/v1/companies/${encodeURIComponent(ticker)}/history?${search}`);
  const body: unknown = await answer.json();
  // The server has checked its answer by the schema; the page need not carry the schema to check it again.
  if (answer.ok) return body as MetricHistory;
  throw new Error((body as { readonly detail?: string }).detail ?? `The server answered ${answer.status}.`);
}

/** The past of one metric in an answer; null where it has none or fewer than two numbers are known. */
export function findMetricPast(history: MetricHistory, metricId: string): MetricPast | null {
  const metric = history.metrics.find(({ id }) => id === metricId);
  if (metric?.type !== "number") return null;
  const known = metric.values.filter((value) => typeof value === "number");
  return known.length < 2 ? null : { quarters: history.quarters, metric };
}

const monthFormat = new Intl.DateTimeFormat("en-US", { month: "short", year: "numeric", timeZone: "UTC" });

/** Writes the end of a quarter as `Mar 2026`. */
export function formatQuarter(end: string): string {
  return monthFormat.format(new Date(`${end}T00:00:00Z`));
}

/** Years of 52 or 53 weeks end some days after the month that they are called by. */
const lateDaysMax = 10;

/**
 * The month that a period is called by, as `Mar 26` and `2025` under a chart: one that ends on Jan 2, 2026 is of Dec 2025.
 */
export function markPeriod(end: string, span: "year" | "quarter"): string {
  const day = new Date(`${end}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - lateDaysMax);
  const settled = day.toISOString().slice(0, 10);
  return span === "year" ? settled.slice(0, 4) : formatQuarter(settled).replace(/ \d\d(?=\d\d$)/, " ");
}

/** The values of a metric, with null for what is missing. */
export function listNumbers({ metric }: MetricPast): readonly (number | null)[] {
  return metric.values.map((value) => (typeof value === "number" ? value : null));
}
