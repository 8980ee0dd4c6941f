import { Fragment } from "react";
import { Table, TableCell, TableFrame, TableHeadCell, TableRow } from "@/components/ui/table";
import { type Metric, type MetricCategory, metricCategories, metricCategoryLabels } from "@/lib/metric/metric";
import type { Coverage } from "@/lib/screen/coverage";
import { type MissingReason, missingReasons } from "@/lib/util/missing";

const countFormat = new Intl.NumberFormat("en-US");
const shareFormat = new Intl.NumberFormat("en-US", { style: "percent", maximumFractionDigits: 0 });

const reasonHeads: Readonly<Record<MissingReason, string>> = {
  not_reported: "Not reported",
  not_applicable: "Not applicable",
  not_meaningful: "Not meaningful",
  no_debt: "No debt",
  stale: "Stale",
  conflict: "In conflict",
};

export interface CoverageTableProps {
  readonly metrics: readonly Metric[];
  readonly coverage: readonly Coverage[];
}

/** For each metric: the companies it is known for, and why it is not for the rest. */
export function CoverageTable({ metrics, coverage }: CoverageTableProps) {
  const byId = new Map(coverage.map((entry) => [entry.metricId, entry]));
  const inCategory = (category: MetricCategory) => metrics.filter((metric) => metric.category === category);
  return (
    <TableFrame label="Coverage of each metric">
      <Table>
        <thead>
          <tr>
            <TableHeadCell>Metric</TableHeadCell>
            <TableHeadCell isNumber>Known</TableHeadCell>
            <TableHeadCell>
              <span className="sr-only">Share known</span>
            </TableHeadCell>
            {missingReasons.map((reason) => (
              <TableHeadCell key={reason} isNumber>
                {reasonHeads[reason]}
              </TableHeadCell>
            ))}
          </tr>
        </thead>
        <tbody>
          {metricCategories.map((category) => {
            const rows = inCategory(category);
            if (rows.length === 0) return null;
            return (
              <Fragment key={category}>
                <tr>
                  <th
                    colSpan={3 + missingReasons.length}
                    scope="colgroup"
                    className="border-b bg-canvas px-3 py-1 text-left text-xs font-medium text-ink-muted"
                  >
                    {metricCategoryLabels[category]}
                  </th>
                </tr>
                {rows.map((metric) => (
                  <CoverageRow key={metric.id} metric={metric} coverage={byId.get(metric.id)} />
                ))}
              </Fragment>
            );
          })}
        </tbody>
      </Table>
    </TableFrame>
  );
}

function CoverageRow({ metric, coverage }: { readonly metric: Metric; readonly coverage: Coverage | undefined }) {
  if (coverage === undefined) return null;
  const { known, missing, unknown, total } = coverage;
  // Where a metric does not apply, nothing is lacking.
  const wanted = total - missing.not_applicable - missing.no_debt;
  const share = wanted === 0 ? 0 : known / wanted;
  return (
    <TableRow>
      <TableCell title={metric.description} className="whitespace-nowrap">
        {metric.label}
      </TableCell>
      <TableCell isNumber>{countFormat.format(known)}</TableCell>
      <TableCell>
        <span className="flex items-center gap-2">
          <span aria-hidden className="block h-1.5 w-20 overflow-hidden rounded-ui bg-hover">
            <span className="block h-full bg-accent" style={{ width: `${share * 100}%` }} />
          </span>
          <span className="w-9 text-right text-xs text-ink-muted">{shareFormat.format(share)}</span>
        </span>
      </TableCell>
      {missingReasons.map((reason) => {
        const count = missing[reason] + (reason === "not_reported" ? unknown : 0);
        return (
          <TableCell key={reason} isNumber className={count === 0 ? "text-ink-faint" : undefined}>
            {countFormat.format(count)}
          </TableCell>
        );
      })}
    </TableRow>
  );
}
