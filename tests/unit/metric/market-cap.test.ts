import { describe, expect, it } from "vitest";
import { readPlain } from "../../support/read-metric";

describe("market cap", () => {
  it("is price times shares, also where the quote has moved since", () => {
    expect(readPlain("market_cap", { price: 10, shares_outstanding: 100 })).toBe(1000);
    expect(readPlain("market_cap", { price: 10, shares_outstanding: 100, market_cap_quoted: 700 })).toBe(1000);
  });

  it("is the quote where a price or a count is missing", () => {
    expect(readPlain("market_cap", { price: 10, market_cap_quoted: 700 })).toBe(700);
    expect(readPlain("market_cap", { shares_outstanding: 10, market_cap_quoted: 700 })).toBe(700);
    expect(readPlain("market_cap", {})).toBe("(not_reported)");
  });

  it("MD-3: is in conflict where the count is of one class only, or from before a split", () => {
    expect(readPlain("market_cap", { price: 10, shares_outstanding: 20, market_cap_quoted: 1000 })).toBe("(conflict)");
    expect(readPlain("market_cap", { price: 10, shares_outstanding: 900, market_cap_quoted: 1000 })).toBe("(conflict)");
  });

  it("without a quote, is in conflict where the count is far from the year's average", () => {
    expect(readPlain("market_cap", { price: 10, shares_outstanding: 100_000, diluted_shares: 100 })).toBe("(conflict)");
    expect(readPlain("market_cap", { price: 10, shares_outstanding: 50, diluted_shares: 100 })).toBe(500);
  });
});
