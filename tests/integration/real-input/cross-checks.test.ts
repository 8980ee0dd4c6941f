import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { crossChecks } from "#lib/fact/check/cross-check";
import { buildFactHistory, type FactHistory } from "#lib/fact/filed/history";
import { selectFacts } from "#lib/fact/select";
import { openZip } from "#lib/server/ingest/read/read-zip";
import { parseCompanyFacts } from "#lib/source/company-facts";
import { day } from "../../support/build-entries";
import { findRealInput, noRealInput } from "../../support/find-real-input";
import { requireValue } from "../../support/read-fixture";

const folder = findRealInput();

/** Of 375 companies: how many may fail each check at most. Fewer is better; more means that a map went wrong. */
const failsMax: Readonly<Record<string, number>> = {
  balance_totals: 0,
  balance_sheet: 2,
  minority_equity: 0,
  liabilities_sum: 0,
  within_assets: 0,
  within_current_assets: 0,
  within_liabilities: 0,
  gross_profit: 0,
  gross_profit_within_revenue: 0,
  operating_income_within_revenue: 0,
  operating_income: 2,
  net_income: 3,
  minority_income: 2,
  cash_flow: 1,
  cash_change: 0,
  quarters_revenue: 3,
  quarters_operating_income: 2,
  quarters_net_income: 0,
  quarters_operating_cash_flow: 0,
  per_share: 4,
  // Two of these have notes to banks or a credit line beside the long-term debt of the schedule.
  maturities: 10,
};

/** Filers whose figures are wrong in the filing itself, by CIK. */
const wrongFilers = {
  sonic: 1043509,
  century: 949157,
  interparfums: 822663,
  azz: 8947,
  esco: 866706,
  cytek: 1831915,
} as const;

/** The figures are those of EDGAR's files in the folder of real input. */
describe.skipIf(folder === null)(`cross-checks of real filings (${folder ?? noRealInput})`, () => {
  const failsById = new Map<string, string[]>();
  const holdsById = new Map<string, number>();
  const histories = new Map<number, FactHistory>();

  beforeAll(async () => {
    const wanted = new Set<number>(Object.values(wrongFilers));
    const path = join(folder ?? "", "companyfacts", "companyfacts.zip");
    const archive = await openZip(path, (name) => name.endsWith(".json"), 1e8);
    if (!archive.ok) throw new Error(archive.error);
    for (const member of archive.value.members) {
      const bytes = await member.read();
      if (!bytes.ok) throw new Error(bytes.error);
      const { cik, name, entries } = requireValue(parseCompanyFacts(bytes.value.toString("utf8")));
      const history = buildFactHistory(entries);
      if (wanted.has(cik)) histories.set(cik, history);
      for (const { id, state } of selectFacts(history, day("2026-05-05")).listChecks()) {
        if (state === "fails") failsById.set(id, [...(failsById.get(id) ?? []), name]);
        if (state === "holds") holdsById.set(id, (holdsById.get(id) ?? 0) + 1);
      }
    }
    archive.value.close();
  });

  const select = (filer: keyof typeof wrongFilers, asOf: string) => {
    const history = histories.get(wrongFilers[filer]);
    if (!history) throw new Error(`${filer} is not in the archive`);
    return selectFacts(history, day(asOf));
  };

  it("fail for no more companies than were looked at one by one", () => {
    expect(Object.keys(failsMax)).toEqual(crossChecks.map(({ id }) => id));
    for (const [id, max] of Object.entries(failsMax)) {
      const names = failsById.get(id) ?? [];
      expect(names.length, `${id}: ${names.join(", ")}`).toBeLessThanOrEqual(max);
    }
  });

  it("hold for nearly all companies where every company has the figures", () => {
    for (const id of ["balance_totals", "cash_flow", "quarters_revenue", "per_share"]) {
      expect(holdsById.get(id), id).toBeGreaterThan(350);
    }
    // Some give the owners' line under the tag of common shares alone, which is another fact.
    expect(holdsById.get("quarters_net_income")).toBeGreaterThan(335);
  });

  it("Sonic Automotive: the tax of 2025 has the wrong sign, which pretax and net income show", () => {
    expect(select("sonic", "2026-05-05").get("income_tax_fy")).toMatchObject({
      value: 54_100_000,
      detail: expect.stringContaining("gives −$54.1m"),
    });
  });

  it("Century Aluminum: the last quarter of 2025 is the year less the quarters that the annual report revised", () => {
    const century = select("century", "2026-05-05");
    expect(century.get("operating_income_q")).toMatchObject({ value: 41_300_000 });
    expect(century.get("operating_income")).toMatchObject({ value: 158_100_000 });
  });

  it("ESCO: the second quarter of fiscal 2025 is the one that still has the business that was sold", () => {
    const esco = select("esco", "2026-05-05");
    const quarters = ["revenue_q[-1q]", "revenue_q[-2q]", "revenue_q[-3q]", "revenue_q[-4q]"];
    expect(quarters.map((id) => esco.get(id).known)).toEqual([true, true, false, true]);
  });

  it("Interparfums: cash of 2021 was filed anew in thousands of what it is, and the first report counts", () => {
    const interparfums = select("interparfums", "2024-06-01");
    expect(interparfums.get("cash_fy[-2]")).toMatchObject({ value: 159_613_000 });
    expect(interparfums.get("cash_fy")).toMatchObject({ known: true });
  });

  it("AZZ: the fourth quarter of fiscal 2024 carries the revenue of the whole year", () => {
    expect(select("azz", "2024-05-01").get("revenue_q")).toMatchObject({ reason: "conflict" });
    expect(select("azz", "2024-05-01").get("revenue")).toMatchObject({ value: 1_537_589_000 });
  });

  it("Cytek: what was filed as revenue of 2022 in the next report is a part of it", () => {
    expect(select("cytek", "2024-05-01").get("revenue_fy[-1]")).toMatchObject({ reason: "conflict" });
  });
});
