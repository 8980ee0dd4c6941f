import type { ReactNode } from "react";
import { computeAxis } from "#lib/metric/axis";
import { formatNumber, formatWithUnit, getHeadUnit } from "#lib/metric/format";
import { MissingMark } from "@/components/layout/missing-mark";
import { Table, TableCell, TableFrame, TableHeadCell, TableRow } from "@/components/ui/table";
import { type ChartData, type ChartPoint, describeGaps, listKnown } from "./chart-data";
import { ChartPlot } from "./chart-plot";
import { ReferenceSwatch, SeriesSwatch } from "./chart-swatch";

export interface ChartProps extends ChartData {
  readonly title: string;
  /** `loading`: the numbers are on their way; `failed`: they could not be had, and `problem` says why. */
  readonly state?: "ready" | "loading" | "failed";
  readonly problem?: string;
  /** The page shows the same numbers as a table of its own. */
  readonly hasTableBeside?: boolean;
  readonly size?: "md" | "lg";
}

const heights = { md: "h-42", lg: "h-60" } as const;

/** Numbers over time: the drawing, its key, what is missing and why, and the same as a table. */
export function Chart({ title, state = "ready", problem, hasTableBeside = false, size = "md", ...data }: ChartProps) {
  const height = heights[size];
  const known = listKnown(data);
  const gaps = state === "ready" && known.length > 0 ? describeGaps(data) : [];
  const { unit } = computeAxis(known, data.format);
  return (
    <figure aria-label={title} className="min-w-0 break-inside-avoid">
      <figcaption className="mb-2">
        <span className="text-sm font-medium">{title}</span>
        {unit === "" || known.length === 0 || state !== "ready" ? null : (
          <span className="ml-1.5 text-xs text-ink-faint">{unit}</span>
        )}
        <ChartKey data={data} hasValues={state === "ready"} />
      </figcaption>
      {state === "loading" ? (
        <div aria-busy className={`skeleton ${height}`} />
      ) : state === "failed" ? (
        <InPlace className={height}>{problem ?? "The numbers could not be read."}</InPlace>
      ) : known.length === 0 ? (
        <InPlace className={height}>No figure of these periods is known.</InPlace>
      ) : (
        <ChartPlot title={title} data={data} heightClass={height} />
      )}
      {gaps.length === 0 ? null : <p className="mt-1 text-2xs text-pretty text-ink-faint">Missing: {gaps.join(" ")}</p>}
      {state !== "ready" || hasTableBeside || data.periods.length === 0 ? null : (
        <details className="group mt-1 text-xs print:hidden">
          <summary className="link inline-block w-fit list-none py-1 [&::-webkit-details-marker]:hidden">
            <span className="group-open:hidden">Show as table</span>
            <span className="hidden group-open:inline">Hide the table</span>
            <span className="sr-only">: {title}</span>
          </summary>
          <ChartTable title={title} data={data} />
        </details>
      )}
    </figure>
  );
}

function InPlace({ className, children }: { readonly className: string; readonly children: ReactNode }) {
  return (
    <p className={`grid place-items-center rounded-ui bg-sunken px-4 text-center text-xs text-ink-muted ${className}`}>
      {children}
    </p>
  );
}

/** The series with their newest value, and the lines of reference. */
function ChartKey({
  data: { series, references = [], format },
  hasValues,
}: {
  readonly data: ChartData;
  readonly hasValues: boolean;
}) {
  return (
    <span className="mt-0.5 flex flex-wrap gap-x-3 text-xs text-ink-muted">
      {series.map(({ label, kind, points }, at) => (
        <span key={label} className="inline-flex items-center gap-1.5">
          <SeriesSwatch kind={kind} at={at} />
          {label}
          {hasValues ? <NewestValue point={points.at(-1)} format={format} /> : null}
        </span>
      ))}
      {references.map(({ label, tone }) => (
        <span key={label} className="inline-flex items-center gap-1.5">
          <ReferenceSwatch tone={tone} />
          {label}
        </span>
      ))}
    </span>
  );
}

function NewestValue({
  point,
  format,
}: {
  readonly point: ChartPoint | undefined;
  readonly format: ChartData["format"];
}) {
  if (point === undefined) return null;
  if (typeof point === "string") return <MissingMark reason={point} />;
  return <span className="font-medium text-ink">{formatWithUnit(point, format)}</span>;
}

/** What the drawing shows, to read: the newest period first. */
function ChartTable({ title, data }: { readonly title: string; readonly data: ChartData }) {
  const { periods, periodHead, series, format } = data;
  const rows = periods.map((period, index) => ({ period, index })).toReversed();
  return (
    <TableFrame label={`${title} as a table`} className="mt-1">
      <Table className="text-xs">
        <thead>
          <tr>
            <TableHeadCell>{periodHead}</TableHeadCell>
            {series.map(({ label }) => (
              <TableHeadCell key={label} isNumber unit={getHeadUnit(format)}>
                {label}
              </TableHeadCell>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ period, index }) => (
            <TableRow key={period.name}>
              <th scope="row" className="px-3 py-1.5 text-left align-baseline font-normal whitespace-nowrap">
                {period.name}
              </th>
              {series.map(({ label, points }) => {
                const point = points[index] ?? "not_reported";
                return (
                  <TableCell key={label} isNumber>
                    {typeof point === "number" ? formatNumber(point, format) : <MissingMark reason={point} />}
                  </TableCell>
                );
              })}
            </TableRow>
          ))}
        </tbody>
      </Table>
    </TableFrame>
  );
}
