import { describe, expect, test } from "vitest";
import { drawCompanies, type SampleCompany } from "#lib/sample/company";
import { Namer } from "#lib/sample/name";
import { type Figures, getBalances, sumFlows } from "#lib/sample/period-figures";
import { createRandom } from "#lib/sample/random";
import { simulateCompany } from "#lib/sample/simulate-company";
import type { StatementQuarter } from "#lib/sample/statement";

interface Simulated {
  readonly company: SampleCompany;
  readonly quarters: readonly StatementQuarter[];
  /** The last four quarters. */
  readonly year: Figures;
  readonly balances: Figures;
  readonly debtUsd: number;
  readonly liquidUsd: number;
}

const universe: readonly Simulated[] = drawCompanies(20_260_630, new Namer(createRandom(1)))
  .filter(({ former }) => !former)
  .map((company) => {
    const quarters = simulateCompany(company);
    const last = quarters.at(-1);
    if (!last) throw new Error(`Company ${company.index} has no quarters`);
    const balances = getBalances(last);
    return {
      company,
      quarters,
      year: sumFlows(quarters, quarters.length - 4, quarters.length - 1),
      balances,
      debtUsd: (balances.debtCurrent ?? 0) + (balances.debtNoncurrent ?? 0),
      liquidUsd: (balances.cash ?? 0) + (balances.shortTermInvestments ?? 0),
    };
  });

const lends = new Set(["bank", "insurer", "mortgage_reit"]);
const borrowers = universe.filter(({ company }) => !lends.has(company.industry.kind));

function listBroken(
  holds: (quarter: StatementQuarter, before: StatementQuarter | undefined) => boolean,
): readonly string[] {
  return universe.flatMap(({ company, quarters }) =>
    quarters.flatMap((quarter, index) =>
      holds(quarter, quarters[index - 1])
        ? []
        : [`${company.name.ticker} (${company.industry.kind}), quarter ${index}`],
    ),
  );
}

function getShare(items: readonly Simulated[], is: (item: Simulated) => boolean): number {
  return items.filter(is).length / items.length;
}

