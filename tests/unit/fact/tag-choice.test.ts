import { describe, expect, it } from "vitest";
import { selectFacts } from "#lib/fact/select";
import { buildEntries, buildPeriods, day, type TagFigures } from "../../support/build-entries";

const year2023 = "2023-01-01..2023-12-31 @ 2024-02-20";
const year2024 = "2024-01-01..2024-12-31 @ 2025-02-20";
const year2025 = "2025-01-01..2025-12-31 @ 2026-02-20";
const periods = buildPeriods(year2023, year2024, year2025);
const asOf = day("2026-03-01");

const contract = "us-gaap:RevenueFromContractWithCustomerExcludingAssessedTax";

function select(fact: string, byTag: Readonly<Record<string, TagFigures["values"]>>) {
  const entries = Object.entries(byTag).flatMap(([tag, values]) => buildEntries({ fact, tag, values }));
  return selectFacts([...periods, ...entries], asOf);
}

describe("choice of tags", () => {
  it("F-1: takes the total, not the part that the same filing gives under another tag (Herc)", () => {
    const facts = select("revenue", {
      "us-gaap:Revenues": { [year2024]: 3568, [year2025]: 4376 },
      [contract]: { [year2024]: 700, [year2025]: 862 },
    });
    expect(facts.get("revenue")).toMatchObject({ value: 4376 });
    expect(facts.get("revenue[-1]")).toMatchObject({ value: 3568 });
  });

  it("F-2: takes the larger of two figures for revenue even when the filer gave the total to the lesser tag (Verra)", () => {
    const facts = select("revenue", {
      "us-gaap:Revenues": { [year2024]: 120, [year2025]: 133 },
      [contract]: { [year2024]: 880, [year2025]: 979 },
    });
    expect(facts.get("revenue")).toMatchObject({ value: 979 });
  });

  it("F-1: does not take a part for the whole once the whole is no longer filed", () => {
    const facts = select("revenue", {
      "us-gaap:Revenues": { [year2023]: 3000, [year2024]: 3568 },
      [contract]: { [year2023]: 600, [year2024]: 700, [year2025]: 862 },
    });
    expect(facts.get("revenue")).toMatchObject({ known: false, reason: "conflict" });
  });

  it("F-1: takes a tag that may be a part when nothing says that it is one", () => {
    const facts = select("revenue", { [contract]: { [year2025]: 862 } });
    expect(facts.get("revenue")).toMatchObject({ value: 862 });
  });

  it("F-1: does not take a figure that was filed anew under one tag only for a part", () => {
    const anew = "2024-01-01..2024-12-31 @ 2026-02-20";
    const facts = select("revenue", {
      "us-gaap:Revenues": { [year2023]: 900, [year2024]: 1000 },
      [contract]: { [year2023]: 900, [anew]: 800, [year2025]: 850 },
    });
    expect(facts.get("revenue")).toMatchObject({ value: 850 });
  });

  it("F-1: goes on with the tag that took the place of another (interest)", () => {
    const facts = select("interest_reported", {
      "us-gaap:InterestExpense": { [year2023]: 10 },
      "us-gaap:InterestExpenseNonoperating": { [year2024]: 12, [year2025]: 14 },
    });
    expect(facts.get("interest_expense")).toMatchObject({ value: 14 });
    expect(facts.get("interest_expense[-2]")).toMatchObject({ value: 10 });
  });

  it("F-1: combines periods of two tags only when the tags agree", () => {
    const nine = "2025-01-01..2025-09-30 @ 2025-11-05";
    const priorNine = "2024-01-01..2024-09-30 @ 2024-11-05";
    const build = (contractOf2024: number) =>
      selectFacts(
        [
          ...buildPeriods(year2024, priorNine, nine),
          ...buildEntries(
            { fact: "revenue", tag: "us-gaap:Revenues", values: { [year2024]: 100 } },
            { fact: "revenue", tag: contract, values: { [year2024]: contractOf2024, [nine]: 80, [priorNine]: 70 } },
          ),
        ],
        day("2025-12-01"),
      ).get("revenue");
    expect(build(100)).toMatchObject({ value: 110 });
    expect(build(40)).toMatchObject({ known: false, reason: "conflict" });
  });

  it("says when a company reports in another currency", () => {
    const entries = buildEntries({ fact: "revenue", tag: "us-gaap:Revenues", unit: "EUR", values: { [year2025]: 5 } });
    const point = selectFacts([...periods, ...entries], asOf).get("revenue");
    expect(point).toMatchObject({ known: false, reason: "not_reported", detail: expect.stringContaining("EUR") });
  });

  it("says when a figure was last reported", () => {
    const facts = select("goodwill", {});
    expect(facts.get("goodwill")).toMatchObject({ known: false });
    const old = select("sga_expense", { "us-gaap:SellingGeneralAndAdministrativeExpense": { [year2023]: 5 } });
    expect(old.get("sga_expense")).toMatchObject({ detail: expect.stringContaining("2023-12-31") });
  });
});

