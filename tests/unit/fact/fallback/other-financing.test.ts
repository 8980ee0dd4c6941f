import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { selectFacts } from "#lib/fact/select";
import { buildEntries, day, type TagFigures } from "../../../support/build-entries";

const year = "2025-01-01..2025-12-31 @ 2026-02-20";
const [before, now] = ["2024-12-31 @ 2026-02-20", "2025-12-31 @ 2026-02-20"];
const assets = 100_000_000;
const income = 5_000_000;
const equityBefore = 40_000_000;

const flow = (fact: string, tag: string, value: number): TagFigures => ({
  fact,
  tag: `us-gaap:${tag}`,
  values: { [year]: value },
});
const balance = (fact: string, tag: string, first: number, last: number): TagFigures => ({
  fact,
  tag: `us-gaap:${tag}`,
  values: { [before]: first, [now]: last },
});

/** A filer whose equity changed by its net income and by other financing, and one of which nobody knows what changed it. */
function select(hidden: number, change: number, ...more: readonly TagFigures[]) {
  return selectFacts(
    buildEntries(
      flow("net_income", "NetIncomeLoss", income),
      flow("operating_cash_flow", "NetCashProvidedByUsedInOperatingActivities", income),
      flow("financing_cash_flow", "NetCashProvidedByUsedInFinancingActivities", hidden),
      flow("other_financing", "ProceedsFromPaymentsForOtherFinancingActivities", hidden),
      balance("total_assets", "Assets", assets, assets),
      balance("equity_reported", "StockholdersEquity", equityBefore, equityBefore + income + change),
      balance("retained_earnings", "RetainedEarningsAccumulatedDeficit", 0, income + change),
      ...more,
    ),
    day("2026-03-01"),
  );
}

describe("a payment in other financing", () => {
  const outflow = fc.integer({ min: -400_000, max: -150_000 });

  it("F-38: is no zero where equity shows it", () => {
    fc.assert(
      fc.property(outflow, (hidden) => {
        const facts = select(hidden, hidden);
        expect(facts.get("dividends_paid")).toMatchObject({ known: false });
        expect(facts.get("buybacks")).toMatchObject({ known: false });
        expect(facts.get("stock_issued")).toMatchObject({ value: 0, method: "inferred" });
      }),
    );
  });

  it("F-38: is a zero where equity changed by net income alone", () => {
    fc.assert(
      fc.property(outflow, (hidden) => {
        const facts = select(hidden, 0);
        expect(facts.get("dividends_paid")).toMatchObject({ value: 0, method: "inferred" });
        expect(facts.get("buybacks")).toMatchObject({ value: 0, method: "inferred" });
      }),
    );
  });

  it("F-38: makes proceeds of a part a conflict, and leaves them where equity grew by them alone", () => {
    const options = flow("stock_issued", "ProceedsFromStockOptionsExercised", 300_000);
    expect(select(9_000_000, 9_300_000, options).get("stock_issued")).toMatchObject({ reason: "conflict" });
    expect(select(9_000_000, 300_000, options).get("stock_issued")).toMatchObject({ value: 300_000 });
  });

  it("F-38: may be tax withheld where it is less than awards, and is no buyback then", () => {
    const awards = flow("stock_compensation", "ShareBasedCompensation", 500_000);
    expect(select(-300_000, 200_000, awards).get("buybacks")).toMatchObject({ value: 0 });
  });
});
