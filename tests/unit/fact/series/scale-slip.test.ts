import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { selectFacts } from "#lib/fact/select";
import { buildEntries, day, type TagFigures } from "../../../support/build-entries";

const asOf = day("2026-05-15");

/** A filer with calendar years: 10-K for 2025, 10-Q for the first quarter of 2026, and what was filed before. */
const flowPeriods = [
  "2024-01-01..2024-12-31 @ 2025-02-20",
  "2025-01-01..2025-03-31 @ 2025-05-01",
  "2025-01-01..2025-06-30 @ 2025-08-01",
  "2025-01-01..2025-09-30 @ 2025-11-01",
  "2025-01-01..2025-12-31 @ 2026-02-20",
  "2026-01-01..2026-03-31 @ 2026-05-01",
] as const;
const balanceDays = [
  "2024-12-31 @ 2025-02-20",
  "2025-03-31 @ 2025-05-01",
  "2025-06-30 @ 2025-08-01",
  "2025-09-30 @ 2025-11-01",
  "2025-12-31 @ 2026-02-20",
  "2026-03-31 @ 2026-05-01",
] as const;
const flowShares = [0.95, 0.25, 0.5, 0.75, 1, 0.26] as const;

function flow(fact: string, tag: string, perYear: number, changed: Readonly<Record<string, number>> = {}): TagFigures {
  const values = Object.fromEntries(flowPeriods.map((period, index) => [period, perYear * (flowShares[index] ?? 0)]));
  return { fact, tag: `us-gaap:${tag}`, values: { ...values, ...changed } };
}

function balance(fact: string, tag: string, value: number, changed: Readonly<Record<string, number>> = {}): TagFigures {
  const values = Object.fromEntries(balanceDays.map((on) => [on, value]));
  return { fact, tag: `us-gaap:${tag}`, values: { ...values, ...changed } };
}

const frame: readonly TagFigures[] = [
  flow("net_income", "NetIncomeLoss", 40_000_000),
  flow("operating_cash_flow", "NetCashProvidedByUsedInOperatingActivities", 56_000_000),
  balance("total_assets", "Assets", 600_000_000),
  balance("liabilities_and_equity", "LiabilitiesAndStockholdersEquity", 600_000_000),
];

function select(...figures: readonly TagFigures[]) {
  return selectFacts(buildEntries(...frame, ...figures), asOf);
}

const interest = "InterestExpense";
const capex = "PaymentsToAcquirePropertyPlantAndEquipment";
const [, , , nineMonths, year, quarter] = flowPeriods;
const newest = balanceDays[5];

const cases = [
  { column: "interest_expense", fact: "interest_reported", tag: interest, size: 8_000_000 },
  { column: "capital_expenditure", fact: "property_expenditure", tag: capex, size: 20_000_000 },
  { column: "rd_expense", fact: "rd_expense", tag: "ResearchAndDevelopmentExpense", size: 30_000_000 },
  { column: "revenue", fact: "revenue", tag: "Revenues", size: 400_000_000 },
  {
    column: "depreciation_amortization",
    fact: "depreciation_amortization",
    tag: "DepreciationDepletionAndAmortization",
    size: 15_000_000,
  },
  { column: "stock_compensation", fact: "stock_compensation", tag: "ShareBasedCompensation", size: 9_000_000 },
  { column: "interest_paid", fact: "interest_paid", tag: "InterestPaidNet", size: 7_500_000 },
] as const;

