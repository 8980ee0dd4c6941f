import { describe, expect, it } from "vitest";
import { crossChecks } from "#lib/fact/check/cross-check";
import type { CheckState } from "#lib/fact/check/cross-checker";
import { findFact, publicFacts } from "#lib/fact/definition/catalogue";
import { beginning, buildFigures, type Figures, selectFigures } from "../../../support/build-checked";
import { buildEntries, day } from "../../../support/build-entries";

interface Case {
  readonly why: string;
  readonly figures: Figures;
  readonly state: CheckState;
  /** Balances at the beginning of the year. */
  readonly before?: Figures;
}

const balanced = { total_assets: 1000, liabilities_reported: 600 };

const cases: Readonly<Record<string, readonly Case[]>> = {
  balance_totals: [
    { why: "equal totals", figures: { total_assets: 1000, liabilities_and_equity: 1000 }, state: "holds" },
    { why: "half a percent apart", figures: { total_assets: 1000, liabilities_and_equity: 995 }, state: "holds" },
    { why: "more than that apart", figures: { total_assets: 1000, liabilities_and_equity: 970 }, state: "fails" },
  ],
  balance_sheet: [
    { why: "two parts", figures: { ...balanced, equity_reported: 400 }, state: "holds" },
    {
      why: "minority interest beside equity of the owners",
      figures: { ...balanced, equity_reported: 370, minority_reported: 30 },
      state: "holds",
    },
    {
      why: "minority interest inside equity",
      figures: { ...balanced, equity_with_minority: 400, equity_reported: 370, minority_reported: 30 },
      state: "holds",
    },
    {
      why: "two kinds of mezzanine equity",
      figures: { ...balanced, equity_reported: 300, temporary_equity_of_parent: 60, redeemable_minority: 40 },
      state: "holds",
    },
    {
      why: "mezzanine equity that liabilities have in them",
      figures: { ...balanced, equity_reported: 400, temporary_equity: 50 },
      state: "holds",
    },
    { why: "a rest within half a percent", figures: { ...balanced, equity_reported: 395 }, state: "holds" },
    { why: "a larger rest", figures: { ...balanced, equity_reported: 365 }, state: "fails" },
    { why: "no liabilities", figures: { total_assets: 1000, equity_reported: 400 }, state: "not_judged" },
  ],
  minority_equity: [
    {
      why: "owners plus minority",
      figures: { equity_with_minority: 400, equity_reported: 370, minority_reported: 30 },
      state: "holds",
    },
    {
      why: "a part under the total tag of the minority",
      figures: { equity_with_minority: 400, equity_reported: 370, minority_reported: 11 },
      state: "fails",
    },
    { why: "no minority", figures: { equity_with_minority: 400, equity_reported: 400 }, state: "not_judged" },
  ],
  liabilities_sum: [
    {
      why: "two parts",
      figures: { liabilities_reported: 600, current_liabilities: 200, liabilities_noncurrent: 400 },
      state: "holds",
    },
    {
      why: "a part that is missing from both",
      figures: { liabilities_reported: 600, current_liabilities: 200, liabilities_noncurrent: 350 },
      state: "fails",
    },
    { why: "one part", figures: { liabilities_reported: 600, current_liabilities: 200 }, state: "not_judged" },
  ],
  within_assets: [
    { why: "cash that is all of assets", figures: { total_assets: 1000, cash: 1000 }, state: "holds" },
    { why: "cash just above assets by rounding", figures: { total_assets: 1000, cash: 1005 }, state: "holds" },
    { why: "goodwill above assets", figures: { total_assets: 1000, cash: 10, goodwill: 1040 }, state: "fails" },
    { why: "no line", figures: { total_assets: 1000 }, state: "not_judged" },
  ],
  within_current_assets: [
    {
      why: "lines that are all of current assets",
      figures: { current_assets: 100, cash: 40, short_term_investments: 30, receivables: 20, inventory: 10 },
      state: "holds",
    },
    {
      why: "investments that are partly noncurrent",
      figures: { current_assets: 100, cash: 40, short_term_investments: 90 },
      state: "fails",
    },
    { why: "no current assets", figures: { cash: 40 }, state: "not_judged" },
  ],
  within_liabilities: [
    {
      why: "current liabilities that are all",
      figures: { liabilities_reported: 600, current_liabilities: 600 },
      state: "holds",
    },
    { why: "debt above all", figures: { liabilities_reported: 600, long_term_debt: 700 }, state: "fails" },
    { why: "no total", figures: { current_liabilities: 600 }, state: "not_judged" },
  ],
  gross_profit: [
    {
      why: "the difference",
      figures: { revenue: 1000, cost_of_revenue: 600, gross_profit_reported: 400 },
      state: "holds",
    },
    {
      why: "a difference of a percent of revenue",
      figures: { revenue: 1000, cost_of_revenue: 600, gross_profit_reported: 390 },
      state: "holds",
    },
    {
      why: "depreciation beside the cost",
      figures: { revenue: 1000, cost_of_revenue: 600, gross_profit_reported: 363 },
      state: "fails",
    },
    { why: "no cost", figures: { revenue: 1000, gross_profit_reported: 400 }, state: "not_judged" },
  ],
  gross_profit_within_revenue: [
    { why: "all of revenue", figures: { revenue: 1000, gross_profit_reported: 1000 }, state: "holds" },
    { why: "more than revenue", figures: { revenue: 30, gross_profit_reported: 1000 }, state: "fails" },
    { why: "no gross profit", figures: { revenue: 1000 }, state: "not_judged" },
  ],
  operating_income_within_revenue: [
    { why: "a loss above revenue", figures: { revenue: 10, operating_income: -500 }, state: "holds" },
    { why: "income above revenue", figures: { revenue: 10, operating_income: 500 }, state: "fails" },
    { why: "no operating income", figures: { revenue: 1000 }, state: "not_judged" },
  ],
  operating_income: [
    {
      why: "the difference",
      figures: { gross_profit_reported: 400, operating_expenses: 300, operating_income: 100 },
      state: "holds",
    },
    {
      why: "restructuring between the two",
      figures: { gross_profit_reported: 400, operating_expenses: 300, operating_income: 71 },
      state: "fails",
    },
    { why: "no expenses", figures: { gross_profit_reported: 400, operating_income: 100 }, state: "not_judged" },
  ],
  net_income: [
    { why: "the difference", figures: { pretax_income: 100, income_tax: 25, net_income: 75 }, state: "holds" },
    {
      why: "a percent of the largest off",
      figures: { pretax_income: 100, income_tax: 25, net_income: 74 },
      state: "holds",
    },
    {
      why: "discontinued operations after the pretax line",
      figures: { pretax_income: 100, income_tax: 25, net_income: 62, discontinued_income: -13 },
      state: "holds",
    },
    {
      why: "discontinued operations that were reported but are inside",
      figures: { pretax_income: 100, income_tax: 25, net_income: 75, discontinued_income: -13 },
      state: "holds",
    },
    {
      why: "companies at equity after the pretax line",
      figures: { pretax_income: 100, income_tax: 25, net_income: 84, equity_method_income: 9 },
      state: "holds",
    },
    {
      why: "the minority's share",
      figures: { pretax_income: 100, income_tax: 25, net_income: 57, net_income_minority: 18 },
      state: "holds",
    },
    {
      why: "net income with the minority's share",
      figures: { pretax_income: 100, income_tax: 25, net_income: 57, net_income_with_minority: 75 },
      state: "holds",
    },
    { why: "another difference", figures: { pretax_income: 100, income_tax: 25, net_income: 61 }, state: "fails" },
    { why: "no tax", figures: { pretax_income: 100, net_income: 75 }, state: "not_judged" },
  ],
  minority_income: [
    {
      why: "owners plus minority",
      figures: { net_income_with_minority: 75, net_income: 57, net_income_minority: 18 },
      state: "holds",
    },
    {
      why: "a second, redeemable minority",
      figures: {
        net_income_with_minority: 75,
        net_income: 50,
        net_income_minority: 18,
        net_income_redeemable_minority: 7,
      },
      state: "holds",
    },
    {
      why: "dividends of preferred shares in between",
      figures: { net_income_with_minority: 75, net_income: 41, net_income_minority: 18 },
      state: "fails",
    },
    { why: "no minority", figures: { net_income_with_minority: 75, net_income: 57 }, state: "not_judged" },
  ],
  cash_flow: [
    {
      why: "three flows",
      figures: { operating_cash_flow: 100, investing_cash_flow: -60, financing_cash_flow: -30, cash_change: 10 },
      state: "holds",
    },
    {
      why: "exchange rates inside the change",
      figures: {
        operating_cash_flow: 100,
        investing_cash_flow: -60,
        financing_cash_flow: -30,
        exchange_rate_effect: -7,
        cash_change: 3,
      },
      state: "holds",
    },
    {
      why: "exchange rates outside the change",
      figures: {
        operating_cash_flow: 100,
        investing_cash_flow: -60,
        financing_cash_flow: -30,
        exchange_rate_effect: -7,
        cash_change_before_exchange: 10,
      },
      state: "holds",
    },
    {
      why: "no change, but two balances with restricted cash",
      figures: {
        operating_cash_flow: 100,
        investing_cash_flow: -60,
        financing_cash_flow: -30,
        cash_with_restricted: 45,
      },
      before: { cash_with_restricted: 35 },
      state: "holds",
    },
    {
      why: "another sign of financing",
      figures: { operating_cash_flow: 100, investing_cash_flow: -60, financing_cash_flow: 30, cash_change: 10 },
      state: "fails",
    },
    {
      why: "no financing",
      figures: { operating_cash_flow: 100, investing_cash_flow: -60, cash_change: 10 },
      state: "not_judged",
    },
  ],
  cash_change: [
    {
      why: "two balances with restricted cash",
      figures: { cash_change: 10, cash_with_restricted: 45, cash: 30 },
      before: { cash_with_restricted: 35, cash: 29 },
      state: "holds",
    },
    {
      why: "two balances without restricted cash",
      figures: { cash_change: 10, cash: 45 },
      before: { cash: 35 },
      state: "holds",
    },
    { why: "other balances", figures: { cash_change: 10, cash: 45 }, before: { cash: 50 }, state: "fails" },
    { why: "no balance at the beginning", figures: { cash_change: 10, cash: 45 }, state: "not_judged" },
  ],
  per_share: [
    { why: "the product", figures: { eps_reported: 1.5, diluted_shares: 50, net_income: 75 }, state: "holds" },
    {
      why: "half a cent a share off",
      figures: { eps_reported: 0.01, diluted_shares: 1000, net_income: 14.9 },
      state: "holds",
    },
    {
      why: "dividends of preferred shares in between",
      figures: { eps_reported: 1, diluted_shares: 50, net_income: 75, preferred_dividends: 25 },
      state: "holds",
    },
    {
      why: "a count in thousands",
      figures: { eps_reported: 1.5, diluted_shares: 50, net_income: 75_000 },
      state: "fails",
    },
    { why: "no count", figures: { eps_reported: 1.5, net_income: 75 }, state: "not_judged" },
  ],
  maturities: [
    {
      why: "years that sum to the debt",
      figures: { debt_due_1y: 100, debt_due_2y: 200, debt_due_after: 100, long_term_debt: 400 },
      state: "holds",
    },
    {
      why: "costs of issue of five percent",
      figures: { debt_due_1y: 100, debt_due_2y: 200, debt_due_after: 100, long_term_debt: 381 },
      state: "holds",
    },
    {
      why: "years that miss the debt",
      figures: { debt_due_1y: 100, debt_due_2y: 200, long_term_debt: 400 },
      state: "fails",
    },
    { why: "one year alone", figures: { debt_due_1y: 100, long_term_debt: 400 }, state: "not_judged" },
  ],
};

