import { describe, expect, test } from "vitest";
import type { StatementCell, Statements } from "#lib/contract/statement";
import type { MissingReason } from "#lib/util/missing";
import { buildStatementCharts } from "@/components/company/build-statement-charts";
import { markPeriod } from "@/components/company/metric-history";

type Cell = number | MissingReason;

const cell = (value: Cell): StatementCell =>
  typeof value === "number" ? { value, isCalculated: false } : { value: null, missing: value };

/** Two years and three quarters, newest first, after the latest. */
function buildStatement(
  lines: Readonly<Record<string, readonly [latest: Cell, years: Cell[], quarters: Cell[]]>>,
): Statements {
  return {
    yearEnds: ["2025-12-31", "2024-12-31"],
    quarterEnds: ["2026-03-31", "2025-12-31", "2025-09-30"],
    failedChecks: [],
    sections: [
      {
        id: "all",
        label: "All",
        lines: Object.entries(lines).map(([fact, [latest, years, quarters]]) => ({
          fact,
          label: fact,
          format: "usd" as const,
          latest: cell(latest),
          years: years.map(cell),
          quarters: quarters.map(cell),
        })),
      },
    ],
  };
}

const whole = {
  revenue: [110, [100, 90], [30, 28, 27]],
  ebit: [12, [10, 8], [3, 2, -1]],
  interest_expense: [4, [4, 0], [1, "not_reported", 1]],
  total_debt: [50, [50, 0], [50, 50, 50]],
  cash: [16, [800, 15], [16, 800, 15]],
  short_term_investments: [792, ["not_reported", 10], [792, "not_reported", 10]],
} as const satisfies Record<string, unknown>;

const limits = [{ value: 1, label: "weak below 1x", tone: "weak" }] as const;

const sets = buildStatementCharts(buildStatement(structuredClone(whole) as never), limits);
const find = (span: "year" | "quarter", title: string) => sets[span].find((chart) => chart.title === title);

describe("the charts of a company", () => {
  test("run from the oldest year to the last twelve months, and over the quarters without them", () => {
    expect(find("year", "Revenue")?.periods.map(({ mark }) => mark)).toEqual(["2024", "2025", "TTM"]);
    expect(find("year", "Revenue")?.series[0]?.points).toEqual([90, 100, 110]);
    expect(find("quarter", "Revenue")?.periods.map(({ mark }) => mark)).toEqual(["Sep 25", "Dec 25", "Mar 26"]);
    expect(find("quarter", "Revenue")?.series[0]?.points).toEqual([27, 28, 30]);
    expect(find("quarter", "Revenue")?.periods.at(-1)?.name).toBe("Quarter to Mar 31, 2026");
  });

  test("name a year of 52 or 53 weeks, and its quarters, by the month that they are called by", () => {
    expect(markPeriod("2021-01-02", "year")).toBe("2020");
    expect(markPeriod("2021-12-31", "year")).toBe("2021");
    expect(markPeriod("2021-01-31", "year")).toBe("2021");
    expect(markPeriod("2026-04-04", "quarter")).toBe("Mar 26");
    expect(markPeriod("2026-06-30", "quarter")).toBe("Jun 26");
  });

  test("count short-term investments with cash where they are known, and never as zero where they are not", () => {
    const [, liquid, alone] = find("year", "Debt and cash")?.series ?? [];
    expect(liquid?.label).toBe("Cash and short-term investments");
    expect(liquid?.points).toEqual([25, "not_reported", 808]);
    expect(alone?.points).toEqual([15, 800, 16]);
  });

  test("show cash alone where no investments are reported at all", () => {
    const { short_term_investments: _, ...without } = whole;
    const { year } = buildStatementCharts(buildStatement(structuredClone(without) as never), limits);
    expect(year.find(({ title }) => title === "Debt and cash")?.series.map(({ label }) => label)).toEqual([
      "Total debt",
      "Cash",
    ]);
  });

  test("have no cover where nothing is owed, and limits only for twelve months", () => {
    expect(find("year", "Interest cover")?.series[0]?.points).toEqual(["no_debt", 2.5, 3]);
    expect(find("quarter", "Interest cover")?.series[0]?.points).toEqual([-1, "not_reported", 3]);
    expect(find("year", "Interest cover")?.references).toEqual(limits);
    expect(find("quarter", "Interest cover")?.references).toBeUndefined();
  });

  test("are those of a bank where deposits are known", () => {
    const bank = {
      deposits: [9, [9, 8], [9, 9, 9]],
      equity: [1, [1, 1], [1, 1, 1]],
      total_assets: [10, [10, 0], [10, 10, 10]],
    };
    const { year } = buildStatementCharts(buildStatement(bank as never), limits);
    expect(year.map(({ title }) => title)).toEqual(["Revenue", "Earnings", "Loans and deposits", "Equity over assets"]);
    expect(year[3]?.series[0]?.points).toEqual(["not_meaningful", 0.1, 0.1]);
    expect(year[0]?.series[0]?.points).toEqual(["not_reported", "not_reported", "not_reported"]);
  });
});
