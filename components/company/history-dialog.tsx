"use client";

import { useEffect, useState } from "react";
import type { HistoryMode } from "#lib/contract/history";
import { formatWithUnit } from "#lib/metric/format";
import { formatIsoDate } from "#lib/util/date-text";
import { Chart } from "@/components/chart/chart";
import { MissingMark } from "@/components/layout/missing-mark";
import { Drawer } from "@/components/ui/drawer";
import { ErrorState } from "@/components/ui/error-state";
import { Segmented } from "@/components/ui/segmented";
import { Table, TableCell, TableFrame, TableHeadCell, TableRow } from "@/components/ui/table";
import { fetchMetricHistory, findMetricPast, type HistoryTarget, type MetricPast, markPeriod } from "./metric-history";

export interface HistoryDialogProps {
  readonly target: HistoryTarget;
  /** As filed; the other way of reading is asked for here. */
  readonly past: MetricPast;
  readonly onClose: () => void;
}

const meanings: Readonly<Record<HistoryMode, string>> = {
  as_filed: "Each quarter as it was known on the day its report was filed.",
  latest: "Each quarter with everything that was filed since, restatements included.",
};

/** A metric over the last quarters: chart, and the values to read. */
export function HistoryDialog({ target, past, onClose }: HistoryDialogProps) {
  const [mode, setMode] = useState<HistoryMode>("as_filed");
  const [latest, setLatest] = useState<MetricPast | string | null>(null);
  const { id, label } = past.metric;
  const { ticker, snapshot, policy } = target;

  useEffect(() => {
    if (mode !== "latest") return;
    let isWanted = true;
    fetchMetricHistory({ ticker, snapshot, policy }, [id], mode).then(
      (answer) => {
        if (isWanted) setLatest(findMetricPast(answer, id) ?? "Fewer than two quarters are known.");
      },
      (error: unknown) => {
        if (isWanted) setLatest(error instanceof Error ? error.message : String(error));
      },
    );
    return () => {
      isWanted = false;
    };
  }, [ticker, snapshot, policy, id, mode]);

  const shown = mode === "as_filed" ? past : latest;
  return (
    <Drawer
      open
      width="lg"
      title={label}
      description={`${ticker}, the last ${past.quarters.length} quarters`}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Segmented
        label="Which filings the past is read with"
        value={mode}
        onValueChange={setMode}
        options={[
          { value: "as_filed", label: "As filed", name: "As filed" },
          { value: "latest", label: "With later filings", name: "With later filings" },
        ]}
      />
      <p className="mt-2 text-xs text-ink-muted">
        {meanings[mode]} Figures are of the twelve months to the quarter's end; prices are the newest month-end ones
        then.
      </p>
      <div className="mt-4">
        {typeof shown === "string" ? (
          <ErrorState title="The past could not be read">{shown}</ErrorState>
        ) : shown === null ? (
          <div aria-busy className="skeleton h-72 w-full" />
        ) : (
          <PastView past={shown} />
        )}
      </div>
    </Drawer>
  );
}

function PastView({ past }: { readonly past: MetricPast }) {
  const { metric, quarters } = past;
  const rows = quarters.map((quarter, index) => ({
    ...quarter,
    value: metric.values[index] ?? null,
    missing: metric.missing[index] ?? null,
  }));
  return (
    <>
      <Chart
        title={metric.label}
        format={metric.format}
        periodHead="Quarter to"
        periods={quarters.map(({ end }) => ({
          mark: markPeriod(end, "quarter"),
          name: `Quarter to ${formatIsoDate(end)}`,
        }))}
        series={[
          {
            label: metric.label,
            kind: "line",
            points: rows.map(({ value, missing }) => (typeof value === "number" ? value : (missing ?? "not_reported"))),
          },
        ]}
        size="lg"
        hasTableBeside
      />
      <div className="mt-6">
        <TableFrame label={`${metric.label} by quarter`}>
          <Table>
            <thead>
              <tr>
                <TableHeadCell>Quarter to</TableHeadCell>
                <TableHeadCell>Report filed</TableHeadCell>
                <TableHeadCell isNumber>Value</TableHeadCell>
              </tr>
            </thead>
            <tbody>
              {rows.toReversed().map(({ end, filed, value, missing }) => (
                <TableRow key={end}>
                  <TableCell className="whitespace-nowrap">{formatIsoDate(end)}</TableCell>
                  <TableCell className="whitespace-nowrap text-ink-muted">
                    {filed === null ? "none of its own" : formatIsoDate(filed)}
                  </TableCell>
                  <TableCell isNumber>
                    {typeof value === "number" ? (
                      formatWithUnit(value, metric.format)
                    ) : (
                      <MissingMark reason={missing ?? "not_reported"} />
                    )}
                  </TableCell>
                </TableRow>
              ))}
            </tbody>
          </Table>
        </TableFrame>
      </div>
    </>
  );
}
