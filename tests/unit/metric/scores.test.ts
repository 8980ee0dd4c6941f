import { describe, expect, it } from "vitest";
import { spreads2023, spreads2025 } from "#lib/metric/spread-table";
import type { Row } from "../../support/build-source";
import { readPlain } from "../../support/read-metric";

/** Working capital 20, retained earnings 30, EBIT 12, market value 150, equity 60, sales 110, assets 100, liabilities 40. */
const altmanRow: Row = {
  sic: 3500,
  sector: "Industrials",
  net_income: 8,
  current_assets: 50,
  current_liabilities: 30,
  retained_earnings: 30,
  ebit: 12,
  price: 15,
  shares_outstanding: 10,
  equity: 60,
  revenue: 110,
  total_assets: 100,
  total_liabilities: 40,
};

describe("Altman", () => {
  it("gives the published worked numbers", () => {
    expect(readPlain("altman_z", altmanRow)).toBeCloseTo(4.406, 9);
    expect(readPlain("altman_z_prime", altmanRow)).toBeCloseTo(2.49814, 9);
    expect(readPlain("altman_z_double_prime", altmanRow)).toBeCloseTo(4.6714, 9);
  });

  it("MD-5: takes Z for manufacturers and Z'' for others and where the SIC code is not known", () => {
    expect(readPlain("altman_variant", altmanRow)).toBe("z");
    expect(readPlain("altman_variant", { ...altmanRow, sic: 7372 })).toBe("z_double_prime");
    expect(readPlain("altman_variant", { ...altmanRow, sic: { missing: "not_reported" } })).toBe("z_double_prime");
    expect(readPlain("altman_z", { ...altmanRow, sic: 7372 })).toBe("(not_applicable)");
  });

  it("does not apply to financials, REITs, shells and clinical biotechs", () => {
    for (const sic of [6022, 6331, 6211, 6798, 6770]) {
      expect(readPlain("altman_zone", { ...altmanRow, sic, sector: "Financials", revenue: 0 })).toBe(
        "(not_applicable)",
      );
      expect(readPlain("altman_z_double_prime", { ...altmanRow, sic, sector: "Financials", revenue: 0 })).toBe(
        "(not_applicable)",
      );
    }
    const biotech = { ...altmanRow, sic: 2836, sector: "Health Care", net_income: -50, revenue: 1e6 };
    expect(readPlain("group", biotech)).toBe("clinical_biotech");
    expect(readPlain("altman_z", biotech)).toBe("(not_applicable)");
  });

  it("has a zone that is not applicable to a bank, neither safe nor anything else, and can be asked for it", () => {
    const bank = { ...altmanRow, sic: 6022, sector: "Financials" };
    expect(readPlain("altman_zone is not_applicable", bank)).toBe(true);
    expect(readPlain("altman_zone is not_reported", bank)).toBe(false);
    expect(readPlain("altman_zone is missing", bank)).toBe(true);
    expect(readPlain("altman_zone != distress", bank)).toBeNull();
    expect(readPlain("if(altman_zone = safe, 1, 0)", bank)).toBe("(not_applicable)");
    const silent = { ...altmanRow, ebit: { missing: "stale" } as const };
    expect(readPlain("altman_zone is not_applicable", silent)).toBe(false);
    expect(readPlain("altman_zone is not_reported", silent)).toBe(true);
    expect(readPlain("altman_zone is not_applicable", altmanRow)).toBe(false);
  });

  it("is unknown when any input is missing", () => {
    for (const id of ["current_assets", "current_liabilities", "retained_earnings", "ebit", "total_assets"]) {
      const row = { ...altmanRow, [id]: { missing: "stale" } as const };
      expect(readPlain("altman_z", row), id).toBe("(stale)");
      expect(readPlain("altman_distress", row), id).toBeNull();
    }
    expect(readPlain("altman_z", { ...altmanRow, total_liabilities: 0 })).toBe("(not_meaningful)");
  });

  it.each([
    [1.8, "distress"],
    [1.82, "grey"],
    [2.99, "grey"],
    [3, "safe"],
  ])("reads Z %d as %s", (z, zone) => {
    // With all else zero, Z is sales over assets.
    const row = { ...altmanRow, current_assets: 30, retained_earnings: 0, ebit: 0, price: 0, revenue: 100 * z };
    expect(readPlain("altman_z", row)).toBeCloseTo(z, 12);
    expect(readPlain("altman_zone", row)).toBe(zone);
  });
});

