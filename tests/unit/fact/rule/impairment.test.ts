import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { requireFact } from "#lib/fact/definition/catalogue";
import { selectFacts } from "#lib/fact/select";
import { beginning, buildFigures, type Figures, selectFigures } from "../../../support/build-checked";
import { buildEntries, day } from "../../../support/build-entries";

const line = (tag: string) => `impairment_line@us-gaap:${tag}`;

const goodwill = line("GoodwillImpairmentLoss");
const both = line("GoodwillAndIntangibleAssetImpairment");
const finite = line("ImpairmentOfIntangibleAssetsFinitelived");
const intangibles = line("ImpairmentOfIntangibleAssetsExcludingGoodwill");
const longLived = line("ImpairmentOfLongLivedAssetsHeldForUse");
const tangible = line("TangibleAssetImpairmentCharges");
const leases = line("OperatingLeaseImpairmentLoss");
const realEstate = line("ImpairmentOfRealEstate");
const all = line("AssetImpairmentCharges");

const find = (figures: Figures) => selectFigures(figures).get("impairments_fy");

describe("impairments by line", () => {
  it.each<[string, Figures, number]>([
    ["a total has the lines that fit into it", { [all]: 737, [goodwill]: 673, [leases]: 19 }, 737],
    ["goodwill that does not fit into the total stands beside it", { [all]: 27, [goodwill]: 56 }, 83],
    ["goodwill and intangibles are the sum of both", { [both]: 1518, [goodwill]: 1343, [intangibles]: 175 }, 1518],
    ["kinds that exclude one another add up", { [goodwill]: 206, [intangibles]: 15, [leases]: 8 }, 229],
    ["one amount under two tags counts once", { [goodwill]: 51_137, [finite]: 51_137 }, 51_137],
    ["long-lived assets may have goodwill in them", { [longLived]: 10_687, [goodwill]: 10_593 }, 10_687],
    ["long-lived assets have leases and property", { [longLived]: 12_149, [tangible]: 9060, [leases]: 3111 }, 12_149],
    ["what goodwill and intangibles leave is the other tag", { [both]: 178, [goodwill]: 150, [longLived]: 28 }, 178],
    ["a note with more than all assets has another meaning", { [all]: 533, [finite]: 88_500 }, 533],
    ["property written off is no intangible", { [tangible]: 409, [intangibles]: 15_955 }, 16_364],
    ["an amount below zero is no impairment", { [all]: 1738, [both]: -7 }, 1738],
  ])("F-54: %s", (_what, figures, value) => {
    expect(find(figures)).toMatchObject({ known: true, value });
  });

  it("F-54: are at least each line that is there, and never more than all of them", () => {
    const { tags } = requireFact("impairment_line");
    const names = tags.map(({ tag }) => `impairment_line@${tag}`).filter((key) => !key.includes("Finite"));
    const amounts = fc.dictionary(fc.constantFrom(...names), fc.integer({ min: 1000, max: 9_000_000 }), { minKeys: 1 });
    fc.assert(
      fc.property(amounts, (figures) => {
        const figure = find(figures);
        const values = Object.values(figures);
        const value = figure.known ? figure.value : 0;
        expect(value).toBeLessThanOrEqual(values.reduce((sum, each) => sum + each, 0));
        expect(value * 1.02).toBeGreaterThanOrEqual(Math.max(...values));
      }),
    );
  });
});

describe("impairments that are none of EBIT", () => {
  it("F-54: what has piled up over years is no flow, under its own tag or that of the period", () => {
    expect(
      selectFigures({ "impairment_line@us-gaap:GoodwillImpairedAccumulatedImpairmentLoss": 1255 }).get(
        "impairments_fy",
      ),
    ).toMatchObject({ value: 0, method: "inferred" });
    const before = buildFigures({ [goodwill]: 1255 }, "2024-01-01..2024-12-31 @ 2025-02-20");
    expect(selectFigures({ [goodwill]: 1255, [all]: 168 }, before).get("impairments_fy")).toMatchObject({ value: 168 });
    expect(selectFigures({ [goodwill]: 1300, [all]: 168 }, before).get("impairments_fy")).toMatchObject({
      value: 1468,
    });
  });

  it("F-54: nobody writes off what there was not, unless it was bought", () => {
    const held = buildFigures({ intangibles: 100 }, undefined, beginning);
    expect(selectFigures({ [finite]: 853 }, held).get("impairments_fy")).toMatchObject({ value: 0 });
    expect(selectFigures({ [finite]: 853, acquisition_payment: 900 }, held).get("impairments_fy")).toMatchObject({
      value: 853,
    });
  });

  it("F-54: the amount of securities, affiliates or inventories is theirs", () => {
    for (const tag of ["EquityMethodInvestmentOtherThanTemporaryImpairment", "InventoryWriteDown"]) {
      expect(find({ [all]: 2043, [`impairment_beside@us-gaap:${tag}`]: 2043 })).toMatchObject({ value: 0 });
    }
  });

  it("F-54: what stands below operating income is not in EBIT", () => {
    const result = { operating_income: 1000, pretax_income: 600, interest_reported: 150 };
    expect(find({ ...result, [all]: 250 })).toMatchObject({
      value: 0,
      detail: expect.stringContaining("below operating income"),
    });
    expect(find({ ...result, pretax_income: 850, [all]: 250 })).toMatchObject({ value: 250 });
    expect(find({ ...result, other_nonoperating_income: -250, [all]: 250 })).toMatchObject({ value: 250 });
  });

  it("F-54: what builders write off are houses and lots", () => {
    const builder = { "inventory@us-gaap:InventoryRealEstate": 500 };
    expect(find({ [realEstate]: 477 })).toMatchObject({ value: 477 });
    expect(find({ ...builder, [realEstate]: 477, [all]: 477, [goodwill]: 30 })).toMatchObject({ value: 30 });
  });
});

