import type { Statements } from "#lib/contract/statement";
import type { Policy } from "#lib/verdict/policy/policy";
import { buildStatementCharts, type ChartSpan, chartSpans, listCoverLimits } from "./build-statement-charts";
import { ChartSets } from "./chart-sets";

export interface StatementChartsProps {
  readonly statements: Statements;
  /** Whose limits are drawn beside the figures that they limit. */
  readonly policy: Policy;
  /** What the address says of the periods. */
  readonly span: string | null;
}

/** Revenue, earnings, debt and cover over time. */
export function StatementCharts({ statements, policy, span }: StatementChartsProps) {
  const sets = buildStatementCharts(statements, listCoverLimits(policy));
  return <ChartSets sets={sets} initialSpan={readSpan(span)} />;
}

function readSpan(text: string | null): ChartSpan {
  return chartSpans.find((span) => span === text) ?? "year";
}
