import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Verdicted } from "#lib/evidence/outcome/figure-outcome";
import { getShareGrowth } from "#lib/evidence/outcome/figure-outcome";
import { getOutcomeDay, type Horizon, listLaterReports } from "#lib/evidence/outcome/horizon";
import { isAny, isEvery } from "#lib/evidence/outcome/logic";
import { type OutcomeId, type Outcomes, observeOutcomes } from "#lib/evidence/outcome/outcome";
import { isLossWithBurn, isShortOfInterest } from "#lib/evidence/outcome/report-state";
import { day } from "@/tests/support/build-entries";
import { buildCompany, buildPrices, buildYear, type VendorRow } from "@/tests/support/build-evidence";

const short = { operating_income: 10e6, operating_cash_flow: 40e6 };
const burning = { net_income: -50e6, operating_cash_flow: 10e6 };

/** A verdict of June 2012 on the year 2011, with what was reported for the years from 2011 on. */
function buildVerdict(years: readonly VendorRow[], priceOf: (month: string) => number = () => 10): Verdicted {
  const prices = buildPrices("2011-02", "2016-01", (month) => ({
    closeUsd: priceOf(month),
    adjustedUsd: priceOf(month),
  }));
  const rows = years.map((values, index) => buildYear(1, 2011 + index, values));
  const company = buildCompany(rows, new Map([[1, prices]]));
  const base = company.reports.find(({ end }) => end === day("2011-12-31"));
  if (base === undefined) throw new Error("The verdict has its report.");
  return { company, base, day: day("2012-06-30") };
}

function observe(verdict: Verdicted, horizon: Horizon, outcome: OutcomeId, isPriced = true) {
  return observeOutcomes(verdict, horizon, { medianReturn: 0.1, isPriced })[outcome];
}

const sound = {};

describe("a state of a year", () => {
  const read = (values: VendorRow) => buildVerdict([values]).base;

  test.each([
    // EBIT, operating cash flow (less 60 of spending), net interest, debt, cash; short of interest.
    [{ ...short }, true],
    [{ ...short, operating_income: 20e6 }, false],
    [{ ...short, operating_cash_flow: 60e6 }, false],
    [{ ...short, total_debt: 0 }, false],
    [{ ...short, interest_net: "" }, null],
    [{ ...short, interest_net: "", operating_cash_flow: 90e6 }, false],
    [{ ...short, operating_cash_flow: "" }, null],
    // At the lower end there is no interest, and earnings of 1 pay it.
    [{ ...short, operating_income: 1e6, interest_net: -2e6, cash: 900e6 }, false],
    [{ ...short, operating_income: -1e6, interest_net: -2e6 }, true],
  ])("EV-2: %o is short of interest: %s", (values, expected) => {
    expect(isShortOfInterest(read(values as VendorRow))).toBe(expected);
  });

  test.each([
    [burning, true],
    [{ ...burning, net_income: 1 }, false],
    [{ ...burning, operating_cash_flow: 61e6 }, false],
    [{ ...burning, net_income: "" }, null],
    [{ net_income: "", operating_cash_flow: 61e6 }, false],
  ])("%o is a loss with burn: %s", (values, expected) => {
    expect(isLossWithBurn(read(values as VendorRow))).toBe(expected);
  });
});

