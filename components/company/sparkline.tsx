"use client";

import { formatWithUnit } from "#lib/metric/format";
import { SparkLine } from "@/components/chart/spark-line";
import { useHistory } from "./history-provider";
import { formatQuarter, listNumbers, type MetricPast } from "./metric-history";

/** The last quarters of a metric as a small line that opens the chart. Its place is kept while the past is on its way. */
export function Sparkline({ metricId }: { readonly metricId: string }) {
  const { find, open } = useHistory();
  const past = find(metricId);
  if (past === null) return <span aria-hidden className="block h-6 w-14 shrink-0" />;
  return (
    <button
      type="button"
      onClick={() => open(metricId)}
      aria-label={`${describePast(past)} Show the chart.`}
      title={describePast(past)}
      className="flex h-6 w-14 shrink-0 items-center rounded-ui hover:bg-hover"
    >
      <SparkLine values={listNumbers(past)} />
    </button>
  );
}

/** What the line shows, in words: the first and the last value with their quarters, and how many are missing. */
export function describePast(past: MetricPast): string {
  const { metric, quarters } = past;
  const known = listNumbers(past).flatMap((value, index) =>
    value === null ? [] : [{ value, quarter: formatQuarter(quarters[index]?.end ?? "") }],
  );
  const [first] = known;
  const last = known.at(-1);
  if (!first || !last) return `${metric.label}: no quarter is known.`;
  const missing = quarters.length - known.length;
  const gap = missing === 0 ? "" : `, ${missing} of ${quarters.length} quarters missing`;
  const write = (value: number) => formatWithUnit(value, metric.format);
  return `${metric.label} from ${write(first.value)} in ${first.quarter} to ${write(last.value)} in ${last.quarter}${gap}.`;
}
