import { describe, expect, it } from "vitest";
import type { ComparedList } from "#lib/index/input";
import { mergeComparedLines } from "#lib/index/sector-mix";
import { buildIndexInput, type JudgedRow, measureById, readIsoDay } from "../../support/build-index-input";

const row = (ticker: string, weight: number | null, sector?: string): JudgedRow => ({
  cells: {
    ticker,
    name: `${ticker} Inc`,
    ...(sector === undefined ? {} : { sector }),
    ...(weight === null ? {} : { weight }),
  },
});

const rows = [
  row("A", 0.3, "Industrials"),
  row("B", 0.2, "Financials"),
  row("C", 0.1, "Health Care"),
  row("D", null, "Financials"),
  row("E", 0.2),
];

const sp500: ComparedList = {
  asOf: readIsoDay("2026-04-01"),
  lines: [
    { ticker: "GOOGL", cik: "0001652044", sector: "Communication", weight: 0.2 },
    { ticker: "GOOG", cik: "0001652044", sector: "Communication", weight: 0.15 },
    { ticker: "XOM", cik: "0000034088", sector: "Energy", weight: 0.25 },
    { ticker: "JPM", cik: null, sector: "Financials", weight: 0.4 },
  ],
};

describe("the mix of sectors", () => {
  const input = buildIndexInput(rows);

  it("by count is of the companies that have a sector", () => {
    const { value, base, parts } = measureById("sector_mix_by_count", input);
    expect(value).toEqual({ state: "known", value: 2 / 4 });
    expect(base).toMatchObject({ known: { count: 4 }, unknown: { count: 1 } });
    expect(parts.map((part) => [part.label, part.value])).toEqual([
      ["Financials", { state: "known", value: 2 / 4 }],
      ["Health Care", { state: "known", value: 1 / 4 }],
      ["Industrials", { state: "known", value: 1 / 4 }],
    ]);
  });

  it("by weight is of the weight of those that have a sector and a weight", () => {
    const { value, base, parts } = measureById("sector_mix_by_weight", input);
    expect(value).toEqual({ state: "known", value: expect.closeTo(0.3 / 0.6, 12) });
    expect(base.unknown).toEqual({ count: 2, weight: 0.2 });
    const shares = parts.map((part) => (part.value.state === "known" ? part.value.value : Number.NaN));
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it("tells cyclical from rate-sensitive sectors", () => {
    const share = (id: string) => measureById(id, input).value;
    expect(share("cyclical_weight")).toEqual({ state: "known", value: expect.closeTo(0.3 / 0.6, 12) });
    expect(share("rate_sensitive_weight")).toEqual({ state: "known", value: expect.closeTo(0.2 / 0.6, 12) });
    expect(share("cyclical_or_rate_sensitive_weight")).toEqual({
      state: "known",
      value: expect.closeTo(0.5 / 0.6, 12),
    });
  });

  it("has no weights on a day before the oldest list", () => {
    const unweighed = buildIndexInput([row("A", null, "Energy")]);
    for (const id of ["sector_mix_by_weight", "cyclical_weight", "top_ten_weight"]) {
      expect(measureById(id, unweighed).value).toMatchObject({ state: "missing", reason: "not_reported" });
    }
  });
});

describe("the ten largest", () => {
  it("are the heaviest companies, as shares of the fund", () => {
    const twelve = Array.from({ length: 12 }, (_, index) => row(`T${index}`, (index + 1) / 1000, "Energy"));
    const { value, names } = measureById("top_ten_weight", buildIndexInput(twelve));
    // 3 to 12 thousandths: 75 thousandths.
    expect(value).toEqual({ state: "known", value: expect.closeTo(0.075, 12) });
    expect(names.map(({ ticker }) => ticker)).toEqual(["T11", "T10", "T9", "T8", "T7", "T6", "T5", "T4", "T3", "T2"]);
  });

  it("of the S&P 500 count two classes of one company once", () => {
    expect(mergeComparedLines(sp500).map(({ ticker, weight }) => [ticker, weight])).toEqual([
      ["GOOGL", 0.35],
      ["XOM", 0.25],
      ["JPM", 0.4],
    ]);
    const { value, names } = measureById(
      "top_ten_weight_sp500",
      buildIndexInput(rows, { lists: { sp500, sp600: null } }),
    );
    expect(value).toEqual({ state: "known", value: expect.closeTo(1, 12) });
    expect(names.map(({ ticker }) => ticker)).toEqual(["JPM", "GOOGL", "XOM"]);
  });
});

describe("beside the S&P 500", () => {
  it("measures its list by the same rules", () => {
    const input = buildIndexInput(rows, { lists: { sp500, sp600: null } });
    expect(measureById("cyclical_weight_sp500", input).value).toEqual({ state: "known", value: 0.25 });
    expect(measureById("sector_mix_by_weight_sp500", input).value).toEqual({ state: "known", value: 0.4 });
  });

  it("IX-8: says how to load a list that is not there, or why none could be read", () => {
    expect(measureById("top_ten_weight_sp500", buildIndexInput(rows)).value).toMatchObject({
      state: "missing",
      reason: "not_loaded",
      detail: expect.stringContaining("Load the holdings of IVV"),
    });
    const unread = buildIndexInput(rows, { unread: "Process 7 has the database open." });
    expect(measureById("top_ten_weight_sp500", unread).value).toMatchObject({
      detail: "Process 7 has the database open.",
    });
  });
});