const quarterly = ["revenue", "operating_income", "net_income", "operating_cash_flow"] as const;
const quarterPeriods = ["01-01..2025-03-31", "04-01..2025-06-30", "07-01..2025-09-30", "10-01..2025-12-31"];

function buildQuarters(fact: string, values: readonly number[]) {
  const [rule] = findFact(fact)?.tags ?? [];
  return buildEntries({
    fact,
    tag: rule?.tag ?? "",
    values: Object.fromEntries(values.map((value, index) => [`2025-${quarterPeriods[index]} @ 2026-02-20`, value])),
  });
}

function judge(id: string, figures: Figures, before: Figures = {}) {
  const facts = selectFigures(figures, buildFigures(before, undefined, beginning));
  return facts.listChecks().find((result) => result.id === id);
}

describe("cross-checks", () => {
  it("are each told apart, explained, and about facts that exist", () => {
    const ids = crossChecks.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const publicIds = publicFacts.map(({ id }) => id);
    for (const { id, label, because, left, right, facts, doubts } of crossChecks) {
      expect(id).toMatch(/^[a-z][a-z_]*$/);
      expect([label.length, because.length].every((length) => length > 10)).toBe(true);
      for (const { fact } of [...left, ...right.flat()]) expect(findFact(fact)?.tags.length, fact).toBeGreaterThan(0);
      for (const { among } of doubts) for (const fact of among) expect(findFact(fact), fact).toBeDefined();
      expect(publicIds, id).toEqual(expect.arrayContaining([...facts]));
      expect(facts.length === 0, id).toBe(doubts.length === 0);
    }
  });

  it("have each a table of cases below", () => {
    const tested = [...Object.keys(cases), ...quarterly.map((fact) => `quarters_${fact}`)];
    expect(tested.toSorted()).toEqual(crossChecks.map(({ id }) => id).toSorted());
  });

  describe.each(Object.entries(cases))("%s", (id, rows) => {
    it.each(rows)("$state: $why", ({ figures, before, state }) => {
      const result = judge(id, figures, before);
      expect(result?.state).toBe(state);
      expect(result?.end ?? null).toBe(state === "not_judged" ? null : day("2025-12-31"));
      expect(result?.detail === null).toBe(state !== "fails");
    });
  });

  describe.each(quarterly)("quarters_%s", (fact) => {
    const judgeQuarters = (total: number, values: readonly number[]) =>
      selectFigures({ [fact]: total }, buildQuarters(fact, values))
        .listChecks()
        .find(({ id }) => id === `quarters_${fact}`);

    it("holds where four reported quarters sum to the year, and within a percent", () => {
      expect(judgeQuarters(100, [20, 30, 10, 40])?.state).toBe("holds");
      expect(judgeQuarters(101, [20, 30, 10, 40])?.state).toBe("holds");
    });

    it("fails where they do not", () => {
      expect(judgeQuarters(107, [20, 30, 10, 40])?.state).toBe("fails");
    });

    it("F-17: is not judged where the last quarter is what the year leaves for it", () => {
      expect(judgeQuarters(107, [20, 30, 10])?.state).toBe("not_judged");
    });
  });

  it("F-17: are not judged at all without filings", () => {
    const states = selectFigures({}, []).listChecks();
    expect(states.map(({ id }) => id)).toEqual(crossChecks.map(({ id }) => id));
    expect(states.find(({ id }) => id === "net_income")).toEqual({
      id: "net_income",
      state: "not_judged",
      end: null,
      left: null,
      right: null,
      detail: null,
    });
  });

  it("F-17: allow half a unit of rounding for each figure of a filing in millions", () => {
    const millions = (pretax: number, tax: number, income: number) =>
      judge("net_income", { pretax_income: pretax * 1e6, income_tax: tax * 1e6, net_income: income * 1e6 })?.state;
    expect(millions(86, 43, 42)).toBe("holds");
    expect(millions(86, 43, 40)).toBe("fails");
    expect(millions(101, 40, 59)).toBe("fails");
  });

  it("F-17: allow for the rounding of the long periods that a last quarter is the difference of", () => {
    const nineMonths = buildFigures(
      { pretax_income: 298e6, income_tax: 73e6, net_income: 224e6, revenue: 1 },
      "2025-01-01..2025-09-30 @ 2025-11-05",
    );
    const yearly = { pretax_income: 300e6, income_tax: 74e6, net_income: 226e6 };
    const facts = selectFigures(yearly, nineMonths);
    expect(facts.get("pretax_income_q")).toMatchObject({ value: 2e6 });
    expect(facts.get("income_tax_q")).toMatchObject({ value: 1e6 });
    expect(facts.get("net_income_q")).toMatchObject({ value: 2e6 });
  });

  it("F-17: are not judged where the sum held before one of its figures was filed anew", () => {
    const anew = buildEntries({
      fact: "total_assets",
      tag: "us-gaap:Assets",
      values: { "2025-12-31 @ 2026-02-25": 1100 },
    });
    const figures = { ...balanced, equity_reported: 400, liabilities_and_equity: 1000 };
    const results = selectFigures(figures, anew).listChecks();
    const states = Object.fromEntries(results.map(({ id, state }) => [id, state]));
    // The two totals stand side by side in every filing: one of them alone is a slip.
    expect(states).toMatchObject({ balance_sheet: "not_judged", balance_totals: "fails" });
  });

  it("F-22: say the sum in words and numbers", () => {
    const details = [
      judge("balance_sheet", { total_assets: 1234, liabilities_reported: 900, equity_reported: 300 }),
      judge("within_assets", { total_assets: 1000, cash: 2000, goodwill: 1240 }),
      judge("net_income", { pretax_income: 100, income_tax: 25, net_income: 61 }),
      judge("cash_change", { cash_change: 10, cash: 45 }, { cash: 50 }),
      judge("per_share", { eps_reported: 1.5, diluted_shares: 50, net_income: 75_000 }),
      judge("maturities", { debt_due_1y: 100, debt_due_2y: 200, long_term_debt: 1400 }),
    ].map((result) => result?.detail);
    expect(details).toEqual([
      "Total assets $1.234k = total liabilities as reported $900 + equity as reported $300 does not hold. The sides are $34 apart.",
      "Cash and equivalents $2k, goodwill $1.24k are not within total assets $1k. That is $1k too much.",
      "Pretax income $100 − income tax $25 = net income $61 does not hold. The sides are $14 apart.",
      "Change in cash with restricted cash $10 = cash and equivalents at the end $45 − cash and equivalents at the beginning $50 does not hold. The sides are $15 apart.",
      "Diluted earnings per share as reported $1.50 x average diluted shares 50 = net income $75k does not hold. The sides are $74.93k apart.",
      "The years of the schedule come to $300. Long-term debt is $1.4k. They are $1.1k apart.",
    ]);
  });
});
