"use client";

import { formatWithUnit } from "#lib/metric/format";
import { useHistory } from "./history-provider";
import { formatQuarter, listNumbers, type MetricPast } from "./metric-history";

const width = 56;
const height = 18;
const padding = 2;

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
      <Drawing values={listNumbers(past)} />
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

function Drawing({ values }: { readonly values: readonly (number | null)[] }) {
  const known = values.filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const span = high - low || 1;
  const x = (index: number) => padding + (index / Math.max(1, values.length - 1)) * (width - 2 * padding);
  const y = (value: number) => height - padding - ((value - low) / span) * (height - 2 * padding);
  const isAlone = (index: number) =>
    (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null && index !== values.length - 1;
  const last = values.findLastIndex((value) => value !== null);
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden className="block">
      {low < 0 && high > 0 ? (
        <line x1={0} x2={width} y1={y(0)} y2={y(0)} className="stroke-line-strong" strokeWidth={1} />
      ) : null}
      <path
        d={writePath(values, x, y)}
        fill="none"
        className="stroke-ink-faint"
        strokeWidth={1.25}
        strokeLinejoin="round"
      />
      {values.map((value, index) =>
        value !== null && (index === last || isAlone(index)) ? (
          <circle
            // biome-ignore lint/suspicious/noArrayIndexKey: the quarter is the place.
            key={index}
            cx={x(index)}
            cy={y(value)}
            r={index === last ? 1.75 : 1}
            className={index === last ? "fill-accent" : "fill-ink-faint"}
          />
        ) : null,
      )}
    </svg>
  );
}

/** A line through the known values; a missing one breaks it. */
function writePath(
  values: readonly (number | null)[],
  x: (index: number) => number,
  y: (value: number) => number,
): string {
  let path = "";
  let isDrawing = false;
  for (const [index, value] of values.entries()) {
    if (value !== null) path += `${isDrawing ? "L" : "M"}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
    isDrawing = value !== null;
  }
  return path;
}
