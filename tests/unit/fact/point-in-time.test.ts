import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { factColumns } from "#lib/fact/definition/fact-columns";
import { buildFactHistory } from "#lib/fact/filed/history";
import { listQuarterReports } from "#lib/fact/quarter-reports";
import { selectFacts, selectFactsThrough } from "#lib/fact/select";
import { buildBalanceSheets, buildEntries, buildPeriods, day } from "../../support/build-entries";

const year2023 = "2023-01-01..2023-12-31";
const year2024 = "2024-01-01..2024-12-31";

describe("point in time", () => {
  const entries = [
    ...buildPeriods(`${year2023} @ 2024-02-20`, `${year2024} @ 2025-02-20`),
    ...buildEntries({
      fact: "revenue",
      tag: "us-gaap:Revenues",
      values: {
        [`${year2023} @ 2024-02-20`]: 100,
        [`${year2023} @ 2025-02-20`]: 97,
        [`${year2024} @ 2025-02-20`]: 110,
      },
    }),
  ];

  it("uses no filing after the date", () => {
    expect(selectFacts(entries, day("2024-03-01")).get("revenue")).toMatchObject({ value: 100 });
    expect(selectFacts(entries, day("2024-03-01")).newestFiled).toBe(day("2024-02-20"));
    expect(selectFacts(entries, day("2024-02-19")).get("revenue")).toMatchObject({ reason: "not_reported" });
  });

  it("uses a filing from its own day on", () => {
    expect(selectFacts(entries, day("2025-02-20")).get("revenue")).toMatchObject({ value: 110 });
  });

  it("takes the newest value of a period, or the first when asked", () => {
    const asOf = day("2025-03-01");
    expect(selectFacts(entries, asOf).get("revenue[-1]")).toMatchObject({ value: 97 });
    expect(selectFacts(entries, asOf, "first_reported").get("revenue[-1]")).toMatchObject({ value: 100 });
  });

  it("flags a restatement from the day of its filing on", () => {
    expect(selectFacts(entries, day("2025-02-19")).restated).toBe(false);
    expect(selectFacts(entries, day("2025-02-20")).restated).toBe(true);
  });

  it("does not flag a figure that was rounded differently", () => {
    const rounded = [
      ...buildPeriods(`${year2023} @ 2024-02-20`),
      ...buildEntries({
        fact: "revenue",
        tag: "us-gaap:Revenues",
        values: { [`${year2023} @ 2024-02-20`]: 100_001, [`${year2023} @ 2025-02-20`]: 100_000 },
      }),
    ];
    expect(selectFacts(rounded, day("2025-03-01")).restated).toBe(false);
  });

  it("gives nothing but the reason when the newest period ended over 200 days before", () => {
    const facts = selectFacts(entries, day("2025-07-20"));
    expect(facts.get("revenue")).toMatchObject({ known: false, reason: "stale" });
    expect(facts.get("revenue_fy[-1]")).toMatchObject({ known: false, reason: "stale" });
    expect(selectFacts(entries, day("2025-07-19")).get("revenue")).toMatchObject({ known: true });
  });

  it("still lists the years of a company that has gone quiet", () => {
    const years = selectFacts(entries, day("2026-07-20")).listFiscalYears("revenue", 5);
    expect(years.map(({ end, figure }) => [end, figure.known && figure.value])).toEqual([
      [day("2024-12-31"), 110],
      [day("2023-12-31"), 97],
    ]);
  });

  it("says that nothing was filed when nothing was", () => {
    const facts = selectFacts([], day("2025-01-01"));
    expect(facts.get("revenue")).toMatchObject({ known: false, reason: "not_reported" });
    expect(facts.listFiscalYears("revenue", 5)).toEqual([]);
    expect(facts.listQuarters("revenue", 5)).toEqual([]);
    expect(facts.newestPeriodEnd).toBeNull();
  });

  it("F-3: refuses to combine a year with a part of it that was filed anew on another basis", () => {
    const nine = "2025-01-01..2025-09-30 @ 2025-11-05";
    const mixed = [
      ...buildPeriods(`${year2024} @ 2025-02-20`, "2024-01-01..2024-09-30 @ 2024-11-05", nine),
      ...buildEntries({
        fact: "revenue",
        tag: "us-gaap:Revenues",
        values: {
          [`${year2024} @ 2025-02-20`]: 200,
          "2024-01-01..2024-09-30 @ 2024-11-05": 150,
          "2024-01-01..2024-09-30 @ 2025-11-05": 75,
          [nine]: 80,
        },
      }),
    ];
    expect(selectFacts(mixed, day("2025-11-30")).get("revenue")).toMatchObject({ known: false, reason: "conflict" });
    expect(selectFacts(mixed, day("2025-11-30"), "first_reported").get("revenue")).toMatchObject({ value: 130 });
  });

  it("throws on a name that is no fact", () => {
    expect(() => selectFacts(entries, day("2025-03-01")).get("revenues")).toThrow("revenues");
    expect(() => selectFacts(entries, day("2025-03-01")).listFiscalYears("revenues", 1)).toThrow("revenues");
  });
});