describe("no impairments", () => {
  it("F-54: are concluded from a cash-flow statement without such a line", () => {
    expect(find({})).toMatchObject({ value: 0, method: "inferred" });
  });

  it("F-54: are not concluded where a wider line has them, or goodwill fell", () => {
    expect(find({ "impairment_hint@us-gaap:RestructuringCostsAndAssetImpairmentCharges": 5 })).toMatchObject({
      reason: "not_reported",
    });
    const held = buildFigures({ goodwill: 100 }, undefined, beginning);
    expect(selectFigures({ goodwill: 80 }, held).get("impairments_fy")).toMatchObject({ reason: "not_reported" });
    expect(selectFigures({ goodwill: 98 }, held).get("impairments_fy")).toMatchObject({ value: 0 });
  });

  it("F-54: are not known of a file that names facts itself, unless it gives them", () => {
    const file = (fact: string, value: number) =>
      buildEntries({ fact, tag: `file:${fact}`, values: { "2025-01-01..2025-12-31 @ 2026-02-20": value } });
    const base = [...file("operating_cash_flow", 10), ...file("revenue", 100)];
    expect(selectFacts(base, day("2026-03-01")).get("impairments_fy")).toMatchObject({ reason: "not_reported" });
    const given = [...base, ...file("impairments", 7)];
    expect(selectFacts(given, day("2026-03-01")).get("impairments_fy")).toMatchObject({ value: 7 });
  });
});

describe("impairments of parts of a year", () => {
  const flows = (facts: readonly string[], values: Readonly<Record<string, number>>) =>
    facts.flatMap((key) => {
      const [fact = "", tag = `us-gaap:${key}`] = key.split("@");
      return buildEntries({ fact, tag, values });
    });
  const year = "2024-01-01..2024-12-31 @ 2025-02-20";
  const halfBefore = "2024-01-01..2024-06-30 @ 2024-08-01";
  const half = "2025-01-01..2025-06-30 @ 2025-08-01";
  const quarterBefore = "2025-01-01..2025-03-31 @ 2025-05-01";
  const periods = { [year]: 100, [halfBefore]: 50, [half]: 60, [quarterBefore]: 30 };
  const company = [
    ...flows(
      ["operating_cash_flow@us-gaap:NetCashProvidedByUsedInOperatingActivities", "revenue@us-gaap:Revenues"],
      periods,
    ),
    ...buildFigures({ total_assets: 1000, liabilities_and_equity: 1000 }, undefined, "2025-06-30 @ 2025-08-01"),
  ];
  const select = (lines: Readonly<Record<string, Readonly<Record<string, number>>>>) =>
    selectFacts(
      [...company, ...Object.entries(lines).flatMap(([key, values]) => flows([key], values))],
      day("2025-09-01"),
    );

  it("F-54: of the year before the half year count in full where that half had none", () => {
    expect(select({ [goodwill]: { [year]: 90 } }).get("impairments")).toMatchObject({ value: 90 });
    expect(select({ [goodwill]: { [year]: 90, [halfBefore]: 80 } }).get("impairments")).toMatchObject({ value: 10 });
    expect(select({ [goodwill]: { [half]: 20 } }).get("impairments")).toMatchObject({ value: 20 });
  });

  it("F-54: leave twelve months with the half year in which they were, whichever tag it has", () => {
    const figure = select({ [all]: { [halfBefore]: 80 }, [goodwill]: { [year]: 80 } }).get("impairments");
    expect(figure).toMatchObject({ value: 0, method: "inferred" });
  });

  it("F-54: of a quarter are what the year to date has beyond the one before", () => {
    expect(select({ [goodwill]: { [half]: 20 } }).get("impairments_q")).toMatchObject({ value: 20 });
    expect(select({ [goodwill]: { [half]: 20, [quarterBefore]: 20 } }).get("impairments_q")).toMatchObject({
      value: 0,
    });
    expect(select({ [goodwill]: { [half]: 20, [quarterBefore]: 25 } }).get("impairments_q")).toMatchObject({
      reason: "conflict",
    });
  });

  it("F-54: that only a quarter tells of are in the year to date", () => {
    const alone = { "2025-04-01..2025-06-30 @ 2025-08-01": 20 };
    expect(select({ [goodwill]: alone }).get("impairments")).toMatchObject({ value: 20 });
    expect(select({ [goodwill]: alone }).get("impairments_q")).toMatchObject({ value: 20 });
  });
});
