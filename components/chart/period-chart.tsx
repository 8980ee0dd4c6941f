import { formatWithUnit } from "#lib/metric/format";
import type { Format } from "#lib/metric/metric";

export interface ChartSeries {
  readonly label: string;
  readonly kind: "bar" | "line";
  readonly tone: "accent" | "ink";
  /** One value a period, oldest first; null leaves a gap. */
  readonly values: readonly (number | null)[];
}

export interface PeriodChartProps {
  readonly title: string;
  readonly format: Format;
  /** What the periods are called, oldest first. */
  readonly periods: readonly string[];
  readonly series: readonly ChartSeries[];
  /** Lines to read the values against. */
  readonly references?: readonly { readonly value: number; readonly label: string }[];
}

const width = 100;
const height = 100;
const fills = { accent: "fill-accent/75", ink: "fill-ink-faint/60" } as const;
const strokes = { accent: "stroke-accent", ink: "stroke-ink" } as const;
const swatches = { accent: "bg-accent", ink: "bg-ink" } as const;

/** A few numbers over time. The text below the drawing says what it shows to those who do not see it. */
export function PeriodChart({ title, format, periods, series, references = [] }: PeriodChartProps) {
  const known = series.flatMap(({ values }) => values.filter((value) => value !== null));
  if (known.length < 2) return <EmptyChart title={title} />;
  const top = Math.max(0, ...known, ...references.map(({ value }) => value));
  const bottom = Math.min(0, ...known);
  const span = top - bottom || 1;
  const y = (value: number): number => height - ((value - bottom) / span) * height;
  const write = (value: number): string => formatWithUnit(value, format);
  return (
    <figure className="min-w-0">
      <figcaption>
        <span className="text-sm font-medium">{title}</span>
        <Key series={series} format={format} />
      </figcaption>
      <div className="relative mt-2 h-28 border-b border-line-strong" aria-hidden>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          aria-hidden
          className="absolute inset-0 size-full overflow-visible"
        >
          {references.map(({ value }) => (
            <line
              key={value}
              x1={0}
              x2={width}
              y1={y(value)}
              y2={y(value)}
              strokeDasharray="3 3"
              vectorEffect="non-scaling-stroke"
              className="stroke-ink-faint"
            />
          ))}
          {bottom < 0 ? (
            <line
              x1={0}
              x2={width}
              y1={y(0)}
              y2={y(0)}
              vectorEffect="non-scaling-stroke"
              className="stroke-line-strong"
            />
          ) : null}
          {series.map((each) =>
            each.kind === "bar" ? (
              <Bars key={each.label} series={each} y={y} />
            ) : (
              <Line key={each.label} series={each} y={y} />
            ),
          )}
        </svg>
        <svg aria-hidden className="absolute inset-0 size-full overflow-visible">
          {references.map(({ value, label }) => (
            <text
              key={label}
              x="100%"
              y={`${y(value)}%`}
              dy={-4}
              textAnchor="end"
              className="fill-ink-faint stroke-canvas stroke-3 text-2xs [paint-order:stroke]"
            >
              {label}
            </text>
          ))}
        </svg>
      </div>
      <div
        aria-hidden
        className={`mt-1 flex justify-between text-2xs text-ink-faint ${axisWidths[periods.length] ?? "w-full"}`}
      >
        <span>{periods[0]}</span>
        <span>{periods.at(-1)}</span>
      </div>
      <p className="sr-only">
        {series.map((each) => writeSeries(each, periods, write)).join(" ")}
        {references.map(({ value, label }) => ` Marked: ${label} ${write(value)}.`).join("")}
      </p>
    </figure>
  );
}

function Key({ series, format }: Pick<PeriodChartProps, "series" | "format">) {
  return (
    <span className="mt-0.5 flex flex-wrap gap-x-3 text-xs text-ink-muted">
      {series.map(({ label, tone, kind, values }) => {
        const last = values.findLast((value) => value !== null);
        return (
          <span key={label} className="inline-flex items-center gap-1.5">
            <span aria-hidden className={`${swatches[tone]} ${kind === "bar" ? "size-2 opacity-75" : "h-0.5 w-3"}`} />
            {label}
            {last === undefined || last === null ? null : (
              <span className="font-medium text-ink">{formatWithUnit(last, format)}</span>
            )}
          </span>
        );
      })}
    </span>
  );
}

/** Few periods are not spread over the whole width: two bars would be two walls. */
const periodsMin = 7;

/** How much of the width that few periods take, by their number. */
const axisWidths = ["w-0", "w-1/7", "w-2/7", "w-3/7", "w-4/7", "w-5/7", "w-6/7"] as const;

function getStep(count: number): number {
  return width / Math.max(count, periodsMin);
}

interface MarksProps {
  readonly series: ChartSeries;
  readonly y: (value: number) => number;
}

function Bars({ series: { values, tone }, y }: MarksProps) {
  const step = getStep(values.length);
  return values.map((value, index) =>
    value === null ? null : (
      <rect
        // biome-ignore lint/suspicious/noArrayIndexKey: the period is the place.
        key={index}
        x={index * step + step * 0.16}
        width={step * 0.68}
        y={Math.min(y(value), y(0))}
        height={Math.max(0.75, Math.abs(y(value) - y(0)))}
        className={fills[tone]}
      />
    ),
  );
}

function Line({ series: { values, tone }, y }: MarksProps) {
  const step = getStep(values.length);
  let path = "";
  let isDrawing = false;
  for (const [index, value] of values.entries()) {
    // A first point is a line of no length, which round ends make a dot: a period alone must be seen too.
    if (value !== null)
      path += `${isDrawing ? "L" : "M"}${(index + 0.5) * step} ${y(value)}${isDrawing ? "" : "h0.01"}`;
    isDrawing = value !== null;
  }
  return (
    <path
      d={path}
      fill="none"
      strokeWidth={2}
      strokeLinejoin="round"
      strokeLinecap="round"
      vectorEffect="non-scaling-stroke"
      className={strokes[tone]}
    />
  );
}

function writeSeries(
  { label, values }: ChartSeries,
  periods: readonly string[],
  write: (value: number) => string,
): string {
  const known = values.flatMap((value, index) => (value === null ? [] : [{ value, period: periods[index] ?? "" }]));
  const [first] = known;
  const last = known.at(-1);
  if (!first || !last) return `${label}: not known.`;
  const high = known.reduce((best, each) => (each.value > best.value ? each : best));
  const low = known.reduce((best, each) => (each.value < best.value ? each : best));
  return `${label}: ${write(first.value)} in ${first.period}, ${write(last.value)} in ${last.period}; highest ${write(high.value)} in ${high.period}, lowest ${write(low.value)} in ${low.period}.`;
}

function EmptyChart({ title }: { readonly title: string }) {
  return (
    <figure className="min-w-0">
      <figcaption className="text-sm font-medium">{title}</figcaption>
      <div className="mt-2 grid h-28 place-items-center rounded-ui bg-sunken px-4 text-center text-xs text-ink-faint">
        Too few figures are known to draw it.
      </div>
    </figure>
  );
}
