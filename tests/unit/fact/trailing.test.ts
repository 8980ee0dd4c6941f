import { describe, expect, it } from "vitest";
import { selectFacts } from "#lib/fact/select";
import { buildEntries, buildPeriods, day, type TagFigures } from "../../support/build-entries";

const revenue = (values: TagFigures["values"], tag = "us-gaap:Revenues") =>
  buildEntries({ fact: "revenue", tag, values });

/** A calendar-year company: the year 2024, and nine months of 2024 and 2025. */
const year = "2024-01-01..2024-12-31 @ 2025-02-20";
const priorNine = "2024-01-01..2024-09-30 @ 2024-11-05";
const nine = "2025-01-01..2025-09-30 @ 2025-11-05";
const periods = buildPeriods(year, priorNine, nine);

function getRevenue(values: TagFigures["values"], columnId = "revenue", asOf = "2025-11-30", others = periods) {
  return selectFacts([...others, ...revenue(values)], day(asOf)).get(columnId);
}

describe("twelve months of a flow", () => {
  it("F-34: are not of a part without a business that was sold, and others with it", () => {
    const recast = "2025-01-01..2025-09-30 @ 2026-11-05";
    const values = { [year]: 100, [nine]: 90, [priorNine]: 70, [recast]: 60 };
    const later = buildPeriods(
      year,
      priorNine,
      nine,
      "2025-01-01..2025-12-31 @ 2026-02-20",
      "2026-01-01..2026-09-30 @ 2026-11-05",
    );
    expect(getRevenue(values, "revenue[-1]", "2026-11-30", later)).toMatchObject({ known: false, reason: "conflict" });
    const all = { ...values, "2024-01-01..2024-12-31 @ 2026-02-20": 80, "2024-01-01..2024-09-30 @ 2025-11-05": 50 };
    expect(getRevenue(all, "revenue[-1]", "2026-11-30", later)).toMatchObject({ known: true, value: 90 });
  });

  it("are the fiscal year when it is the newest period", () => {
    const point = getRevenue({ [year]: 100 }, "revenue", "2025-03-01", buildPeriods(year, priorNine));
    expect(point).toMatchObject({ known: true, value: 100, method: "reported", end: day("2024-12-31") });
  });

  it("are year + year to date - prior year to date within a year, with every part and its sign", () => {
    const point = getRevenue({ [year]: 100, [nine]: 90, [priorNine]: 70 });
    expect(point).toMatchObject({
      known: true,
      value: 120,
      method: "year_plus_year_to_date",
      start: day("2024-10-01"),
      end: day("2025-09-30"),
    });
    expect(point.known && point.parts.map(({ entry, sign }) => sign * entry.value)).toEqual([100, 90, -70]);
  });

  it("are four quarters in a row where no year to date is filed", () => {
    const quarters = {
      "2024-10-01..2024-12-31 @ 2025-02-20": 10,
      "2025-01-01..2025-03-31 @ 2025-05-05": 20,
      "2025-04-01..2025-06-30 @ 2025-08-05": 30,
      "2025-07-01..2025-09-30 @ 2025-11-05": 40,
    };
    expect(getRevenue(quarters)).toMatchObject({ known: true, value: 100, method: "four_quarters" });
  });

  it("are missing when one of the four quarters is", () => {
    const quarters = {
      "2024-10-01..2024-12-31 @ 2025-02-20": 10,
      "2025-01-01..2025-03-31 @ 2025-05-05": 20,
      "2025-07-01..2025-09-30 @ 2025-11-05": 40,
    };
    expect(getRevenue(quarters)).toMatchObject({ known: false, reason: "not_reported" });
  });

  it("are missing when the year before the year to date is, rather than built across the gap", () => {
    const point = getRevenue({ "2023-01-01..2023-12-31 @ 2024-02-20": 95, [nine]: 90, [priorNine]: 70 });
    expect(point).toMatchObject({ known: false, reason: "not_reported" });
  });

  it("fit years of 52 and 53 weeks", () => {
    const weekly = buildPeriods(
      "2023-12-31..2024-12-28 @ 2025-02-20",
      "2023-12-31..2024-09-28 @ 2024-11-05",
      "2024-12-29..2025-10-04 @ 2025-11-10",
    );
    const point = getRevenue(
      {
        "2023-12-31..2024-12-28 @ 2025-02-20": 100,
        "2023-12-31..2024-09-28 @ 2024-11-05": 70,
        "2024-12-29..2025-10-04 @ 2025-11-10": 80,
      },
      "revenue",
      "2025-11-30",
      weekly,
    );
    expect(point).toMatchObject({ known: true, value: 110 });
  });

  it("are missing after a change of the fiscal year, until a full year is there again", () => {
    const changed = buildPeriods("2023-07-01..2024-06-30 @ 2024-08-20", "2025-01-01..2025-09-30 @ 2025-11-05");
    const values = {
      "2023-07-01..2024-06-30 @ 2024-08-20": 100,
      "2024-07-01..2024-12-31 @ 2025-02-20": 50,
      "2025-01-01..2025-09-30 @ 2025-11-05": 90,
    };
    expect(getRevenue(values, "revenue", "2025-11-30", changed)).toMatchObject({ known: false });
  });

  it("are missing when a part of them would be negative although the flow cannot be", () => {
    const point = getRevenue({ [year]: 100, [nine]: 5, [priorNine]: 120 });
    expect(point).toMatchObject({ known: false, reason: "conflict" });
  });

  it("F-16: average a share count over time instead of adding it up", () => {
    const entries = buildEntries({
      fact: "diluted_shares",
      tag: "us-gaap:WeightedAverageNumberOfDilutedSharesOutstanding",
      unit: "shares",
      values: { [year]: 100, [nine]: 120, [priorNine]: 100 },
    });
    const point = selectFacts([...periods, ...entries], day("2025-11-30")).get("diluted_shares");
    expect(point.known && Math.round(point.value)).toBe(115);
  });
});

