import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boundCalendarYear, openDebtLabel } from "#lib/index/maturity-wall";
import { buildIndexInput, type JudgedRow, measureById, readIsoDay } from "../../support/build-index-input";

const amounts = [10, 20, 30, 40, 50];

describe("a schedule in calendar years", () => {
  it.each([
    ["2025-12-31", 2026, { low: 10, high: 10 }],
    ["2025-12-31", 2028, { low: 30, high: 30 }],
    // Years of 52 or 53 weeks end around the new year.
    ["2025-12-27", 2026, { low: 10, high: 10 }],
    ["2026-01-03", 2026, { low: 10, high: 10 }],
    // July 2025 to June 2026 touches two calendar years and lies in none.
    ["2025-06-30", 2026, { low: 0, high: 10 + 20 }],
    ["2025-06-30", 2027, { low: 0, high: 20 + 30 }],
    // What fell due before the schedule's day is not in it.
    ["2026-01-31", 2026, { low: 0, high: 10 }],
    // Beyond the fifth year a schedule has one amount for all years.
    ["2025-12-31", 2031, null],
    ["2025-06-30", 2030, null],
    // A year that is over before the schedule begins.
    ["2025-12-31", 2025, null],
  ])("of %s, due in %i", (day, year, bounds) => {
    expect(boundCalendarYear(readIsoDay(day), amounts, year)).toEqual(bounds);
  });

  it("is not known where a year that it needs is not", () => {
    expect(boundCalendarYear(readIsoDay("2025-12-31"), [10, null, 30, 40, 50], 2027)).toBeNull();
    expect(boundCalendarYear(readIsoDay("2025-06-30"), [10, null, 30, 40, 50], 2026)).toBeNull();
  });

  it("of all calendar years has at least what it could place, and at most all of it twice", () => {
    const amount = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(
        fc.integer({ min: 19_000, max: 21_000 }),
        fc.array(amount, { minLength: 5, maxLength: 5 }),
        (day, due) => {
          const all = due.reduce((sum, each) => sum + each, 0);
          const years = Array.from({ length: 9 }, (_, index) => 2021 + index);
          const bounds = years.map((year) => boundCalendarYear(day, due, year));
          const low = bounds.reduce((sum, each) => sum + (each?.low ?? 0), 0);
          const high = bounds.reduce((sum, each) => sum + (each?.high ?? 0), 0);
          expect(low).toBeLessThanOrEqual(all);
          expect(high).toBeLessThanOrEqual(2 * all);
          for (const each of bounds) if (each !== null) expect(each.low).toBeLessThanOrEqual(each.high);
        },
      ),
    );
  });
});

const schedule = (values: readonly number[]) =>
  Object.fromEntries(values.map((value, index) => [`debt_due_${index + 1}y`, value]));

const rows: readonly JudgedRow[] = [
  // Its year ended on 2025-12-31, 125 days before 2026-05-05.
  {
    cells: { ticker: "A", sector: "Energy", sic: 1311, total_debt: 150, schedule_age_days: 125, ...schedule(amounts) },
  },
  // Its year ended on 2025-06-30, 309 days before.
  {
    cells: {
      ticker: "B",
      sector: "Materials",
      sic: 2821,
      total_debt: 9,
      schedule_age_days: 309,
      ...schedule([1, 2, 3, 1, 1]),
    },
  },
  { cells: { ticker: "C", sector: "Energy", sic: 1311, total_debt: 70, debt_due_1y: 5 } },
  { cells: { ticker: "D", sector: "Energy", sic: 1311, total_debt: 0 } },
  { cells: { ticker: "E", sector: "Energy", sic: 1311 } },
];

describe("debt due by calendar year", () => {
  const input = buildIndexInput(rows);

  it("IX-5: is an interval of those with a schedule, with the debt of the others beside", () => {
    const { label, value, base, parts, published } = measureById("debt_due_year_0", input);
    expect(label).toBe("Debt due in 2026");
    // A 10; B between 0 and 1 + 2.
    expect(value).toEqual({ state: "interval", low: 10, high: 13 });
    expect(base).toMatchObject({ known: { count: 2 }, unknown: { count: 2 }, denominator: { count: 4 } });
    expect(parts.map((part) => [part.label, part.value])).toEqual([
      ["Energy", { state: "known", value: 10 }],
      ["Materials", { state: "interval", low: 0, high: 3 }],
      [openDebtLabel, { state: "known", value: 70 }],
    ]);
    expect(parts.at(-1)?.base).toMatchObject({ known: { count: 1 }, unknown: { count: 1 } });
    expect(published.map(({ value: said }) => said)).toEqual([368e9]);
  });

  it("places current debt of a newer balance sheet in either of two years", () => {
    // The first year is the current debt of 2026-03-31, 35 days before: due by March 2027.
    const newer: JudgedRow = {
      cells: { ...rows[0]?.cells, period_age_days: 35, debt_current: 12, debt_due_1y: 12 },
    };
    const of = (id: string) => measureById(id, buildIndexInput([newer])).value;
    expect(of("debt_due_year_0")).toEqual({ state: "interval", low: 0, high: 12 });
    expect(of("debt_due_year_1")).toEqual({ state: "interval", low: 20, high: 20 + 12 });
    expect(of("debt_due_year_2")).toEqual({ state: "known", value: 30 });
    // As old as the schedule, or another amount: the first year of the schedule.
    const older: JudgedRow = { cells: { ...newer.cells, period_age_days: 125 } };
    expect(measureById("debt_due_year_0", buildIndexInput([older])).value).toEqual({ state: "known", value: 12 });
  });

  it("follows the day that is asked about", () => {
    const { label, value, published } = measureById("debt_due_year_1", input);
    expect([label, value, published[0]?.value]).toEqual([
      "Debt due in 2027",
      { state: "interval", low: 20, high: 20 + 2 + 3 },
      341e9,
    ]);
    expect(measureById("debt_due_year_3", input).published).toEqual([]);
  });

  it("is missing without any schedule", () => {
    const { value } = measureById("debt_due_year_0", buildIndexInput(rows.slice(2)));
    expect(value).toMatchObject({ state: "missing", reason: "not_reported" });
  });
});