describe("an amount in another scale", () => {
  it("F-24: is not used for a year of interest below its own nine months", () => {
    const facts = select(flow("interest_reported", interest, 8_000_000, { [year]: 8000 }));
    expect(facts.get("interest_expense")).toMatchObject({ known: false, reason: "conflict" });
    expect(facts.get("interest_expense_fy")).toMatchObject({
      known: false,
      reason: "conflict",
      detail: expect.stringMatching(/\$8k .* 2025-12-31\. .* another scale\./),
    });
    expect(facts.get("interest_expense_q")).toMatchObject({ known: true, value: 2_080_000 });
  });

  it("F-24: is not used for a year of spending, and another tag of the filing answers in its place", () => {
    const slip = flow("property_expenditure", capex, 20_000_000, { [year]: 20_000 });
    expect(select(slip).get("capital_expenditure")).toMatchObject({ known: false, reason: "conflict" });
    const other = flow("property_expenditure", "PaymentsToAcquireProductiveAssets", 20_000_000);
    expect(select(slip, other).get("capital_expenditure_fy")).toMatchObject({ known: true, value: 20_000_000 });
  });

  it("F-24: is no debt while its interest goes on, and is debt where it was repaid", () => {
    const debt = [
      balance("debt_noncurrent", "LongTermDebtNoncurrent", 120_000_000, { [newest]: 120_000 }),
      balance("debt_current", "LongTermDebtCurrent", 10_000_000, { [newest]: 10_000 }),
      flow("interest_reported", interest, 8_000_000),
    ];
    expect(select(...debt).get("total_debt")).toMatchObject({ known: false, reason: "conflict" });
    const repaid = flow("debt_flow", "RepaymentsOfLongTermDebt", 1_000_000, { [quarter]: 129_000_000 });
    expect(select(...debt, repaid).get("total_debt")).toMatchObject({ known: true, value: 130_000 });
  });

  it("F-24: gives way to an earlier filing of the same period", () => {
    const again = "2025-01-01..2025-12-31 @ 2026-05-01";
    const facts = select(flow("interest_reported", interest, 8_000_000, { [again]: 8000 }));
    expect(facts.get("interest_expense_fy")).toMatchObject({ known: true, value: 8_000_000 });
  });

  it("F-24: is borne out by the total that it is in", () => {
    const lines = (total: number) => [
      balance("current_assets", "AssetsCurrent", 300_000_000, { [newest]: total }),
      balance("cash", "CashAndCashEquivalentsAtCarryingValue", 160_000_000, { [newest]: 160_000 }),
      balance("receivables", "AccountsReceivableNetCurrent", 100_000_000),
    ];
    expect(select(...lines(300_000_000)).get("cash")).toMatchObject({ known: false, reason: "conflict" });
    expect(select(...lines(140_160_000)).get("cash")).toMatchObject({ known: true, value: 160_000 });
  });

  it("F-24: is seen by a sum that holds in the other scale", () => {
    const facts = select(
      flow(
        "pretax_income",
        "IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest",
        50_000_000,
      ),
      { fact: "income_tax", tag: "us-gaap:IncomeTaxExpenseBenefit", values: { [year]: 10_000 } },
    );
    expect(facts.get("income_tax_fy")).toMatchObject({ known: false, reason: "conflict" });
    expect(facts.get("pretax_income_fy")).toMatchObject({ known: true, value: 50_000_000 });
  });

  it("F-24: never reaches a flow of twelve months, whichever period and way it is in", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...cases),
        fc.constantFrom(nineMonths, year, quarter),
        fc.constantFrom(1000, 1_000_000, 1 / 1000, 1 / 1_000_000),
        fc.double({ min: 0.7, max: 1.4, noNaN: true }),
        ({ column, fact, tag, size }, period, factor, growth) => {
          const perYear = Math.round(size * growth);
          const sound = flow(fact, tag, perYear);
          const value = (sound.values[period] ?? 0) * factor;
          const right = select(sound).get(column);
          const figure = select({ ...sound, values: { ...sound.values, [period]: value } }).get(column);
          expect(right.known).toBe(true);
          if (figure.known && right.known) expect(Math.abs(figure.value / right.value - 1)).toBeLessThan(0.005);
        },
      ),
      { numRuns: 150 },
    );
  });
});

