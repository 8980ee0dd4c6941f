import type { Statements } from "#lib/contract/statement";
import { formatWithUnit } from "#lib/metric/format";
import type { Policy } from "#lib/verdict/policy/policy";
import { type ChartSeries, PeriodChart } from "@/components/chart/period-chart";

const sides = { weak: "weak below", resilient: "resilient from" } as const;

/** The limits of cover in the rules of a policy: of each side the first that asks for it. */
function listCoverLimits({ rules, parameters }: Policy) {
  return (["weak", "resilient"] as const).flatMap((side) => {
    const rule = rules.find((each) => each.side === side && each.measure?.metric === "interest_cover");
    const limit = parameters.find(({ id }) => id === rule?.measure?.limit);
    return limit ? [{ value: limit.value, label: `${sides[side]} ${formatWithUnit(limit.value, limit.format)}` }] : [];
  });
}

export interface StatementChartsProps {
  readonly statements: Statements;
  /** Whose limits are drawn beside the figures that they limit. */
  readonly policy: Policy;
}

/** Revenue, earnings, debt and cover over the fiscal years and the last twelve months. */
export function StatementCharts({ statements, policy }: StatementChartsProps) {
  const periods = [...statements.yearEnds.toReversed().map((end) => end.slice(0, 4)), "TTM"];
  const read = (fact: string): readonly (number | null)[] => readSeries(statements, fact);
  const bars = (label: string, fact: string): ChartSeries => ({
    label,
    kind: "bar",
    tone: "accent",
    values: read(fact),
  });
  const line = (label: string, fact: string): ChartSeries => ({ label, kind: "line", tone: "ink", values: read(fact) });
  const isBank = read("deposits").some((value) => value !== null);
  return (
    <div className="grid gap-x-8 gap-y-6 sm:grid-cols-2 xl:grid-cols-4">
      <PeriodChart title="Revenue" format="usd" periods={periods} series={[bars("Revenue", "revenue")]} />
      <PeriodChart
        title="Earnings"
        format="usd"
        periods={periods}
        series={
          isBank
            ? [bars("Net interest income", "net_interest_income"), line("Net income", "net_income")]
            : [bars("EBIT", "ebit"), line("Net income", "net_income")]
        }
      />
      <PeriodChart
        title={isBank ? "Loans and deposits" : "Debt and cash"}
        format="usd"
        periods={periods}
        series={
          isBank
            ? [bars("Loans", "loans_net"), line("Deposits", "deposits")]
            : [bars("Total debt", "total_debt"), line("Cash", "cash")]
        }
      />
      {isBank ? (
        <PeriodChart
          title="Equity over assets"
          format="percent"
          periods={periods}
          series={[
            {
              label: "Equity / assets",
              kind: "line",
              tone: "accent",
              values: divide(read("equity"), read("total_assets")),
            },
          ]}
        />
      ) : (
        <PeriodChart
          title="Interest cover"
          format="times"
          periods={periods}
          series={[
            {
              label: "EBIT / interest",
              kind: "line",
              tone: "accent",
              values: divide(read("ebit"), read("interest_expense")),
            },
          ]}
          references={listCoverLimits(policy)}
        />
      )}
    </div>
  );
}

function readSeries({ sections }: Statements, fact: string): readonly (number | null)[] {
  const line = sections.flatMap(({ lines }) => lines).find((each) => each.fact === fact);
  if (!line) return [];
  return [...line.years.toReversed(), line.latest].map(({ value }) => value);
}

/** A ratio with no base is left out, as the metric is. */
function divide(above: readonly (number | null)[], below: readonly (number | null)[]): readonly (number | null)[] {
  return above.map((value, index) => {
    const base = below[index] ?? null;
    return value === null || base === null || base <= 0 ? null : value / base;
  });
}
