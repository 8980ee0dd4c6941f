import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { selectFacts } from "#lib/fact/select";
import { buildEntries, day, type TagFigures } from "../../../support/build-entries";

const periods = [
  { period: "2025-01-01..2025-03-31 @ 2025-05-01", days: 90 },
  { period: "2025-04-01..2025-06-30 @ 2025-08-01", days: 91 },
  { period: "2025-07-01..2025-09-30 @ 2025-11-01", days: 92 },
] as const;
const lastDays = 92;
const year = "2025-01-01..2025-12-31 @ 2026-02-20";

function select(quarters: readonly [number, number, number], ofYear: number) {
  const counts: TagFigures = {
    fact: "basic_shares",
    tag: "us-gaap:WeightedAverageNumberOfSharesOutstandingBasic",
    unit: "shares",
    values: {
      ...Object.fromEntries(periods.map(({ period }, index) => [period, quarters[index] ?? 0])),
      [year]: ofYear,
    },
  };
  const flow = (fact: string, tag: string): TagFigures => ({
    fact,
    tag: `us-gaap:${tag}`,
    values: { ...Object.fromEntries(periods.map(({ period }) => [period, 10])), [year]: 40 },
  });
  const assets = { fact: "total_assets", tag: "us-gaap:Assets", values: { "2025-12-31 @ 2026-02-20": 1_000 } };
  return selectFacts(
    buildEntries(flow("net_income", "NetIncomeLoss"), flow("revenue", "Revenues"), assets, counts),
    day("2026-03-01"),
  ).get("shares_outstanding");
}

function averageYear(quarters: readonly [number, number, number], last: number): number {
  const sum = periods.reduce((total, { days }, index) => total + days * (quarters[index] ?? 0), lastDays * last);
  return Math.round(sum / 365);
}

describe("the average count that stands in for a cover", () => {
  it("F-37: is that of the last quarter, which the year leaves", () => {
    const count = fc.integer({ min: 19_000_000, max: 22_000_000 });
    fc.assert(
      fc.property(count, count, count, count, (first, second, third, last) => {
        const figure = select([first, second, third], averageYear([first, second, third], last));
        expect(figure).toMatchObject({ known: true, end: day("2025-12-31") });
        if (figure.known) expect(Math.abs(figure.value - last)).toBeLessThanOrEqual(3);
      }),
    );
  });

  it("F-37: is that of the year where the quarters count other shares, or round too much", () => {
    const before = [10_000_000, 10_000_000, 10_000_000] as const;
    expect(select(before, 20_000_000)).toMatchObject({ value: 20_000_000 });
    const rounded = [20_000_000, 20_000_000, 20_000_000] as const;
    expect(select(rounded, 21_000_000)).toMatchObject({ value: 21_000_000 });
    expect(select([0, 0, 0], 20_000_001)).toMatchObject({ value: 20_000_001 });
  });
});

describe("a cover from before a split", () => {
  it("F-39: is counted in today's shares", () => {
    const cover = (count: number): TagFigures => ({
      fact: "shares_outstanding",
      tag: "dei:EntityCommonStockSharesOutstanding",
      unit: "shares",
      values: { "2025-02-10 @ 2025-02-20": count },
    });
    const earlier = "2024-01-01..2024-12-31";
    const selectCover = (count: number, first: number, anew: number) =>
      selectFacts(
        buildEntries(
          ...["net_income NetIncomeLoss", "revenue Revenues"].map((name): TagFigures => {
            const [fact = "", tag = ""] = name.split(" ");
            return { fact, tag: `us-gaap:${tag}`, values: { [`${earlier} @ 2025-02-20`]: 40, [year]: 40 } };
          }),
          {
            fact: "total_assets",
            tag: "us-gaap:Assets",
            values: { "2024-12-31 @ 2025-02-20": 1_000, "2025-12-31 @ 2026-02-20": 1_000 },
          },
          {
            fact: "basic_shares",
            tag: "us-gaap:WeightedAverageNumberOfSharesOutstandingBasic",
            unit: "shares",
            values: { [`${earlier} @ 2025-02-20`]: first, [`${earlier} @ 2026-02-20`]: anew, [year]: anew },
          },
          cover(count),
        ),
        day("2026-03-01"),
      ).get("shares_outstanding_fy[-1]");
    fc.assert(
      fc.property(
        fc.integer({ min: 5_000_000, max: 9_000_000 }),
        fc.integer({ min: 2, max: 20 }),
        fc.double({ min: 0.9, max: 1.1, noNaN: true }),
        (count, split, spread) => {
          const first = Math.round(count * spread);
          expect(selectCover(count, first, first * split)).toMatchObject({ value: count * split });
        },
      ),
    );
    // A class of several: the average stands in.
    expect(selectCover(2_000_000, 9_000_000, 9_000_000)).toMatchObject({ value: 9_000_000 });
    expect(selectCover(2_000_000, 9_000_000, 18_000_000)).toMatchObject({ value: 18_000_000 });
  });
});

it.each([1, 100, 1_000])("F-51: a cover that counts %i shares holds a place", (count) => {
  const cover: TagFigures = {
    fact: "shares_outstanding",
    tag: "dei:EntityCommonStockSharesOutstanding",
    unit: "shares",
    values: { "2026-01-31 @ 2026-02-20": count },
  };
  const figures = buildEntries(
    { fact: "net_income", tag: "us-gaap:NetIncomeLoss", values: { [year]: 40 } },
    { fact: "revenue", tag: "us-gaap:Revenues", values: { [year]: 40 } },
    { fact: "total_assets", tag: "us-gaap:Assets", values: { "2025-12-31 @ 2026-02-20": 1_000 } },
    cover,
  );
  expect(selectFacts(figures, day("2026-03-01")).get("shares_outstanding")).toMatchObject({ reason: "not_reported" });
});