/** A filer whose statements add up, by fact: the tag and the amount of a year. */
const statements = {
  revenue: ["Revenues", 400_000_000],
  cost_of_revenue: ["CostOfRevenue", 250_000_000],
  gross_profit_reported: ["GrossProfit", 150_000_000],
  operating_expenses: ["OperatingExpenses", 90_000_000],
  operating_income: ["OperatingIncomeLoss", 60_000_000],
  pretax_income: [
    "IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest",
    52_000_000,
  ],
  income_tax: ["IncomeTaxExpenseBenefit", 12_000_000],
  net_income_with_minority: ["ProfitLoss", 40_000_000],
  net_income: ["NetIncomeLoss", 40_000_000],
  operating_cash_flow: ["NetCashProvidedByUsedInOperatingActivities", 56_000_000],
  investing_cash_flow: ["NetCashProvidedByUsedInInvestingActivities", -30_000_000],
  financing_cash_flow: ["NetCashProvidedByUsedInFinancingActivities", -20_000_000],
  cash_change: [
    "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalentsPeriodIncreaseDecreaseIncludingExchangeRateEffect",
    6_000_000,
  ],
  dividends_paid: ["PaymentsOfDividends", 10_000_000],
  buybacks: ["PaymentsForRepurchaseOfCommonStock", 8_000_000],
} as const;
type Line = keyof typeof statements;

function selectStatements(
  size: number,
  changed: Line,
  change: (value: number) => number,
  period: string,
  isBare = false,
) {
  const lines = Object.entries(statements).map(([fact, [tag, perYear]]) => {
    const sound = flow(fact, tag, Math.round(perYear * size));
    return fact === changed
      ? { ...sound, values: { ...sound.values, [period]: change(sound.values[period] ?? 0) } }
      : sound;
  });
  const kept = isBare
    ? lines.filter(({ fact }) =>
        [changed, "revenue", changed === "operating_cash_flow" ? "net_income" : "operating_cash_flow"].includes(fact),
      )
    : lines;
  const assets = ["Assets", "LiabilitiesAndStockholdersEquity"].map((tag, index) =>
    balance(index === 0 ? "total_assets" : "liabilities_and_equity", tag, 600_000_000 * size),
  );
  return selectFacts(buildEntries(...kept, ...assets), asOf);
}

const results = [
  ["net_income", "net_income"],
  ["operating_income", "operating_income"],
  ["ebit", "operating_income"],
  ["gross_profit", "gross_profit_reported"],
  ["operating_cash_flow", "operating_cash_flow"],
  ["income_tax", "income_tax"],
  ["pretax_income", "pretax_income"],
] as const;
const payments = [
  ["dividends_paid", "dividends_paid"],
  ["buybacks", "buybacks"],
] as const;