function getQuantile(values: readonly number[], share: number): number {
  const sorted = values.filter(Number.isFinite).toSorted((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
}

describe("the statements", () => {
  test("balance: assets are liabilities and equity of every kind", () => {
    const broken = listBroken(({ balances }) => {
      const { totalAssets = 0, totalLiabilities = 0, equity = 0, minorityInterest = 0, temporaryEquity = 0 } = balances;
      return totalAssets === totalLiabilities + equity + minorityInterest + temporaryEquity;
    });
    expect(broken).toEqual([]);
  });

  test("lead from cash to cash by the three cash flows", () => {
    const broken = listBroken(({ balances, flows }, before) => {
      if (!before) return true;
      const { operatingCashFlow = 0, investingCashFlow = 0, financingCashFlow = 0 } = flows;
      return balances.cash === (before.balances.cash ?? 0) + operatingCashFlow + investingCashFlow + financingCashFlow;
    });
    expect(broken).toEqual([]);
  });

  test("lead from revenue to net income", () => {
    const broken = listBroken(({ flows }) => {
      const { pretaxIncome = 0, incomeTax = 0, profitLoss = 0, minorityIncome = 0, netIncome } = flows;
      const grossHolds =
        flows.grossProfit === undefined || flows.grossProfit === (flows.revenue ?? 0) - (flows.costOfRevenue ?? 0);
      return grossHolds && profitLoss === pretaxIncome - incomeTax && netIncome === profitLoss - minorityIncome;
    });
    expect(broken).toEqual([]);
  });

  test("never own or owe a negative amount", () => {
    const ids = [
      "cash",
      "receivables",
      "inventory",
      "property",
      "goodwill",
      "intangibles",
      "securities",
      "deposits",
      "debtCurrent",
      "debtNoncurrent",
    ] as const;
    expect(listBroken(({ balances }) => ids.every((id) => (balances[id] ?? 0) >= 0))).toEqual([]);
  });

  test("split all debt over the ladder of maturities", () => {
    const broken = listBroken(({ balances, maturities }) => {
      const due = maturities.reduce((sum, rung) => sum + rung, 0);
      return maturities.length === 0 || due === (balances.debtCurrent ?? 0) + (balances.debtNoncurrent ?? 0);
    });
    expect(broken).toEqual([]);
  });

  test("have quarters of 80 to 100 days without a gap, some of them in years of 53 weeks", () => {
    const broken = listBroken(({ period }, before) => {
      const days = period.end - period.start + 1;
      return days >= 80 && days <= 100 && (!before || before.period.end + 1 === period.start);
    });
    expect(broken).toEqual([]);
    const longYears = universe.filter(({ quarters }) =>
      quarters.some(({ period }) => period.quarter === 4 && period.end - period.start + 1 === 98),
    );
    expect(longYears.length).toBeGreaterThan(20);
  });
});

describe("the universe", () => {
  test("loses money in over 40% of its names", () => {
    const share = getShare(universe, ({ year }) => (year.netIncome ?? 0) < 0);
    expect(share).toBeGreaterThan(0.4);
    expect(share).toBeLessThan(0.46);
  });

  test("owes half of its debt in about 10% of the names, and a quarter owes nothing", () => {
    const debts = borrowers.map(({ debtUsd }) => debtUsd).toSorted((a, b) => b - a);
    const total = debts.reduce((sum, debt) => sum + debt, 0);
    let names = 0;
    for (let owed = 0; owed < total / 2; names++) owed += debts[names] ?? 0;
    expect(names / debts.length).toBeGreaterThan(0.07);
    expect(names / debts.length).toBeLessThan(0.13);
    expect(debts.filter((debt) => debt === 0).length / debts.length).toBeGreaterThan(0.15);
  });

  test("holds more cash than debt in a third of the names that are no financials", () => {
    const share = getShare(
      universe.filter(({ company }) => company.sector !== "Financials"),
      ({ debtUsd, liquidUsd }) => liquidUsd > debtUsd,
    );
    expect(share).toBeGreaterThan(0.3);
    expect(share).toBeLessThan(0.45);
  });

  test("has the sector mix of a small-cap index", () => {
    const count = (sector: string) => universe.filter(({ company }) => company.sector === sector).length;
    expect(universe).toHaveLength(1950);
    expect(count("Financials")).toBeGreaterThan(400);
    expect(count("Health Care")).toBeGreaterThan(390);
    expect(count("Utilities")).toBeLessThan(40);
    expect(count("Other")).toBeGreaterThan(0);
  });

  test("has plausible margins, covers, leverage and multiples in the middle of its distribution", () => {
    const operating = universe.filter(({ company }) => company.industry.kind === "operating");
    const median = (read: (item: Simulated) => number) => getQuantile(operating.map(read), 0.5);
    expect(median(({ year }) => (year.grossProfit ?? 0) / (year.revenue ?? 0))).toBeGreaterThan(0.25);
    expect(median(({ year }) => (year.grossProfit ?? 0) / (year.revenue ?? 0))).toBeLessThan(0.5);
    expect(median(({ year }) => (year.operatingIncome ?? 0) / (year.revenue ?? 0))).toBeGreaterThan(0.02);
    expect(median(({ year }) => (year.operatingIncome ?? 0) / (year.revenue ?? 0))).toBeLessThan(0.1);
    const covers = operating.filter(({ year }) => (year.interestExpense ?? 0) > 0);
    const cover = covers.map(({ year }) => (year.operatingIncome ?? 0) / (year.interestExpense ?? 1));
    expect(getQuantile(cover, 0.5)).toBeGreaterThan(1);
    expect(getQuantile(cover, 0.5)).toBeLessThan(4);
    expect(getQuantile(cover, 0.9)).toBeLessThan(25);
  });

  test("has about 190 names in clinical trials that live on share issues, a part of them without revenue", () => {
    const biotechs = universe.filter(({ company }) => company.industry.kind === "biotech");
    expect(biotechs.length).toBeGreaterThan(180);
    expect(getShare(biotechs, ({ year }) => year.revenue === undefined)).toBeGreaterThan(0.3);
    expect(getShare(biotechs, ({ year }) => (year.netIncome ?? 0) < 0)).toBe(1);
    const starving = getShare(biotechs, ({ liquidUsd, year }) => liquidUsd < -(year.operatingCashFlow ?? 0));
    expect(starving).toBeGreaterThan(0.1);
    expect(starving).toBeLessThan(0.5);
  });

  test("has a few filers whose last report is over 200 days old", () => {
    const stale = universe.filter(({ quarters }) => (quarters.at(-1)?.period.end ?? 0) < 20_634 - 200);
    expect(stale.length).toBeGreaterThan(3);
    expect(stale.length).toBeLessThan(30);
  });
});
