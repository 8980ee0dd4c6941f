import { describe, expect, it } from "vitest";
import { createEvaluator } from "#lib/expr/evaluate";
import { readValue } from "#lib/expr/read-value";
import { buildScope } from "#lib/metric/build-scope";
import { groupIds } from "#lib/metric/catalogue/groups";
import { sicGroups } from "#lib/metric/catalogue/sic-groups";
import { buildSource, type Row } from "../../support/build-source";
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
    [{ sic: 6141, ...profitable }, "other_financial"],
    [{ sic: 6162, ...profitable }, "other_financial"],
    [{ sic: 6163, ...profitable }, "fee_financial"],
    [{ sic: 6199, ...profitable }, "other_financial"],
    [{ sic: 6200, ...profitable }, "fee_financial"],
    [{ sic: 6211, ...profitable }, "fee_financial"],
    [{ sic: 6282, ...profitable }, "fee_financial"],
    [{ sic: 6411, ...profitable }, "fee_financial"],
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

  it("MD-14: of a financial company that lives from deposits is bank, whatever its code", () => {
    const bank = { sic: 7389, sector: "Financials", deposits: 12e9, total_assets: 15e9 };
    expect(readPlain("group", bank)).toBe("bank");
    // A lender with a small bank of its own.
    expect(readPlain("group", { ...bank, sic: 6141, deposits: 1e9 })).toBe("other_financial");
    expect(readPlain("group", { ...bank, sector: "Industrials" })).toBe("other");
    expect(readPlain("group", { sic: 7389, sector: "Financials" })).toBe("other");
  });

  it("MD-22: of a broker's code in a sector that is not financial is other (CRVL), as of loans there", () => {
    expect(readPlain("group", { sic: 6411, sector: "Health Care" })).toBe("other");
    expect(readPlain("group", { sic: 3711, sector: "Industrials", loans_net: 60, total_assets: 100 })).toBe("other");
    // A bank's code stands, whether it reports its deposits or not.
    expect(readPlain("group", { sic: 6022, sector: "Financials", loans_net: 80, total_assets: 100 })).toBe("bank");
  });

  it("without a code comes from the sector", () => {
    expect(readPlain("group", { sector: "Financials" })).toBe("other_financial");
    expect(readPlain("group", { sector: "Financials", deposits: 5e9, total_assets: 6e9 })).toBe("bank");
    expect(readPlain("group", { sector: "Real Estate" })).toBe("reit");
    expect(readPlain("group", { sector: "Energy" })).toBe("other");
  });

  it("is not known with neither code nor sector", () => {
    expect(readPlain("group", {})).toBe("(not_reported)");
  });

  // Figures of fiscal 2025 from the companies' annual reports, in millions of dollars.
  it.each<[name: string, row: Row, group: string, evidence: string]>([
    ["a bank (STEL)", { sic: 6021, deposits: 9_021, total_assets: 10_807, loans_net: 7_217 }, "bank", "deposits"],
    ["a bank of another code", { sic: 1381, deposits: 9_021, total_assets: 10_807 }, "bank", "deposits"],
    ["an insurer (MCY)", { sic: 6331, premiums_earned: 5_506, revenue: 5_992 }, "insurer", "premiums"],
    [
      "an insurer with the code of an agent (ACT)",
      { sic: 6411, premiums_earned: 981, revenue: 1_236 },
      "insurer",
      "premiums",
    ],
    [
      "a life insurer that lives from its portfolio (JXN)",
      { sic: 6311, premiums_earned: 149, revenue: 6_683 },
      "insurer",
      "(not_reported)",
    ],
    ["a title insurer (STC)", { sic: 6361, revenue: 2_922 }, "insurer", "(not_reported)"],
    [
      "a mortgage lender (ABR)",
      { sic: 6798, loans_net: 11_967, total_assets: 14_495, property_at_cost: 539 },
      "other_financial",
      "(not_reported)",
    ],
    ["a broker (WT)", { sic: 6211, revenue: 494, total_assets: 1_513 }, "fee_financial", "(not_reported)"],
    ["a manager of funds (CNS)", { sic: 6282, revenue: 556, total_assets: 877 }, "fee_financial", "(not_reported)"],
    ["an agent of insurance (GSHD)", { sic: 6411, revenue: 365, total_assets: 415 }, "fee_financial", "(not_reported)"],
    [
      "a lender with the code of a broker (NAVI)",
      { sic: 6211, loans_net: 43_590, total_assets: 48_680 },
      "other_financial",
      "lending",
    ],
    [
      "a lender with the code of business services (SEZL)",
      { sic: 7389, loans_net: 255, total_assets: 400 },
      "other_financial",
      "lending",
    ],
    ["a lessor with few loans (PRG)", { sic: 7359, loans_net: 91, total_assets: 1_610 }, "other", "(not_reported)"],
  ])("MD-14: of %s", (_, row, group, evidence) => {
    const company = { sector: "Financials", ...row };
    expect(readPlain("group", company)).toBe(group);
    expect(readPlain("group_evidence", company)).toBe(evidence);
  });

  it.each<[name: string, row: Row, group: string, evidence: string]>([
    ["a REIT (TRNO)", { sic: 6500, property_at_cost: 5_790, total_assets: 5_388, revenue: 476 }, "reit", "real_estate"],
    [
      "an owner of hotels (SHO)",
      { sic: 7011, property_at_cost: 4_125, total_assets: 3_029, revenue: 960 },
      "reit",
      "real_estate",
    ],
    [
      "a broker of real estate with an owner's code (CWK)",
      { sic: 6500, total_assets: 7_677, revenue: 10_288 },
      "other",
      "turnover",
    ],
    ["a broker of real estate without a code (COMP)", { total_assets: 1_540, revenue: 6_962 }, "other", "turnover"],
    ["an owner that is not known to be one", { sic: 6500, total_assets: 2_597 }, "reit", "(not_reported)"],
  ])("MD-14: of %s", (_, row, group, evidence) => {
    const company = { sector: "Real Estate", ...row };
    expect(readPlain("group", company)).toBe(group);
    expect(readPlain("group_evidence", company)).toBe(evidence);
  });

  it("MD-14: of a drug developer without a code is clinical-stage by its research, of a maker of devices it is not", () => {
    const developer = { sector: "Health Care", ebit: -285.6e6, rd_expense: 214.7e6 };
    expect(readPlain("group", developer)).toBe("clinical_biotech");
    expect(readPlain("group", { ...developer, sic: 6770, revenue: 2e6 })).toBe("clinical_biotech");
    // Another code says what the company is.
    expect(readPlain("group", { ...developer, sic: 3841 })).toBe("other");
    expect(readPlain("group", { ...developer, sector: "Industrials" })).toBe("other");
    expect(readPlain("group", { ...developer, rd_expense: { missing: "not_reported" } })).toBe("other");
    const maker = { sector: "Health Care", revenue: 21e6, ebit: -51.9e6, rd_expense: 20.8e6 };
    expect(readPlain("group", maker)).toBe("other");
    expect(readPlain("group", { ...maker, revenue: 13.6e6, ebit: -25.5e6, rd_expense: 18.3e6 })).toBe("other");
  });

  it("MD-14: of a blank check's code with a business is that of the sector", () => {
    expect(readPlain("group", { sic: 6770, sector: "Financials", ebit: 166e6 })).toBe("other_financial");
    expect(readPlain("group", { sic: 6770, sector: "Industrials", ebit: -225e6, rd_expense: 194e6 })).toBe("other");
    expect(readPlain("group", { sic: 6770, sector: "Financials", ebit: -2e6 })).toBe("shell");
  });

  it("MD-14: of each code is what the table says", () => {
    const codes = Array.from({ length: 10_000 }, (_, code) => code);
    const group = createEvaluator(buildSource(codes.map((sic) => ({ sic }))), buildScope()).evaluate({
      kind: "name",
      id: "group_by_code",
    });
    const expected = (code: number) =>
      sicGroups.filter(({ from, to }) => from <= code && code <= to).map((row) => row.group);
    for (const code of codes) {
      const groups = expected(code);
      expect(groups.length, `${code} stands once`).toBeLessThan(2);
      expect(readValue(group, code), `${code}`).toEqual({ type: "text", value: groups[0] ?? "other" });
    }
  });

  it("is always one of the declared groups", () => {
    for (const sic of [100, 2834, 3500, 6022, 6211, 6331, 6770, 6798, 8731]) {
      expect(groupIds).toContain(readPlain("group", { sic, ...losing }));
    }
  });
});
