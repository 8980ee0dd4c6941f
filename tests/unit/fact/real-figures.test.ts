import { describe, expect, it } from "vitest";
import { selectFacts } from "#lib/fact/select";
import { parseCompanyFacts } from "#lib/source/company-facts";
import { day } from "../../support/build-entries";
import { findRealInput, noRealInput } from "../../support/find-real-input";
import { readCompanyFactsFiles } from "../../support/read-company-facts";
import { requireValue } from "../../support/read-fixture";

const folder = findRealInput();

const companies = {
  herc: "CIK0001364479.json",
  mimedx: "CIK0001376339.json",
  plexus: "CIK0000785786.json",
  verra: "CIK0001682745.json",
  kohls: "CIK0000885639.json",
  kornFerry: "CIK0000056679.json",
  neogen: "CIK0000711377.json",
  gogo: "CIK0001537054.json",
} as const;

/** The figures are those of the filings themselves, read on EDGAR under the accession that the test names. */
describe.skipIf(folder === null)(`figures of real filings (${folder ?? noRealInput})`, async () => {
  const texts = await readCompanyFactsFiles(folder, Object.values(companies));
  const select = (name: string, asOf: string) =>
    selectFacts(requireValue(parseCompanyFacts(texts.get(name) ?? "")).entries, day(asOf));

  it("F-1: Herc: revenue of 2025 is 4,376 million, not the 862 million of its ASC 606 tag", () => {
    const herc = select(companies.herc, "2026-05-05");
    expect(herc.get("revenue_fy")).toMatchObject({ value: 4_376_000_000, end: day("2025-12-31") });
    expect(herc.get("revenue_fy[-1]")).toMatchObject({ value: 3_568_000_000 });
    expect(herc.get("revenue")).toMatchObject({ value: 4_654_000_000, method: "year_plus_year_to_date" });
  });

  it("F-6: Herc: interest goes on where the gross tag stopped in 2022, net with a remark, and EBIT with it", () => {
    const herc = select(companies.herc, "2026-03-01");
    expect(herc.get("interest_expense")).toMatchObject({
      value: 416_000_000,
      detail: expect.stringContaining("net of interest income"),
    });
    expect(herc.get("ebit")).toMatchObject({ value: 417_000_000 });
  });

  it("MiMedx: net income of 2025 is 48,578,000, from 0001376339-26-000011 filed on 2026-02-25", () => {
    const point = select(companies.mimedx, "2026-03-31").get("net_income");
    expect(point).toMatchObject({ value: 48_578_000, end: day("2025-12-31") });
    expect(point.known && point.parts.map(({ entry }) => [entry.accession, entry.filed])).toEqual([
      ["0001376339-26-000011", day("2026-02-25")],
    ]);
  });

  it("MiMedx: the year was not known the day before it was filed", () => {
    const before = select(companies.mimedx, "2026-02-24");
    expect(before.get("net_income")).toMatchObject({ end: day("2025-09-30") });
    expect(before.get("net_income_fy")).toMatchObject({ end: day("2024-12-31") });
  });

  it("MiMedx: interest goes on under the tag that took the place of InterestExpense", () => {
    const mimedx = select(companies.mimedx, "2026-03-31");
    expect(mimedx.get("interest_expense")).toMatchObject({ value: 1_783_000 });
    expect(mimedx.get("interest_expense_fy[-3]").known).toBe(true);
  });

  it("F-1: Plexus: revenue is not the tag that the filer gave in thousands; the year ends in September", () => {
    const plexus = select(companies.plexus, "2026-03-01");
    expect(plexus.get("revenue_q")).toMatchObject({ value: 1_069_852_000, end: day("2026-01-03") });
    expect(plexus.get("revenue_fy")).toMatchObject({ value: 4_032_966_000, end: day("2025-09-27") });
  });

  it("F-2: Verra: revenue is the total, which stands under the tag that elsewhere is a part", () => {
    expect(select(companies.verra, "2026-03-01").get("revenue")).toMatchObject({ value: 979_079_000 });
  });

  it("F-11: Kohl's: the year ends at the end of January, the fourth quarter is the rest of the year", () => {
    const kohls = select(companies.kohls, "2026-05-05");
    expect(kohls.get("net_income_fy")).toMatchObject({ end: day("2026-01-31") });
    const quarters = ["net_income_q", "net_income_q[-1q]", "net_income_q[-2q]", "net_income_q[-3q]"].map((id) =>
      kohls.get(id),
    );
    const sum = quarters.reduce((total, point) => total + (point.known ? point.value : Number.NaN), 0);
    const year = kohls.get("net_income_fy");
    // Each figure is filed in millions, so that their sum may miss by one or two.
    expect(Math.abs((year.known ? year.value : Number.NaN) - sum)).toBeLessThanOrEqual(2_000_000);
    expect(quarters[0]).toMatchObject({ method: "fourth_quarter" });
  });

  it("Korn Ferry: nine months of a year that ends in April give the twelve months to January", () => {
    expect(select(companies.kornFerry, "2026-05-05").get("net_income")).toMatchObject({
      method: "year_plus_year_to_date",
      end: day("2026-01-31"),
    });
  });

  it("F-4: Neogen: debt is not doubled by a total under the tag of its current part", () => {
    expect(select(companies.neogen, "2026-03-01").get("total_debt")).toMatchObject({ value: 792_926_000 });
  });

  it("F-16: Gogo: a share count in thousands is refused", () => {
    expect(select(companies.gogo, "2026-05-05").get("diluted_shares")).toMatchObject({ reason: "conflict" });
  });
});
