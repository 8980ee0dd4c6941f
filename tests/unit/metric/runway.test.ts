import { describe, expect, it } from "vitest";
import { readPlain } from "../../support/read-metric";
import { omit, standardCompany } from "../../support/standard-company";

/** Free cash flow of -100 over twelve months and of -15 in each of two quarters, liquidity of 150. */
const burning = {
  ...standardCompany,
  operating_cash_flow: -40,
  operating_cash_flow_q: 0,
  "operating_cash_flow_q[-1q]": 1,
};

describe("cash runway", () => {
  it("is the months that liquidity lasts at the burn of twelve months, where that is the faster", () => {
    expect(readPlain("annual_burn", burning)).toBe(100);
    expect(readPlain("cash_runway", burning)).toBe(18);
  });

  it("follows the last two quarters where cash burns faster in them", () => {
    const faster = { ...burning, operating_cash_flow_q: -85, "operating_cash_flow_q[-1q]": -84 };
    expect(readPlain("annual_burn", faster)).toBe(400);
    expect(readPlain("cash_runway", faster)).toBe(4.5);
  });

  it("goes by twelve months where the quarters are not reported", () => {
    expect(readPlain("cash_runway", omit(burning, "operating_cash_flow_q[-1q]"))).toBe(18);
  });

  it("M3: is bounded where short-term investments are not reported", () => {
    const silent = omit(burning, "short_term_investments");
    expect(readPlain("cash_runway", silent)).toBe("(not_reported)");
    expect(readPlain("cash_runway_low", silent)).toBeCloseTo(14.4, 12);
    // Current assets of 450 less receivables of 150 and inventory of 110.
    expect(readPlain("cash_runway_high", silent)).toBeCloseTo(22.8, 12);
  });

  it("MD-10: is not applicable where no cash is burnt, also where liquidity is not known", () => {
    for (const id of ["cash_runway", "cash_runway_low", "cash_runway_high", "annual_burn"]) {
      expect(readPlain(id, standardCompany), id).toBe("(not_applicable)");
      expect(readPlain(id, omit(standardCompany, "cash", "short_term_investments")), id).toBe("(not_applicable)");
    }
  });
});
