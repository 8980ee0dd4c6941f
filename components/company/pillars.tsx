import type { Value } from "#lib/expr/vector";
import { formatValue } from "#lib/metric/format";
import type { Metric } from "#lib/metric/metric";
import { labelText } from "#lib/metric/text-label";
import { MissingMark } from "@/components/layout/missing-mark";
import { FigureButton } from "./figure-button";
import { HistoryProvider } from "./history-provider";
import type { HistoryTarget } from "./metric-history";
import { pillarMetrics } from "./pillar-metrics";
import { Sparkline } from "./sparkline";

export interface PillarsProps extends HistoryTarget {
  readonly metrics: readonly { readonly metric: Metric; readonly value: Value }[];
}

const shownPerPillar = 7;

/** The five sides of the business in their key numbers; what does not apply to the company is left out. */
export function Pillars({ ticker, snapshot, policy, metrics }: PillarsProps) {
  const byId = new Map(metrics.map((each) => [each.metric.id, each]));
  const pillars = pillarMetrics.map(({ title, ids }) => ({
    title,
    shown: ids
      .flatMap((id) => byId.get(id) ?? [])
      .filter(({ value }) => value.type !== "missing" || value.reason !== "not_applicable")
      .slice(0, shownPerPillar),
  }));
  const drawn = pillars.flatMap(({ shown }) =>
    shown.flatMap(({ metric }) => (metric.type === "number" ? metric.id : [])),
  );
  return (
    <HistoryProvider ticker={ticker} snapshot={snapshot} policy={policy} metricIds={drawn}>
      <div className="grid gap-x-6 gap-y-6 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-5">
        {pillars.map(({ title, shown }) => (
          <section key={title} aria-label={title} className="min-w-0">
            <h3 className="border-b border-line-strong pb-1.5 text-sm">{title}</h3>
            <dl>
              {shown.map(({ metric, value }) => (
                <div
                  key={metric.id}
                  className="flex items-center justify-between gap-3 border-b py-1 text-xs last:border-b-0"
                >
                  <dt className="min-w-0 text-ink-muted" title={metric.description}>
                    {metric.label}
                  </dt>
                  <dd className="flex items-center gap-2 whitespace-nowrap">
                    {metric.type === "number" ? <Sparkline metricId={metric.id} /> : null}
                    <FigureButton
                      request={{ kind: "expression", expression: metric.id, label: metric.label }}
                      className="min-h-6 min-w-14 text-right text-sm font-medium"
                    >
                      {value.type === "missing" ? (
                        <MissingMark reason={value.reason} />
                      ) : value.type === "text" ? (
                        labelText(metric.id, value.value)
                      ) : (
                        formatValue(value, metric.format)
                      )}
                    </FigureButton>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </HistoryProvider>
  );
}