describe("what followed", () => {
  const negative = { equity: -1e6 };

  test.each([
    ["in the first year", [sound, negative, sound], "true", "true"],
    ["in the second year", [sound, sound, negative], "false", "true"],
    ["after both", [sound, sound, sound, negative], "false", "false"],
    ["already at the date", [negative, negative, negative], "absent", "absent"],
    ["never", [sound, sound, sound], "false", "false"],
    ["with a year that does not tell", [sound, { equity: "" }, negative], "missing", "true"],
    ["with nothing reported", [sound], "missing", "missing"],
    ["with one year reported", [sound, sound], "false", "missing"],
    ["not told at the date", [{ equity: "" }, sound, sound], "missing", "missing"],
  ])("EV-7: equity below zero %s", (_, years, one, two) => {
    const verdict = buildVerdict(years);
    expect([12, 24].map((horizon) => observe(verdict, horizon as Horizon, "negative_equity"))).toEqual([one, two]);
  });

  test.each([
    ["in both years", [sound, short, short], "true", "true"],
    ["in the first alone", [sound, short, sound], "true", "false"],
    ["in the second alone", [sound, sound, short], "false", "false"],
    ["at the date", [short, short, short], "absent", "absent"],
    ["in the first, and no second is reported", [sound, short], "true", "missing"],
    ["in no first, and no second is reported", [sound, sound], "false", "false"],
  ])("EV-7: short of interest %s", (_, years, one, two) => {
    const verdict = buildVerdict(years);
    expect([12, 24].map((horizon) => observe(verdict, horizon as Horizon, "short_of_interest"))).toEqual([one, two]);
  });

  test("a loss with burn is one that was none at the date", () => {
    expect(observe(buildVerdict([sound, burning]), 12, "loss_with_burn")).toBe("true");
    expect(observe(buildVerdict([burning, burning]), 12, "loss_with_burn")).toBe("absent");
  });

  test.each([
    [120e6, "false"],
    [121e6, "true"],
    [50e6, "false"],
    ["", "missing"],
  ])("EV-6: shares of %s after 100 million are an issue: %s", (shares_outstanding, expected) => {
    expect(observe(buildVerdict([sound, { shares_outstanding }]), 12, "dilution")).toBe(expected);
  });

  test("EV-6: a company whose shares grew before the date is asked all the same", () => {
    const rows = [buildYear(1, 2010, { shares_outstanding: 10e6 }), buildYear(1, 2011), buildYear(1, 2012)];
    const company = buildCompany(rows);
    const base = company.reports[1];
    if (base === undefined) throw new Error("The verdict has its report.");
    expect(observe({ company, base, day: day("2012-06-30") }, 12, "dilution")).toBe("false");
  });

  const falling = (month: string) => (month < "2012-12" ? 10 : 4.9);

  test("a fall by more than half, alone and with an issue", () => {
    const issuing = buildVerdict([sound, { shares_outstanding: 130e6 }], falling);
    expect(observe(issuing, 12, "return_under_minus_50")).toBe("true");
    expect(observe(issuing, 12, "issue_with_fall")).toBe("true");
    expect(observe(buildVerdict([sound, sound], falling), 12, "issue_with_fall")).toBe("false");
    const half = buildVerdict([sound, sound], (month) => (month < "2012-12" ? 10 : 5));
    expect(observe(half, 12, "return_under_minus_50")).toBe("false");
  });

  test("a return is held against the median of the sample", () => {
    expect(
      observe(
        buildVerdict([sound, sound], (month) => (month < "2012-12" ? 10 : 10.5)),
        12,
        "return_below_median",
      ),
    ).toBe("true");
    expect(
      observe(
        buildVerdict([sound, sound], (month) => (month < "2012-12" ? 10 : 12)),
        12,
        "return_below_median",
      ),
    ).toBe("false");
  });

  test.each([
    ["equity below zero", [sound, negative], () => 10, "true", "true"],
    ["an issue with a fall", [sound, { shares_outstanding: 130e6 }], falling, "true", "true"],
    ["short of interest", [sound, short], () => 10, "false", "true"],
    ["short of interest before and after", [short, short], () => 10, "false", "false"],
    ["nothing of it", [sound, sound], () => 10, "false", "false"],
    ["equity below zero at the date", [negative, negative], falling, "absent", "absent"],
  ] as const)("EV-8: the headline with %s", (_, years, priceOf, solvency, all) => {
    const verdict = buildVerdict(years, priceOf);
    expect([observe(verdict, 12, "solvency"), observe(verdict, 12, "solvency_all")]).toEqual([solvency, all]);
  });

  test("the headline is missing where its prices are, and has none in the sample without prices", () => {
    const verdict = buildVerdict([sound, { shares_outstanding: 130e6 }]);
    const unpriced = { ...verdict, company: { ...verdict.company, prices: [] } };
    expect(observe(unpriced, 12, "solvency")).toBe("missing");
    expect(observe(unpriced, 12, "solvency", false)).toBe("false");
    expect(observe(unpriced, 12, "issue_with_fall", false)).toBe("absent");
  });

  test("an end of the reports is an end that nobody can read, and no failure", () => {
    const outcomes = observeOutcomes(buildVerdict([sound]), 12, { medianReturn: 0, isPriced: true });
    expect(outcomes.unknown_end).toBe("true");
    expect(outcomes.solvency).toBe("missing");
    expect(observe(buildVerdict([sound, sound]), 12, "unknown_end")).toBe("false");
  });

  const anyYear = fc.constantFrom<VendorRow>(
    sound,
    negative,
    short,
    burning,
    { equity: "" },
    { shares_outstanding: 130e6 },
  );

  test("nothing that was published after the outcome's day changes the outcome", () => {
    fc.assert(
      fc.property(fc.array(anyYear, { minLength: 1, maxLength: 3 }), anyYear, anyYear, (years, later, other) => {
        const padded = [...years, ...Array.from({ length: 3 - years.length }, () => sound)];
        const read = (last: VendorRow): Outcomes =>
          observeOutcomes(buildVerdict([...padded, last]), 24, { medianReturn: 0, isPriced: true });
        expect(read(later)).toEqual(read(other));
      }),
      { numRuns: 30 },
    );
  });

  test("what came within one year came within two, but for what must last both", () => {
    fc.assert(
      fc.property(fc.array(anyYear, { minLength: 1, maxLength: 3 }), (years) => {
        const verdict = buildVerdict(years);
        for (const outcome of ["negative_equity", "dilution", "loss_with_burn"] as const) {
          if (observe(verdict, 12, outcome) === "true") expect(observe(verdict, 24, outcome)).toBe("true");
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe("shares of two files", () => {
  const from = { ...buildVerdict([sound]).base, origin: "annual" } as const;
  const to = { ...from, origin: "quarterly", values: new Map([["shares_outstanding", 300e6]]) } as const;
  const prices = buildPrices("2020-01", "2021-03");
  const quotes = [{ day: day("2021-04-30"), priceUsd: 1, marketValueUsd: 1 }];

  test("are compared over the splits between the files, and not at all where these are not known", () => {
    const splits = [{ day: day("2022-01-31"), factor: 2 }];
    expect(getShareGrowth({ prices, quotes, quotedSplits: splits }, from, to)).toBe(0.5);
    expect(getShareGrowth({ prices, quotes: [], quotedSplits: [] }, from, to)).toBeNull();
    expect(
      getShareGrowth({ prices, quotes, quotedSplits: [{ day: day("2022-01-31"), factor: null }] }, from, to),
    ).toBeNull();
  });
});

test("missing is never false", () => {
  expect([isAny([]), isAny([false, null]), isAny([true, null])]).toEqual([false, null, true]);
  expect([isEvery([]), isEvery([true, null]), isEvery([false, null])]).toEqual([true, null, false]);
});

test("the outcome's day is the same date one or two years on", () => {
  expect(getOutcomeDay(day("2012-06-30"), 12)).toBe(day("2013-06-30"));
  expect(getOutcomeDay(day("2012-06-30"), 24)).toBe(day("2014-06-30"));
});

test("a year that was known at the date is no outcome, and one that ended before the report neither", () => {
  const { base } = buildVerdict([sound]);
  const build = (end: string, known: string) => ({ ...base, end: day(end), known: day(known) });
  const reports = [
    base,
    build("2012-03-31", "2012-06-30"),
    build("2012-06-30", "2012-08-01"),
    build("2011-09-30", "2012-09-01"),
    build("2013-03-31", "2013-06-30"),
    build("2013-06-30", "2013-08-01"),
  ];
  const ends = listLaterReports(reports, base, day("2012-06-30"), 12).map(({ end }) => end);
  expect(ends).toEqual([day("2012-06-30"), day("2013-03-31")]);
});