describe("any company", () => {
  const tags = [
    ["net_income", "us-gaap:NetIncomeLoss"],
    ["revenue", "us-gaap:Revenues"],
    ["revenue", "us-gaap:RevenueFromContractWithCustomerExcludingAssessedTax"],
    ["operating_cash_flow", "us-gaap:NetCashProvidedByUsedInOperatingActivities"],
    ["interest_reported", "us-gaap:InterestExpense"],
    ["pretax_income", "us-gaap:IncomeLossFromContinuingOperationsBeforeIncomeTaxes"],
    ["total_assets", "us-gaap:Assets"],
    ["liabilities_reported", "us-gaap:Liabilities"],
    ["equity_reported", "us-gaap:StockholdersEquity"],
    ["debt_current", "us-gaap:LongTermDebtCurrent"],
    ["debt_noncurrent", "us-gaap:LongTermDebtNoncurrent"],
    ["long_term_debt", "us-gaap:LongTermDebt"],
  ] as const;
  const balances = [
    "total_assets",
    "liabilities_reported",
    "equity_reported",
    "debt_current",
    "debt_noncurrent",
    "long_term_debt",
  ];
  const ends = [0, 1, 2, 3].flatMap((year) =>
    [
      ["03-31", 90],
      ["06-30", 181],
      ["09-30", 273],
      ["12-31", 365],
    ].map(([date, days]) => ({ end: day(`${2021 + year}-${date}`), days: Number(days) })),
  );

  const entry = fc
    .record({
      tag: fc.constantFrom(...tags),
      period: fc.constantFrom(...ends),
      isQuarter: fc.boolean(),
      value: fc.integer({ min: -1000, max: 1000 }),
      // Few days, so that reports, restatements and amendments of one day are common.
      delayDays: fc.oneof(fc.constantFrom(35, 60, 400), fc.integer({ min: 20, max: 500 })),
      isAmended: fc.boolean(),
    })
    .map(({ tag: [fact, tag], period, isQuarter, value, delayDays, isAmended }) => ({
      fact,
      tag,
      unit: "USD",
      start: balances.includes(fact) ? null : period.end - (isQuarter ? 91 : period.days) + 1,
      end: period.end,
      value,
      accession: `a${period.end + delayDays}${isAmended ? " amended" : ""}`,
      form: `${period.days === 365 ? "10-K" : "10-Q"}${isAmended ? "/A" : ""}`,
      filed: period.end + delayDays,
    }));

  const columnIds = factColumns.flatMap(({ id, lag }) => [id, lag === "quarter" ? `${id}[-1q]` : `${id}[-1]`]);

  it("has the same figures at a date, whatever was filed later", () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 120 }), fc.integer({ min: 18_700, max: 20_200 }), (all, asOf) => {
        const known = selectFacts(
          all.filter(({ filed }) => filed <= asOf),
          asOf,
        );
        const later = selectFacts(all, asOf);
        for (const id of columnIds) expect(later.get(id), id).toEqual(known.get(id));
        expect(later.restated).toBe(known.restated);
        expect(later.newestFiled).toBe(known.newestFiled);
        expect(later.newestPeriodEnd).toBe(known.newestPeriodEnd);
        expect(later.listQuarters("revenue", 8)).toEqual(known.listQuarters("revenue", 8));
        expect(later.listFiscalYears("total_debt", 4)).toEqual(known.listFiscalYears("total_debt", 4));
      }),
      { numRuns: 100 },
    );
  });

  it("has the same past quarters at a date, whatever was filed later", () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 120 }), fc.integer({ min: 18_700, max: 20_200 }), (all, asOf) => {
        const later = buildFactHistory(all);
        const known = buildFactHistory(all.filter(({ filed }) => filed <= asOf));
        const reports = listQuarterReports(later, asOf, 8);
        expect(reports).toEqual(listQuarterReports(known, asOf, 8));
        for (const { end, filed } of reports.slice(0, 3)) {
          const through = selectFactsThrough(later, asOf, end);
          for (const id of columnIds) expect(through.get(id), id).toEqual(selectFactsThrough(known, asOf, end).get(id));
          if (filed !== null) expect(selectFacts(later, filed).newestPeriodEnd).toBeGreaterThanOrEqual(end - 10);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("has the same figures in whatever order its entries come", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(entry, {
          maxLength: 60,
          selector: (each) => `${each.tag} ${each.start} ${each.end} ${each.accession}`,
        }),
        (all) => {
          const forward = selectFacts(all, 20_000);
          const backward = selectFacts(buildFactHistory(all.toReversed()), 20_000);
          for (const id of columnIds) expect(backward.get(id), id).toEqual(forward.get(id));
        },
      ),
      { numRuns: 40 },
    );
  });

  it("shows in every sum the very entries that it consists of", () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 120 }), (all) => {
        const facts = selectFacts(all, 20_000);
        for (const id of columnIds) {
          const figure = facts.get(id);
          if (!figure.known || id.startsWith("diluted_shares") || figure.method === "inferred") continue;
          const sum = figure.parts.reduce((total, part) => total + part.sign * part.entry.value, 0);
          expect(sum, id).toBeCloseTo(figure.value, 6);
          for (const part of figure.parts) expect(part.entry.filed).toBeLessThanOrEqual(20_000);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe("balances", () => {
  const entries = [
    ...buildPeriods(`${year2024} @ 2025-02-20`, "2025-01-01..2025-03-31 @ 2025-05-05"),
    ...buildBalanceSheets(1000, 400, "2023-12-31 @ 2024-02-20", "2024-12-31 @ 2025-02-20", "2025-03-31 @ 2025-05-05"),
    ...buildEntries(
      { fact: "goodwill", tag: "us-gaap:Goodwill", values: { "2024-12-31 @ 2025-02-20": 50 } },
      {
        fact: "undrawn_credit",
        tag: "us-gaap:LineOfCreditFacilityRemainingBorrowingCapacity",
        values: { "2024-12-31 @ 2025-02-20": 30 },
      },
      {
        fact: "shares_outstanding",
        tag: "dei:EntityCommonStockSharesOutstanding",
        unit: "shares",
        values: { "2025-02-14 @ 2025-02-20": 10_000, "2025-04-30 @ 2025-05-05": 12_000 },
      },
    ),
  ];
  const facts = selectFacts(entries, day("2025-06-01"));

  it("F-14: are of the newest balance sheet, and a line that it lacks is missing, not carried on", () => {
    expect(facts.get("total_assets")).toMatchObject({ value: 1000, end: day("2025-03-31") });
    expect(facts.get("goodwill")).toMatchObject({ known: false, reason: "not_reported" });
    expect(facts.get("goodwill_fy")).toMatchObject({ value: 50 });
  });

  it("F-14: of a note may be as old as the last annual report", () => {
    expect(facts.get("undrawn_credit")).toMatchObject({ value: 30, end: day("2024-12-31") });
  });

  it("F-14: take the share count from the cover of the same report, weeks after the balance sheet", () => {
    expect(facts.get("shares_outstanding")).toMatchObject({ value: 12_000, end: day("2025-04-30") });
    expect(facts.get("shares_outstanding_fy")).toMatchObject({ value: 10_000, end: day("2025-02-14") });
  });

  it("list quarter ends, newest first", () => {
    const ends = facts.listQuarters("total_assets", 2).map(({ end, figure }) => [end, figure.known]);
    expect(ends).toEqual([
      [day("2025-03-31"), true],
      [day("2024-12-31"), true],
    ]);
  });
});