describe("lag by years", () => {
  const older = buildPeriods(
    year,
    priorNine,
    nine,
    "2023-01-01..2023-12-31 @ 2024-02-20",
    "2023-01-01..2023-09-30 @ 2023-11-05",
  );

  it("is the same twelve months one year before", () => {
    const values = {
      [year]: 100,
      [nine]: 90,
      [priorNine]: 70,
      "2023-01-01..2023-12-31 @ 2024-02-20": 80,
      "2023-01-01..2023-09-30 @ 2023-11-05": 60,
    };
    expect(getRevenue(values, "revenue[-1]", "2025-11-30", older)).toMatchObject({ value: 90, end: day("2024-09-30") });
    expect(getRevenue(values, "revenue_fy", "2025-11-30", older)).toMatchObject({ value: 100 });
    expect(getRevenue(values, "revenue_fy[-1]", "2025-11-30", older)).toMatchObject({ value: 80 });
    expect(getRevenue(values, "revenue_fy[-2]", "2025-11-30", older)).toMatchObject({ known: false });
  });

  it("finds the end of a 53-week year a few days away from the date", () => {
    const weekly = buildPeriods("2024-12-29..2026-01-03 @ 2026-02-20", "2023-12-31..2024-12-28 @ 2025-02-20");
    const values = { "2024-12-29..2026-01-03 @ 2026-02-20": 110, "2023-12-31..2024-12-28 @ 2025-02-20": 100 };
    expect(getRevenue(values, "revenue[-1]", "2026-03-01", weekly)).toMatchObject({ known: true, value: 100 });
  });
});

describe("a quarter", () => {
  it("is as reported where it is", () => {
    const values = { "2025-07-01..2025-09-30 @ 2025-11-05": 31, [nine]: 90 };
    expect(getRevenue(values, "revenue_q")).toMatchObject({ value: 31, method: "reported" });
  });

  it("is differenced from the year to date, as cash flows need", () => {
    const values = { "2025-01-01..2025-06-30 @ 2025-08-05": 58, [nine]: 90 };
    expect(getRevenue(values, "revenue_q")).toMatchObject({
      value: 32,
      method: "year_to_date_difference",
      start: day("2025-07-01"),
    });
  });

  it("F-11: is the year less nine months when it is the fourth", () => {
    const fourth = getRevenue(
      { [year]: 100, [priorNine]: 70 },
      "revenue_q",
      "2025-03-01",
      buildPeriods(year, priorNine),
    );
    expect(fourth).toMatchObject({ value: 30, method: "fourth_quarter", start: day("2024-10-01") });
  });

  it("F-11: is the year less three quarters where a source gives no nine months", () => {
    const values = {
      [year]: 100,
      "2024-01-01..2024-03-31 @ 2024-05-05": 20,
      "2024-04-01..2024-06-30 @ 2024-08-05": 24,
      "2024-07-01..2024-09-30 @ 2024-11-05": 26,
    };
    const point = getRevenue(values, "revenue_q", "2025-03-01", buildPeriods(year, priorNine));
    expect(point).toMatchObject({ value: 30, method: "fourth_quarter" });
  });

  it("is lagged by quarters, each in its own way", () => {
    const values = {
      "2025-01-01..2025-06-30 @ 2025-08-05": 58,
      "2025-01-01..2025-03-31 @ 2025-05-05": 27,
      [nine]: 90,
      [year]: 100,
      [priorNine]: 70,
    };
    const quarterly = buildPeriods(
      year,
      priorNine,
      nine,
      "2025-01-01..2025-06-30 @ 2025-08-05",
      "2025-01-01..2025-03-31 @ 2025-05-05",
    );
    const get = (id: string) => getRevenue(values, id, "2025-11-30", quarterly);
    expect(get("revenue_q")).toMatchObject({ value: 32 });
    expect(get("revenue_q[-1q]")).toMatchObject({ value: 31 });
    expect(get("revenue_q[-2q]")).toMatchObject({ value: 27 });
    expect(get("revenue_q[-3q]")).toMatchObject({ value: 30, method: "fourth_quarter" });
    expect(get("revenue_q[-4q]")).toMatchObject({ known: false });
  });

  it("may have 16 weeks, as with grocers", () => {
    const long = buildPeriods("2025-01-01..2025-04-22 @ 2025-05-30");
    const values = { "2025-01-01..2025-04-22 @ 2025-05-30": 40 };
    expect(getRevenue(values, "revenue_q", "2025-06-10", long)).toMatchObject({ known: true, value: 40 });
  });

  it("F-16: of an average share count is never built by difference", () => {
    const entries = buildEntries({
      fact: "diluted_shares",
      tag: "us-gaap:WeightedAverageNumberOfDilutedSharesOutstanding",
      unit: "shares",
      values: { [year]: 100, [priorNine]: 90 },
    });
    const facts = selectFacts([...buildPeriods(year, priorNine), ...entries], day("2025-03-01"));
    expect(facts.get("diluted_shares_q")).toMatchObject({ known: false });
    expect(facts.get("diluted_shares")).toMatchObject({ value: 100 });
  });
});
