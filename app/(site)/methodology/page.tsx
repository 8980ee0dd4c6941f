import type { Metadata } from "next";
import { metricCategories, metricCategoryLabels } from "#lib/metric/metric";
import { defaultPolicy } from "#lib/verdict/policy/catalogue";
import { listPolicyMetrics } from "#lib/verdict/policy/policy-metric";
import { MissingLegend } from "@/components/layout/missing-mark";
import { Page, PageSection } from "@/components/layout/page";
import { Contents } from "@/components/methodology/contents";
import { MetricCatalogue } from "@/components/methodology/metric-catalogue";
import { ParameterTable } from "@/components/methodology/parameter-table";
import { PolicyRules } from "@/components/methodology/policy-rules";
import { SourceKey } from "@/components/methodology/source-note";
import { VerdictLimits } from "@/components/methodology/verdict-limits";
import { VerdictMeanings } from "@/components/methodology/verdict-meanings";

export const metadata: Metadata = { title: "Methodology" };

const metrics = listPolicyMetrics(defaultPolicy);

const contents = [
  { href: "#verdicts", label: "Verdicts" },
  { href: "#limits", label: "What a verdict does not mean" },
  { href: "#rules", label: "Rules" },
  { href: "#parameters", label: "Parameters" },
  { href: "#missing", label: "Missing figures" },
  { href: "#metrics", label: "Metrics" },
  ...metricCategories
    .filter((category) => metrics.some((metric) => metric.category === category))
    .map((category) => ({ href: `#metrics-${category}`, label: metricCategoryLabels[category], isSub: true })),
];

export default function MethodologyPage() {
  const { parameters, rules, version } = defaultPolicy;
  return (
    <Page
      width="wide"
      title="Methodology"
      lead={`Policy version ${version}, ${rules.length} rules with ${parameters.length} numbers, ${metrics.length} metrics. This page is made from the formulas that run: what it shows is what is calculated.`}
    >
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[11rem_minmax(0,1fr)]">
        <Contents entries={contents} />
        <div className="min-w-0">
          <PageSection id="verdicts" title="Verdicts" lead="Every company that the policy judges has one of four.">
            <VerdictMeanings />
          </PageSection>
          <PageSection id="limits" title="What a verdict does not mean">
            <VerdictLimits />
          </PageSection>
          <PageSection
            id="rules"
            title="Rules"
            lead="A rule is true, false or unknown. It first asks what settles it without figures that filings often lack."
          >
            <PolicyRules policy={defaultPolicy} />
          </PageSection>
          <PageSection id="parameters" title="Parameters" lead="The numbers in the rules.">
            <ParameterTable parameters={parameters} />
          </PageSection>
          <PageSection id="missing" title="Missing figures" lead="A number that is absent says why, everywhere.">
            <MissingLegend />
          </PageSection>
          <PageSection
            id="metrics"
            title="Metrics"
            lead="Written in the language that filters and columns use too; sources are marked."
          >
            <SourceKey />
          </PageSection>
          <MetricCatalogue metrics={metrics} />
        </div>
      </div>
    </Page>
  );
}