describe("derived facts", () => {
  it("compute gross profit from revenue and cost, and say so", () => {
    const entries = buildEntries(
      { fact: "revenue", tag: "us-gaap:Revenues", values: { [year2025]: 100 } },
      { fact: "cost_of_revenue", tag: "us-gaap:CostOfRevenue", values: { [year2025]: 60 } },
    );
    const point = selectFacts([...periods, ...entries], asOf).get("gross_profit");
    expect(point).toMatchObject({ value: 40, method: "derived", detail: "Revenue less cost of revenue." });
    expect(point.known && point.parts.map(({ sign, entry }) => sign * entry.value)).toEqual([100, -60]);
  });

  it("prefer reported gross profit", () => {
    const entries = buildEntries(
      { fact: "revenue", tag: "us-gaap:Revenues", values: { [year2025]: 100 } },
      { fact: "cost_of_revenue", tag: "us-gaap:CostOfRevenue", values: { [year2025]: 60 } },
      { fact: "gross_profit_reported", tag: "us-gaap:GrossProfit", values: { [year2025]: 35 } },
    );
    expect(selectFacts([...periods, ...entries], asOf).get("gross_profit")).toMatchObject({ value: 35 });
  });

  it("compute EBIT from pretax income and interest only when operating income is absent", () => {
    const pretax = buildEntries(
      {
        fact: "pretax_income",
        tag: "us-gaap:IncomeLossFromContinuingOperationsBeforeIncomeTaxes",
        values: { [year2025]: 50 },
      },
      { fact: "interest_reported", tag: "us-gaap:InterestExpense", values: { [year2025]: 10 } },
    );
    const operating = buildEntries({
      fact: "operating_income",
      tag: "us-gaap:OperatingIncomeLoss",
      values: { [year2025]: 55 },
    });
    expect(selectFacts([...periods, ...pretax], asOf).get("ebit")).toMatchObject({ value: 60, method: "derived" });
    expect(selectFacts([...periods, ...pretax, ...operating], asOf).get("ebit")).toMatchObject({ value: 55 });
  });

  it("never take an unreported required part for zero", () => {
    const entries = buildEntries({ fact: "revenue", tag: "us-gaap:Revenues", values: { [year2025]: 100 } });
    expect(selectFacts([...periods, ...entries], asOf).get("gross_profit")).toMatchObject({
      known: false,
      reason: "not_reported",
    });
  });

  it("F-16: refuse a share count in another scale than earnings per share", () => {
    const entries = buildEntries(
      { fact: "net_income", tag: "us-gaap:NetIncomeLoss", values: { [year2025]: 12_000_000 } },
      {
        fact: "eps_reported",
        tag: "us-gaap:EarningsPerShareDiluted",
        unit: "USD/shares",
        values: { [year2025]: 0.09 },
      },
      {
        fact: "diluted_shares",
        tag: "us-gaap:WeightedAverageNumberOfDilutedSharesOutstanding",
        unit: "shares",
        values: { [year2025]: 133_333 },
      },
    );
    const cash = buildEntries({
      fact: "operating_cash_flow",
      tag: "us-gaap:NetCashProvidedByUsedInOperatingActivities",
      values: { [year2025]: 1 },
    });
    expect(selectFacts([...entries, ...cash], asOf).get("diluted_shares")).toMatchObject({ reason: "conflict" });
  });

  it("F-16: do not add up earnings per share over a change of the share count", () => {
    const nine = "2025-01-01..2025-09-30 @ 2025-11-05";
    const priorNine = "2024-01-01..2024-09-30 @ 2024-11-05";
    const build = (shares: number) =>
      selectFacts(
        [
          ...buildPeriods(year2024, priorNine, nine),
          ...buildEntries(
            {
              fact: "eps_reported",
              tag: "us-gaap:EarningsPerShareDiluted",
              unit: "USD/shares",
              values: { [year2024]: 0.04, [nine]: 0.03, [priorNine]: 0.02 },
            },
            {
              fact: "diluted_shares",
              tag: "us-gaap:WeightedAverageNumberOfDilutedSharesOutstanding",
              unit: "shares",
              values: { [year2024]: 100, [nine]: shares, [priorNine]: 100 },
            },
          ),
        ],
        day("2025-12-01"),
      ).get("eps_diluted");
    expect(build(101)).toMatchObject({ known: true, value: expect.closeTo(0.05) });
    expect(build(150)).toMatchObject({ known: false, reason: "conflict" });
  });
});
