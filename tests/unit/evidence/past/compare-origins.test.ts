import { describe, expect, test } from "vitest";
import { compareOrigins, keepFirstReported } from "#lib/evidence/past/compare-origins";
import { judgeSample } from "#lib/evidence/past/judge-sample";
import { pickSamples } from "#lib/evidence/past/pick-sample";
import { setInterest } from "#lib/evidence/store/net-interest";
import type { FactEntry } from "#lib/fact/filed/entry";
import { policyV1 } from "#lib/verdict/policy/version-1/policy-v1";
import { buildEntries, day } from "@/tests/support/build-entries";
import { buildCompanies, buildPrices, buildYear } from "@/tests/support/build-evidence";

test("EV-15: of what was filed of a period the first alone counts", () => {
  const entries = buildEntries({
    fact: "revenue",
    tag: "us-gaap:Revenues",
    values: {
      "2011-01-01..2011-12-31 @ 2013-03-01": 2,
      "2011-01-01..2011-12-31 @ 2012-03-01": 1,
      "2012-01-01..2012-12-31 @ 2013-03-01": 3,
    },
  });
  expect(keepFirstReported(entries).map(({ value }) => value)).toEqual([1, 3]);
});

describe("verdicts by two origins", () => {
  const date = day("2013-06-30");
  const ciks = Array.from({ length: 30 }, (_, index) => index + 1);
  const rows = ciks.flatMap((cik) =>
    [2010, 2011, 2012].map((year) => buildYear(cik, year, { operating_cash_flow: (140 + cik) * 1e6 })),
  );
  const prices = buildPrices("2012-01", "2014-01");
  const companies = buildCompanies(rows, new Map(ciks.map((cik) => [cik, prices])));
  const members = judgeSample(pickSamples(companies, date)[0], date, 2013, [policyV1]);

  /** What a company filed, as far as the vendor has it, with one figure changed in every year. */
  const file = (
    cik: number,
    changes: Readonly<Record<string, number>> = {},
  ): readonly [number, readonly FactEntry[]] => {
    const vendor = companies.find((company) => company.cik === cik)?.annual;
    if (!vendor) throw new Error("The company is in the store.");
    return [cik, setInterest(vendor, "low").map((entry) => ({ ...entry, value: changes[entry.fact] ?? entry.value }))];
  };

  test("EV-15: are counted for filers alone, with the verdict of either", () => {
    const [vendor] = members;
    expect(vendor?.verdicts.get("1")?.verdict).toBe("mixed");
    // EBIT of 10 does not pay interest of 20.
    const filedByCik = new Map([file(1), file(2, { operating_income: 10e6, pretax_income: -10e6, net_income: -10e6 })]);
    const [compared] = compareOrigins(members, filedByCik, [policyV1]);
    expect(compared).toMatchObject({ policy: "1", year: 2013, n: 2 });
    expect(compared?.pairs.mixed.weak).toBe(1);
    const all = Object.values(compared?.pairs ?? {}).flatMap((row) => Object.values(row));
    expect(all.reduce((sum, count) => sum + count, 0)).toBe(2);
  });

  test("do not look at what was filed after the date", () => {
    const [cik, entries] = file(3);
    const late = entries.map((entry) => ({ ...entry, value: -1e9, end: day("2013-03-31"), filed: day("2013-07-01") }));
    const compare = (filed: readonly FactEntry[]) => compareOrigins(members, new Map([[cik, filed]]), [policyV1]);
    expect(compare([...entries, ...late])).toEqual(compare(entries));
  });

  test("are not compared without filers", () => {
    expect(compareOrigins(members, new Map(), [policyV1])).toEqual([]);
    expect(compareOrigins([], new Map([file(1)]), [policyV1])).toEqual([]);
  });
});
