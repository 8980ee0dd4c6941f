import { describe, expect, it } from "vitest";
import { groupIds } from "#lib/metric/catalogue/routing";
import type { Row } from "../../support/build-source";
import { readPlain } from "../../support/read-metric";

const profitable = { revenue: 500e6, net_income: 20e6 };
const losing = { revenue: 5e6, net_income: -80e6 };

describe("group", () => {
  it.each<[Row, string]>([
    [{ sic: 6020, ...profitable }, "bank"],
    [{ sic: 6022, ...profitable }, "bank"],
    [{ sic: 6036, ...profitable }, "bank"],
    [{ sic: 6712, ...profitable }, "bank"],
    [{ sic: 6311, ...profitable }, "insurer"],
    [{ sic: 6399, ...profitable }, "insurer"],
    [{ sic: 6000, ...profitable }, "other_financial"],
    [{ sic: 6019, ...profitable }, "other_financial"],
    [{ sic: 6037, ...profitable }, "other_financial"],
    [{ sic: 6211, ...profitable }, "other_financial"],
    [{ sic: 6799, ...profitable }, "other_financial"],
    [{ sic: 6798, ...profitable }, "reit"],
    [{ sic: 6770, ...losing, revenue: 0 }, "shell"],
    [{ sic: 6770 }, "shell"],
    [{ sic: 2836, ...losing }, "clinical_biotech"],
    [{ sic: 2833, ...losing }, "clinical_biotech"],
    [{ sic: 8731, ...losing }, "clinical_biotech"],
    [{ sic: 2834, ...losing, revenue: 25e6 }, "other"],
    [{ sic: 2834, ...losing, net_income: 1 }, "other"],
    [{ sic: 2837, ...losing }, "other"],
    [{ sic: 5999, ...profitable }, "other"],
    [{ sic: 6800, ...profitable }, "other"],
    [{ sic: 3674, ...profitable }, "other"],
  ])("of %o is %s by the SIC code", (row, group) => {
    expect(readPlain("group", row)).toBe(group);
  });

  it("of a drug developer that reports no revenue is clinical-stage, given a loss", () => {
    expect(readPlain("group", { sic: 2836, net_income: -80e6 })).toBe("clinical_biotech");
    expect(readPlain("group", { sic: 2836, ebit: -80e6 })).toBe("clinical_biotech");
    expect(readPlain("group", { sic: 2836 })).toBe("other");
  });

  it("of a shell code with revenue is that of the company that merged into it", () => {
    expect(readPlain("group", { sic: 6770, sector: "Industrials", ...profitable })).toBe("other");
    expect(readPlain("group", { sic: 6770, sector: "Financials", ...profitable })).toBe("other_financial");
  });

  it("of a REIT code in the sector Financials is other_financial: it lends", () => {
    expect(readPlain("group", { sic: 6798, sector: "Financials" })).toBe("other_financial");
    expect(readPlain("group", { sic: 6798, sector: "Real Estate" })).toBe("reit");
    expect(readPlain("group", { sic: 6798, sector: "Industrials" })).toBe("other");
  });

  it("of an owner of real estate is reit whatever its code, of a broker or manager of it other", () => {
    for (const sic of [6500, 6512, 6552, 7011]) {
      expect(readPlain("group", { sic, sector: "Real Estate" })).toBe("reit");
    }
    for (const sic of [6531, 8742]) expect(readPlain("group", { sic, sector: "Real Estate" })).toBe("other");
  });

  it("MD-1: of a financial code in a sector that is not financial is other, but a bank's code stands", () => {
    expect(readPlain("group", { sic: 6199, sector: "Information Technology" })).toBe("other");
    expect(readPlain("group", { sic: 6399, sector: "Communication" })).toBe("other");
    expect(readPlain("group", { sic: 6324, sector: "Health Care" })).toBe("insurer");
    expect(readPlain("group", { sic: 6022, sector: "Information Technology" })).toBe("bank");
  });

  it("of a financial company with deposits is bank, whatever its code", () => {
    expect(readPlain("group", { sic: 7389, sector: "Financials", deposits: 12e9 })).toBe("bank");
    expect(readPlain("group", { sic: 7389, sector: "Financials" })).toBe("other");
  });

  it("without a code comes from the sector", () => {
    expect(readPlain("group", { sector: "Financials" })).toBe("other_financial");
    expect(readPlain("group", { sector: "Financials", deposits: 5e9 })).toBe("bank");
    expect(readPlain("group", { sector: "Real Estate" })).toBe("reit");
    expect(readPlain("group", { sector: "Energy" })).toBe("other");
  });

  it("is not known with neither code nor sector", () => {
    expect(readPlain("group", {})).toBe("(not_reported)");
  });

  it("is always one of the declared groups", () => {
    for (const sic of [100, 2834, 3500, 6022, 6211, 6331, 6770, 6798, 8731]) {
      expect(groupIds).toContain(readPlain("group", { sic, ...losing }));
    }
  });
});
