import { describe, expect, it } from "vitest";
import { readPlain } from "../../support/read-metric";

describe("share growth", () => {
  it("is that of the count, or else of the average", () => {
    expect(readPlain("share_growth_1y", { shares_outstanding: 103, "shares_outstanding[-1]": 100 })).toBeCloseTo(
      0.03,
      12,
    );
    expect(readPlain("share_growth_1y", { diluted_shares: 104, "diluted_shares[-1]": 100 })).toBeCloseTo(0.04, 12);
    expect(readPlain("share_growth_3y", { shares_outstanding: 133.1, "shares_outstanding[-3]": 100 })).toBeCloseTo(
      0.1,
      12,
    );
    expect(readPlain("share_growth_1y", {})).toBe("(not_reported)");
  });

  it("MD-4: is in conflict where the restated average says that the count was split", () => {
    const split = {
      shares_outstanding: 200,
      "shares_outstanding[-1]": 100,
      diluted_shares: 205,
      "diluted_shares[-1]": 201,
    };
    expect(readPlain("share_growth_1y", split)).toBe("(conflict)");
    expect(readPlain("share_growth_1y", { ...split, "diluted_shares[-1]": 110 })).toBeCloseTo(1, 12);
  });

  it("MD-23: is that of the averages after a reverse split that they were restated for (LXP, one for five)", () => {
    const restated = {
      shares_outstanding: 59.1,
      "shares_outstanding[-1]": 295.7,
      diluted_shares: 58.6,
      "diluted_shares[-1]": 58.3,
    };
    expect(readPlain("share_growth_1y", restated)).toBeCloseTo(0.00515, 5);
    expect(readPlain("share_growth_1y", { ...restated, "diluted_shares[-1]": 290 })).toBe("(conflict)");
    expect(readPlain("share_growth_1y", { ...restated, diluted_shares: { missing: "stale" } })).toBe("(conflict)");
    // A doubled count beside a steady average may be a split, or a merger at the end of the year (SM).
    expect(readPlain("share_growth_1y", { ...restated, shares_outstanding: 600 })).toBe("(conflict)");
  });

  it("is in conflict after a reverse split that no average was restated for (LXP, one for five)", () => {
    const reversed = {
      shares_outstanding: 59,
      "shares_outstanding[-3]": 291,
      diluted_shares: 58.6,
      "diluted_shares[-3]": 287,
    };
    expect(readPlain("share_growth_3y", reversed)).toBe("(conflict)");
    expect(readPlain("share_growth_3y", { diluted_shares: 58.6, "diluted_shares[-3]": 287 })).toBe("(conflict)");
    expect(readPlain("share_growth_1y", { shares_outstanding: 10, "shares_outstanding[-1]": 100 })).toBe("(conflict)");
  });

  it("is in conflict over three years where it is over the last one (Easterly, two for five beside issues)", () => {
    const issued = { shares_outstanding: 51, "shares_outstanding[-1]": 105, "shares_outstanding[-3]": 100 };
    expect(readPlain("share_growth_3y", { ...issued, "shares_outstanding[-1]": 50 })).toBeLessThan(-0.2);
    expect(readPlain("share_growth_3y", issued)).toBe("(conflict)");
  });

  it("is in conflict where a count is in another scale", () => {
    expect(readPlain("share_growth_1y", { shares_outstanding: 72e6, "shares_outstanding[-1]": 1_000 })).toBe(
      "(conflict)",
    );
    expect(readPlain("share_growth_1y", { shares_outstanding: 72e3, "shares_outstanding[-1]": 72e6 })).toBe(
      "(conflict)",
    );
  });

  it("is a large number where a company issued that much, and a fall where it bought back nearly half", () => {
    expect(readPlain("share_growth_1y", { shares_outstanding: 696, "shares_outstanding[-1]": 100 })).toBeCloseTo(
      5.96,
      12,
    );
    expect(readPlain("share_growth_1y", { shares_outstanding: 51, "shares_outstanding[-1]": 100 })).toBeCloseTo(
      -0.49,
      12,
    );
    expect(readPlain("share_growth_3y", { shares_outstanding: 2_700, "shares_outstanding[-3]": 100 })).toBeCloseTo(
      2,
      12,
    );
  });

  it("is not meaningful from nothing", () => {
    expect(readPlain("share_growth_1y", { shares_outstanding: 5, "shares_outstanding[-1]": 0 })).toBe(
      "(not_meaningful)",
    );
  });
});
