import { getHeadUnit } from "#lib/metric/format";
import { type Metric, metricCategories, metricCategoryLabels } from "#lib/metric/metric";
import type { Policy } from "#lib/verdict/policy/policy";
import { PageSection } from "@/components/layout/page";
import { SourceNote } from "@/components/policy/source-note";
import { Formula } from "./formula";

const directions: Readonly<Record<Metric["better"], string | null>> = {
  higher: "higher is better",
  lower: "lower is better",
  none: null,
};

export interface MetricCatalogueProps {
  readonly policy: Policy;
  /** Those of its metrics that are listed. */
  readonly metrics: readonly Metric[];
}

/** Metrics under a policy with their formulas, as declared; nothing here is written a second time. */
export function MetricCatalogue({ policy, metrics }: MetricCatalogueProps) {
  return metricCategories.map((category) => {
    const entries = metrics.filter((metric) => metric.category === category);
    if (entries.length === 0) return null;
    return (
      <PageSection key={category} id={`metrics-${category}`} title={metricCategoryLabels[category]}>
        <div className="rounded-ui border bg-surface">
          {entries.map((metric) => (
            <MetricEntry key={metric.id} metric={metric} policy={policy} />
          ))}
        </div>
      </PageSection>
    );
  });
}

function MetricEntry({ metric, policy }: { readonly metric: Metric; readonly policy: Policy }) {
  const { id, label, description, better, applies, formula, source, unit, format, type } = metric;
  const kind = type === "number" ? getHeadUnit(format) || unit : type;
  return (
    <article
      id={`metric-${id}`}
      className="grid scroll-mt-16 gap-x-6 gap-y-1 border-b px-4 py-3 last:border-b-0 md:grid-cols-[14rem_1fr]"
    >
      <div>
        <h3 className="text-sm">{label}</h3>
        <p className="font-mono text-2xs text-ink-faint">{id}</p>
        <p className="mt-0.5 text-xs text-ink-muted">{[kind, directions[better]].filter(Boolean).join(", ")}</p>
      </div>
      <div className="min-w-0 space-y-1 text-xs text-ink-muted">
        <p className="text-sm text-pretty text-ink">{description}</p>
        <Formula text={formula} policy={policy} />
        {applies ? (
          <p>
            Applies where <code className="text-2xs">{applies}</code>; elsewhere it is not applicable.
          </p>
        ) : null}
        <p className="text-pretty">
          <SourceNote source={source} />
        </p>
      </div>
    </article>
  );
}
