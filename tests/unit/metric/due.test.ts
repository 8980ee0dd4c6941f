import { describe, expect, it } from "vitest";
import { readPlain } from "../../support/read-metric";
import { omit, standardCompany } from "../../support/standard-company";

/** Debt of 400; 40, 60, 100, 50 and 120 due in five years. */
const company = standardCompany;

describe("debt due", () => {
  it("within a year is current debt, or else the first year of the table, and at most the larger", () => {
    expect(readPlain("due_12m", company)).toBe(50);
    expect(readPlain("due_12m", omit(company, "debt_current"))).toBe(40);
    expect(readPlain("due_12m_high", { ...company, debt_due_1y: 90 })).toBe(90);
    expect(readPlain("due_12m_high", omit(company, "debt_current", "debt_due_1y"))).toBe(225);
  });

  it("within two and five years is the sum of the table, also where it is a few percent above the debt carried", () => {
    expect(readPlain("due_24m", company)).toBe(100);
    expect(readPlain("due_5y", company)).toBe(370);
    expect(readPlain("due_5y", { ...company, debt_due_5y: 185 })).toBe(435);
    expect(readPlain("due_24m", omit(company, "total_debt"))).toBe(100);
  });

  it("MD-9: is in conflict where the table is clearly more than all debt of today: the company has repaid (Alpha and Omega)", () => {
    const repaid = { ...company, total_debt: 60 };
    for (const id of ["due_24m", "due_5y", "due_24m_share", "refinancing_wall", "refinancing_wall_high"]) {
      expect(readPlain(id, repaid), id).toBe("(conflict)");
    }
  });
});
