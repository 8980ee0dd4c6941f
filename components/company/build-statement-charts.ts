import type { StatementCell, Statements } from "#lib/contract/statement";
import { formatWithUnit } from "#lib/metric/format";
import type { Format } from "#lib/metric/metric";
import { formatIsoDate } from "#lib/util/date-text";
import type { Policy } from "#lib/verdict/policy/policy";
import type { ChartData, ChartPeriod, ChartPoint, ChartReference, ChartSeries } from "@/components/chart/chart-data";
import { markPeriod } from "./metric-history";

/** By which periods the charts of a company are drawn. */
export const chartSpans = ["year", "quarter"] as const;

export type ChartSpan = (typeof chartSpans)[number];

export interface StatementChart extends ChartData {
  readonly title: string;
}

export type StatementChartSets = Readonly<Record<ChartSpan, readonly StatementChart[]>>;

const sides = { weak: "weak below", resilient: "resilient from" } as const;

/** The limits of cover in the rules of a policy: of each side the first that asks for it. */
export function listCoverLimits({ rules, parameters }: Policy): readonly ChartReference[] {
  return (["weak", "resilient"] as const).flatMap((side) => {
    const rule = rules.find((each) => each.side === side && each.measure?.metric === "interest_cover");
    const limit = parameters.find(({ id }) => id === rule?.measure?.limit);
    if (limit === undefined) return [];
    return [{ value: limit.value, label: `${sides[side]} ${formatWithUnit(limit.value, limit.format)}`, tone: side }];
  });
}

/**
 * Revenue, earnings, debt and cash, and cover: over the fiscal years and the last twelve months, and over the quarters. The
 * limits of cover are of twelve months, and no quarter is read against them.
 */
export function buildStatementCharts(
  statements: Statements,
  coverLimits: readonly ChartReference[],
): StatementChartSets {
  return {
    year: buildSet(statements, "year", coverLimits),
    quarter: buildSet(statements, "quarter", []),
  };
}

function buildSet(
  statements: Statements,
  span: ChartSpan,
  coverLimits: readonly ChartReference[],
): readonly StatementChart[] {
  const periods = listPeriods(statements, span);
  const read = (fact: string): readonly ChartPoint[] => readPoints(statements, fact, span, periods.length);
  const draw = (label: string, kind: ChartSeries["kind"], points: readonly ChartPoint[]) => ({ label, kind, points });
  const build = (
    title: string,
    format: Format,
    series: readonly ChartSeries[],
    references: readonly ChartReference[] = [],
  ): StatementChart => ({
    title,
    format,
    periodHead: span === "year" ? "Fiscal year" : "Quarter",
    periods,
    series,
    ...(references.length === 0 ? {} : { references }),
  });
  const revenue = build("Revenue", "usd", [draw("Revenue", "bar", read("revenue"))]);
  if (read("deposits").some((point) => typeof point === "number")) {
    return [
      revenue,
      build("Earnings", "usd", [
        draw("Net interest income", "bar", read("net_interest_income")),
        draw("Net income", "line", read("net_income")),
      ]),
      build("Loans and deposits", "usd", [
        draw("Loans", "bar", read("loans_net")),
        draw("Deposits", "line", read("deposits")),
      ]),
      build("Equity over assets", "percent", [
        draw("Equity / assets", "line", divide(read("equity"), read("total_assets"))),
      ]),
    ];
  }
  const cash = read("cash");
  const investments = read("short_term_investments");
  // Who reports no such investments in any period is not said to lack them in each.
  const hasInvestments = investments.some((point) => typeof point === "number");
  return [
    revenue,
    build("Earnings", "usd", [draw("EBIT", "bar", read("ebit")), draw("Net income", "line", read("net_income"))]),
    build("Debt and cash", "usd", [
      draw("Total debt", "bar", read("total_debt")),
      ...(hasInvestments
        ? [draw("Cash and short-term investments", "line", add(cash, investments)), draw("Cash alone", "dashes", cash)]
        : [draw("Cash", "line", cash)]),
    ]),
    build(
      "Interest cover",
      "times",
      [draw("EBIT / interest", "line", cover(read("ebit"), read("interest_expense"), read("total_debt")))],
      coverLimits,
    ),
  ];
}

/** Oldest first; after the years come the last twelve months. */
function listPeriods({ yearEnds, quarterEnds }: Statements, span: ChartSpan): readonly ChartPeriod[] {
  if (span === "quarter") {
    return quarterEnds
      .toReversed()
      .map((end) => ({ mark: markPeriod(end, "quarter"), name: `Quarter to ${formatIsoDate(end)}` }));
  }
  return [
    ...yearEnds
      .toReversed()
      .map((end) => ({ mark: markPeriod(end, "year"), name: `Fiscal year to ${formatIsoDate(end)}` })),
    { mark: "TTM", name: "Last twelve months, newest balance" },
  ];
}

function readPoints({ sections }: Statements, fact: string, span: ChartSpan, count: number): readonly ChartPoint[] {
  const line = sections.flatMap(({ lines }) => lines).find((each) => each.fact === fact);
  if (!line) return Array.from({ length: count }, () => "not_reported");
  return (span === "year" ? [...line.years.toReversed(), line.latest] : line.quarters.toReversed()).map(readPoint);
}

function readPoint(cell: StatementCell): ChartPoint {
  return cell.value === null ? cell.missing : cell.value;
}

/** The points of two series by twos, where both are known; the reason of the first that is not otherwise. */
function combine(
  left: readonly ChartPoint[],
  right: readonly ChartPoint[],
  compute: (left: number, right: number, index: number) => ChartPoint,
): readonly ChartPoint[] {
  return left.map((point, index) => {
    const other = right[index] ?? "not_reported";
    if (typeof point === "string") return point;
    return typeof other === "string" ? other : compute(point, other, index);
  });
}

function add(left: readonly ChartPoint[], right: readonly ChartPoint[]): readonly ChartPoint[] {
  return combine(left, right, (a, b) => a + b);
}

/** A ratio over nothing or less is not meaningful, as it is for the metrics. */
function divide(above: readonly ChartPoint[], below: readonly ChartPoint[]): readonly ChartPoint[] {
  return combine(above, below, (a, b) => (b <= 0 ? "not_meaningful" : a / b));
}

/** Earnings over interest by the rules of the metric: who owes nothing has no cover. */
function cover(
  earnings: readonly ChartPoint[],
  interest: readonly ChartPoint[],
  debt: readonly ChartPoint[],
): readonly ChartPoint[] {
  return divide(earnings, interest).map((point, index) => (debt[index] === 0 ? "no_debt" : point));
}
