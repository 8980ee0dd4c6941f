import { formatCount, formatShare } from "#lib/util/number-text";
import { Chart } from "@/components/chart/chart";
import type { ChartData } from "@/components/chart/chart-data";
import { Histogram } from "@/components/chart/histogram";
import { SensitivityCurve } from "@/components/chart/sensitivity-curve";
import { ShareBar } from "@/components/chart/share-bar";
import { SparkLine } from "@/components/chart/spark-line";
import { Specimen } from "./specimen";

const periods = ["2018", "2019", "2020", "2021", "2022", "2023", "2024", "2025"].map((year) => ({
  mark: year,
  name: `Fiscal year to Dec 31, ${year}`,
}));

const earnings: ChartData = {
  format: "usd",
  periodHead: "Fiscal year",
  periods,
  series: [
    { label: "EBIT", kind: "bar", points: [61e6, 74e6, -38e6, "not_reported", 92e6, 118e6, 131e6, 127e6] },
    { label: "Net income", kind: "line", points: [40e6, 52e6, -61e6, "not_reported", 58e6, 71e6, 84e6, 79e6] },
    { label: "Cash alone", kind: "dashes", points: [22e6, 25e6, 61e6, 58e6, 44e6, 38e6, "conflict", 47e6] },
  ],
};

const cover: ChartData = {
  format: "times",
  periodHead: "Fiscal year",
  periods,
  series: [
    { label: "EBIT / interest", kind: "line", points: [5.1, 4.6, -1.2, "not_reported", 3.1, "no_debt", 4.4, 4.2] },
  ],
  references: [
    { value: 1, label: "weak below 1x", tone: "weak" },
    { value: 4, label: "resilient from 4x", tone: "resilient" },
  ],
};

const none: ChartData = {
  ...earnings,
  series: [{ label: "EBIT", kind: "bar", points: periods.map(() => "not_reported" as const) }],
};

const curve = {
  end: "only",
  bound: 4,
  points: [1, 2, 3, 4, 5, 6, 7].map((bound) => ({ bound, count: 900 - bound * bound * 14 })),
} as const;

/** The chart in every state, and the small pictures that stand in tables. */
export function ChartSpecimens() {
  return (
    <>
      <div className="grid gap-x-8 gap-y-6 pb-4 sm:grid-cols-2">
        <Chart title="Bars and lines, with gaps" {...earnings} />
        <Chart title="A line with limits" {...cover} />
        <Chart title="Loading" {...earnings} state="loading" />
        <Chart title="Empty" {...none} />
        <Chart title="Failed" {...earnings} state="failed" problem="The server did not answer within 10 seconds." />
      </div>
      <Specimen label="Spark line">
        <SparkLine values={[3, 4, null, 2, null, 5, 6, 5]} />
        <SparkLine values={[-2, -1, 1, 3, 2, 4, -1, 2]} />
      </Specimen>
      <Specimen label="Histogram" layout="stack">
        <div className="max-w-64">
          <Histogram shares={[0.2, 0.4, 0.5, 0.9, 1, 0.7, 0.4, 0.3, 0.2, 0.1]} from={0.3} to={0.8} />
        </div>
      </Specimen>
      <Specimen label="Shares" layout="stack">
        <ShareBar
          parts={[
            { id: "a", share: 0.45, fill: "fill-accent" },
            { id: "b", share: 0.3, fill: "fill-ink-faint" },
          ]}
          className="block h-2 w-64 max-w-full overflow-hidden rounded-ui bg-hover"
        />
        <p className="mt-1 text-xs text-ink-muted">
          {formatShare(0.45, 0)} and {formatShare(0.3, 0)} of {formatCount(1950)}
        </p>
      </Specimen>
      <Specimen label="Sensitivity" layout="stack">
        <div className="max-w-64">
          <SensitivityCurve curve={curve} write={(bound) => `${bound}x`} />
        </div>
      </Specimen>
    </>
  );
}
