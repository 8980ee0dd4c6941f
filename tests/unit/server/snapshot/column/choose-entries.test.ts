import { describe, expect, it } from "vitest";
import type { FactEntry } from "#lib/fact/filed/entry";
import { chooseEntries, hasAssumedDates } from "#lib/server/snapshot/column/choose-entries";

function build(tag: string, fact: string, filed: number, form = "10-K"): FactEntry {
  return { fact, tag, unit: "USD", start: null, end: filed - 30, value: 1, accession: "a", form, filed };
}

const filing = build("us-gaap:Assets", "total_assets", 100);
const cover = build("dei:EntityCommonStockSharesOutstanding", "shares_outstanding", 100);
const secondHand = build("file:revenue", "revenue", 100, "CSV*");

describe("the choice between filings and second-hand figures", () => {
  it("takes filings alone where a statement was filed", () => {
    expect(chooseEntries([filing, secondHand], 100, false)).toEqual({
      dataSource: "filings",
      entries: [filing],
      gap: null,
    });
  });

  it("takes the file where nothing but a cover page was filed", () => {
    const chosen = chooseEntries([cover, secondHand], 100, false);
    expect(chosen).toEqual({ dataSource: "second_hand", entries: [secondHand], gap: null });
  });

  it("does not look at what was filed later", () => {
    expect(chooseEntries([filing, secondHand], 99, false)).toEqual({
      dataSource: "none",
      entries: [],
      gap: "no_filings",
    });
    const earlier = build("file:revenue", "revenue", 90);
    expect(chooseEntries([filing, earlier], 99, false)).toEqual({
      dataSource: "second_hand",
      entries: [earlier],
      gap: null,
    });
  });

  it("names the sample as such", () => {
    expect(chooseEntries([filing], 100, true).dataSource).toBe("sample");
    expect(chooseEntries([secondHand], 100, true).dataSource).toBe("sample");
  });
});

describe("filings that cannot be read", () => {
  const ifrs = build("ifrs-full:Assets", "ifrs_assets", 500);
  const foreign = { ...build("us-gaap:Assets", "total_assets", 500), unit: "CAD" };

  it("of a company that went over to IFRS are named and not half-read", () => {
    expect(chooseEntries([filing, cover, ifrs], 500, false)).toEqual({ dataSource: "none", entries: [], gap: "ifrs" });
  });

  it("of a company that came from IFRS are read", () => {
    const later = build("us-gaap:Assets", "total_assets", 900);
    expect(chooseEntries([ifrs, later], 900, false)).toMatchObject({ dataSource: "filings", gap: null });
  });

  it("in another currency are named, and a stray one beside statements in dollars is none", () => {
    expect(chooseEntries([filing, foreign], 500, false)).toMatchObject({ entries: [], gap: "foreign_currency" });
    const stray = { ...foreign, filed: 150, end: 120 };
    expect(chooseEntries([filing, stray], 500, false)).toMatchObject({ dataSource: "filings", gap: null });
  });

  it("without a statement are named", () => {
    expect(chooseEntries([cover], 100, false)).toMatchObject({ entries: [], gap: "no_statements" });
  });
});

it("filing dates are assumed only where every one is", () => {
  expect(hasAssumedDates([secondHand])).toBe(true);
  expect(hasAssumedDates([secondHand, filing])).toBe(false);
  expect(hasAssumedDates([])).toBe(false);
});
