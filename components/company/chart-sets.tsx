"use client";

import { useState } from "react";
import { Chart } from "@/components/chart/chart";
import { listKnown } from "@/components/chart/chart-data";
import { Segmented } from "@/components/ui/segmented";
import type { ChartSpan, StatementChartSets } from "./build-statement-charts";

export interface ChartSetsProps {
  readonly sets: StatementChartSets;
  readonly initialSpan: ChartSpan;
}

/** The charts of a company by year or by quarter, as the address says. One without any figure is named and not drawn. */
export function ChartSets({ sets, initialSpan }: ChartSetsProps) {
  const [span, setSpan] = useState(initialSpan);
  const drawn = sets[span].filter((chart) => listKnown(chart).length > 0);
  const empty = sets[span].filter((chart) => !drawn.includes(chart));
  return (
    <>
      <div className="mb-4 print:hidden">
        <Segmented
          label="Periods of the charts"
          value={span}
          onValueChange={(next) => {
            setSpan(next);
            writeAddress(next);
          }}
          options={[
            { value: "year", label: "By year" },
            { value: "quarter", label: "By quarter" },
          ]}
        />
      </div>
      <div className="grid gap-x-8 gap-y-6 sm:grid-cols-2 xl:grid-cols-4">
        {drawn.map((chart) => (
          <Chart key={chart.title} {...chart} />
        ))}
      </div>
      {empty.length === 0 ? null : (
        <p className="mt-4 text-xs text-ink-muted">
          No figure is known of: {empty.map(({ title }) => title.toLowerCase()).join(", ")}.
        </p>
      )}
    </>
  );
}

function writeAddress(span: ChartSpan): void {
  const url = new URL(window.location.href);
  if (span === "year") url.searchParams.delete("charts");
  else url.searchParams.set("charts", span);
  window.history.replaceState(null, "", url);
}