const beneishRow: Row = Object.fromEntries(
  Object.entries({
    receivables: 20,
    revenue: 100,
    gross_profit: 40,
    current_assets: 50,
    ppe_net: 30,
    total_assets: 120,
    depreciation_amortization: 6,
    sga_expense: 15,
    current_liabilities: 25,
    debt_noncurrent: 20,
    net_income: 7,
    operating_cash_flow: 7,
  }).flatMap(([id, value]): [string, number][] => [
    [id, value],
    [`${id}[-1]`, value],
  ]),
);
const industrial: Row = { sic: 3500, sector: "Industrials" };

describe("Beneish M", () => {
  it("is -2.480 when all indices are 1 and accruals are nil", () => {
    expect(readPlain("beneish_m", { ...industrial, ...beneishRow })).toBeCloseTo(-2.48, 9);
    expect(readPlain("beneish_flag", { ...industrial, ...beneishRow })).toBe(false);
  });

  it("weighs each index by its coefficient", () => {
    const base = readPlain("beneish_m", { ...industrial, ...beneishRow }) as number;
    const faster = { ...industrial, ...beneishRow, receivables: 22 };
    expect(readPlain("beneish_dsri", faster)).toBeCloseTo(1.1, 12);
    expect(readPlain("beneish_m", faster)).toBeCloseTo(base + 0.92 * 0.1, 9);
    const accruing = { ...industrial, ...beneishRow, operating_cash_flow: -5 };
    expect(readPlain("beneish_tata", accruing)).toBeCloseTo(0.1, 12);
    expect(readPlain("beneish_m", accruing)).toBeCloseTo(base + 4.679 * 0.1, 9);
    const levered = { ...industrial, ...beneishRow, debt_noncurrent: 42.5 };
    expect(readPlain("beneish_lvgi", levered)).toBeCloseTo(1.5, 12);
    expect(readPlain("beneish_m", levered)).toBeCloseTo(base - 0.327 * 0.5, 9);
  });

  it("flags what lies above -1.78", () => {
    expect(readPlain("beneish_flag", { ...industrial, ...beneishRow, operating_cash_flow: -20 })).toBe(true);
  });

  it("is unknown without last year's figures and not applicable to banks", () => {
    const { "receivables[-1]": _, ...rest } = beneishRow;
    expect(readPlain("beneish_m", { ...industrial, ...rest })).toBe("(not_reported)");
    expect(readPlain("beneish_m", { sic: 6022, sector: "Financials", ...beneishRow })).toBe("(not_applicable)");
  });
});

const ohlsonRow: Row = {
  ...industrial,
  total_assets: 700e6,
  total_liabilities: 350e6,
  current_assets: 200e6,
  current_liabilities: 100e6,
  net_income: 35e6,
  "net_income[-1]": 35e6,
  depreciation_amortization: 35e6,
};