describe("a line of the newest filing", () => {
  it("F-53: in another scale than the lines around it leave is never shown", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...results),
        fc.constantFrom(1000, 1_000_000, 1 / 1000),
        fc.double({ min: 0.5, max: 2, noNaN: true }),
        fc.double({ min: 0.7, max: 1.4, noNaN: true }),
        fc.boolean(),
        ([column, fact], factor, rise, size, isBare) => {
          // Where no other line tells, a period that is not like those before may have grown or shrunk.
          const change = (value: number) => value * factor * (isBare ? 1 : rise ** 0.01);
          for (const slot of ["", "_q"]) {
            const right = selectStatements(size, fact, (value) => value, quarter, isBare).get(column + slot);
            const figure = selectStatements(size, fact, change, quarter, isBare).get(column + slot);
            expect(right, JSON.stringify(right)).toMatchObject({ known: true });
            if (figure.known && right.known) expect(Math.abs(figure.value / right.value - 1)).toBeLessThan(0.02);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each(payments)("F-53: %s of a thousand times as much are never shown", (column, fact) => {
    for (const factor of [1000, 1_000_000]) {
      expect(selectStatements(1, fact, (value) => value * factor, quarter).get(column)).toMatchObject({ known: false });
    }
  });

  it.each(results)("F-53: %s in the other sign than the lines around it leave is never shown", (column, fact) => {
    const right = selectStatements(1, fact, (value) => value, quarter).get(column);
    const figure = selectStatements(1, fact, (value) => -value, quarter).get(column);
    expect(right.known).toBe(true);
    if (figure.known && right.known) expect(figure.value).toBe(right.value);
  });

  it("F-53: a result that truly rose or fell a thousand times is shown where the other lines say so", () => {
    const lines = (["pretax_income", "income_tax", "net_income_with_minority", "net_income"] as const).map((fact) => {
      const [tag, perYear] = statements[fact];
      return flow(fact, tag, perYear, { [quarter]: (perYear * 0.26) / 1000 });
    });
    const facts = selectFacts(buildEntries(...lines), asOf);
    expect(facts.get("net_income")).toMatchObject({ known: true });
    expect(facts.get("pretax_income")).toMatchObject({ known: true });
  });
});

describe("a cost or a payment", () => {
  it("F-25: is in conflict where it is far below its own part, and counts where it was recast", () => {
    const paid = flow("buybacks", "PaymentsForRepurchaseOfCommonStock", 200_000_000, { [year]: 10_000_000 });
    expect(select(paid).get("buybacks_fy")).toMatchObject({
      known: false,
      reason: "conflict",
      detail: expect.stringContaining("a part cannot be more than the whole"),
    });
    const cost = flow("cost_of_revenue", "CostOfRevenue", 200_000_000, {
      "2025-01-01..2025-12-31 @ 2026-05-01": 60_000_000,
    });
    expect(select(cost).get("cost_of_revenue_fy")).toMatchObject({ known: true, value: 60_000_000 });
  });

  it("F-25: is in conflict below zero where nothing shows what is meant", () => {
    expect(select(flow("interest_reported", interest, -8_000_000)).get("interest_expense")).toMatchObject({
      known: false,
      reason: "conflict",
    });
    const odd = flow("property_expenditure", capex, 20_000_000, { [year]: -400_000_000 });
    expect(select(odd).get("capital_expenditure_fy")).toMatchObject({ known: false });
  });
});

describe("share counts", () => {
  const perShare = (changed: Readonly<Record<string, number>>): TagFigures => ({
    ...flow("eps_reported", "EarningsPerShareDiluted", 4, changed),
    unit: "USD/shares",
  });
  const counts = (values: readonly number[]): TagFigures => ({
    fact: "diluted_shares",
    tag: "us-gaap:WeightedAverageNumberOfDilutedSharesOutstanding",
    unit: "shares",
    values: Object.fromEntries(flowPeriods.map((period, index) => [period, values[index] ?? 0])),
  });

  it("F-26: before and after a split are in no one sum, where the comparative was first filed after it", () => {
    const before = 25_000_000;
    const prior = { "2025-01-01..2025-03-31 @ 2026-05-01": 100_000_000 };
    const split = counts([before, 0, 0, 0, before, 100_000_000]);
    const facts = selectFacts(
      buildEntries(
        ...frame,
        {
          ...split,
          values: {
            [flowPeriods[0]]: before,
            [year]: before,
            [quarter]: 100_000_000,
            ...prior,
          },
        },
        {
          ...perShare({}),
          values: { [year]: 4, [quarter]: 0.3, "2025-01-01..2025-03-31 @ 2026-05-01": 0.25 },
        },
      ),
      asOf,
    );
    expect(facts.get("diluted_shares")).toMatchObject({ known: false, reason: "conflict" });
    expect(facts.get("eps_diluted")).toMatchObject({ known: false, reason: "conflict" });
    expect(facts.get("diluted_shares_fy")).toMatchObject({ known: true, value: before });
  });

  it.each([0, 1, 100, 1000])("F-26: of %d hold a place, and the average count stands in", (placeholder) => {
    const facts = select(counts([50_000_000, 50_000_000, 50_000_000, 50_000_000, 50_000_000, 50_000_000]), {
      fact: "shares_outstanding",
      tag: "us-gaap:CommonStockSharesOutstanding",
      unit: "shares",
      values: Object.fromEntries(balanceDays.map((on) => [on, placeholder])),
    });
    expect(facts.get("shares_outstanding")).toMatchObject({ known: true, value: 50_000_000 });
  });
});