describe("Ohlson O", () => {
  it("is the sum of its nine terms", () => {
    const expected =
      -1.32 - 0.407 * Math.log(1e6) + 6.03 * 0.5 - 1.43 * (100 / 700) + 0.0757 * 0.5 - 2.37 * 0.05 - 1.83 * 0.2;
    expect(readPlain("ohlson_o", ohlsonRow)).toBeCloseTo(expected, 9);
  });

  it("counts negative equity and two years of losses, and the change of earnings", () => {
    const base = readPlain("ohlson_o", ohlsonRow) as number;
    const losing = { ...ohlsonRow, net_income: -35e6, "net_income[-1]": -35e6 };
    expect(readPlain("ohlson_o", losing)).toBeCloseTo(base + 2.37 * 0.1 + 1.83 * 0.2 + 0.285, 9);
    const improving = { ...ohlsonRow, "net_income[-1]": -35e6 };
    expect(readPlain("ohlson_o", improving)).toBeCloseTo(base - 0.521, 9);
    const drowned = { ...ohlsonRow, total_liabilities: 1_400e6 };
    expect(readPlain("ohlson_o", drowned)).toBeCloseTo(base + 6.03 * 1.5 - 1.72 + 1.83 * (0.2 - 0.05), 9);
  });

  it("turns into a probability by the logistic function", () => {
    const o = readPlain("ohlson_o", ohlsonRow) as number;
    expect(readPlain("ohlson_probability", ohlsonRow)).toBeCloseTo(1 / (1 + Math.exp(-o)), 12);
  });

  it("is not meaningful when both years earned nothing", () => {
    expect(readPlain("ohlson_o", { ...ohlsonRow, net_income: 0, "net_income[-1]": 0 })).toBe("(not_meaningful)");
  });
});

describe("synthetic rating", () => {
  const rated = (ebit: number): Row => ({ ...industrial, ebit, interest_expense: 10, total_debt: 100 });

  it.each([
    [125, "AAA", 0.0045],
    [124.9, "AA", 0.006],
    [75, "A+", 0.0077],
    [60, "A", 0.0085],
    [45, "A-", 0.0095],
    [40, "BBB", 0.012],
    [35, "BB+", 0.0155],
    [30, "BB", 0.0183],
    [25, "B+", 0.0261],
    [20, "B", 0.03],
    [15, "B-", 0.0442],
    [12.5, "CCC", 0.0728],
    [8, "CC", 0.101],
    [5, "C", 0.155],
    [4.9, "D", 0.19],
    [-30, "D", 0.19],
  ])("reads EBIT %d over interest 10 as %s", (ebit, rating, spread) => {
    expect(readPlain("synthetic_rating", rated(ebit))).toBe(rating);
    expect(readPlain("synthetic_spread", rated(ebit))).toBeCloseTo(spread, 12);
  });

  it.each([
    [12.5, "AAA", "AA"],
    [9.5, "AA", "A+"],
    [7.5, "A+", "A"],
    [6, "A", "A-"],
    [4.5, "A-", "BBB"],
    [4, "BBB", "BB+"],
    [3.5, "BB+", "BB"],
    [3, "BB", "B+"],
    [2.5, "B+", "B"],
    [2, "B", "B-"],
    [1.5, "B-", "CCC"],
    [1.25, "CCC", "CC"],
    [0.8, "CC", "C"],
    [0.5, "C", "D"],
  ])("at a cover of %d is %s, and just below it %s", (cover, rating, below) => {
    const covered = (times: number): Row => ({ ...industrial, ebit: times, interest_expense: 1, total_debt: 10 });
    expect(readPlain("synthetic_rating", covered(cover))).toBe(rating);
    expect(readPlain("synthetic_rating", covered(cover - 1e-9))).toBe(below);
  });

  it("has a wider spread for each grade in January 2023 than in January 2025", () => {
    const wide = [0.69, 0.85, 1.23, 1.42, 1.62, 2, 2.42, 3.13, 4.55, 5.26, 7.37, 11.57, 15.78, 17.5, 20];
    expect(spreads2023.grades.map(({ spread }) => Math.round(spread * 10_000))).toEqual(
      wide.map((percent) => Math.round(percent * 100)),
    );
    for (const [index, { spread }] of spreads2025.grades.entries()) {
      expect(spread).toBeLessThan(spreads2023.grades[index]?.spread ?? 0);
    }
  });

  it("is none without debt", () => {
    expect(readPlain("synthetic_spread", { ...rated(20), total_debt: 0 })).toBe("(no_debt)");
  });
});
