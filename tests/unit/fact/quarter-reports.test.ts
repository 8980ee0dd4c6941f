import { describe, expect, it } from "vitest";
import { formatDay } from "#lib/fact/filed/day";
import { buildFactHistory } from "#lib/fact/filed/history";
import { listQuarterReports } from "#lib/fact/quarter-reports";
import { selectFacts, selectFactsThrough } from "#lib/fact/select";
import { buildEntries, buildPeriods, day } from "../../support/build-entries";

const periods = [
  "2023-01-01..2023-12-31 @ 2024-02-20",
  "2024-01-01..2024-03-31 @ 2024-05-05",
  "2024-01-01..2024-06-30 @ 2024-08-05",
  // Filed late, together with the report of the next period.
  "2024-01-01..2024-09-30 @ 2025-02-20",
  "2024-01-01..2024-12-31 @ 2025-02-20",
];

describe("the reports of the last quarters", () => {
  const history = buildFactHistory(buildPeriods(...periods));
  const list = (asOf: string, count = 4) =>
    listQuarterReports(history, day(asOf), count).map(({ end, filed }) => [
      formatDay(end),
      filed === null ? null : formatDay(filed),
    ]);

  it("are each known from the day of its own filing, and not at all where it had none", () => {
    expect(list("2025-03-01")).toEqual([
      ["2024-12-31", "2025-02-20"],
      ["2024-09-30", null],
      ["2024-06-30", "2024-08-05"],
      ["2024-03-31", "2024-05-05"],
    ]);
  });

  it("know nothing that was filed after the date", () => {
    expect(list("2025-02-19", 2)).toEqual([
      ["2024-06-30", "2024-08-05"],
      ["2024-03-31", "2024-05-05"],
    ]);
    expect(list("2024-02-19")).toEqual([]);
  });
});

describe("figures through an earlier end", () => {
  const year2023 = "2023-01-01..2023-12-31";
  const history = buildFactHistory([
    ...buildPeriods(...periods),
    ...buildEntries({
      fact: "revenue",
      tag: "us-gaap:Revenues",
      values: {
        [`${year2023} @ 2024-02-20`]: 100,
        [`${year2023} @ 2025-02-20`]: 97,
        "2024-01-01..2024-12-31 @ 2025-02-20": 110,
      },
    }),
  ]);
  const asOf = day("2026-06-01");

  it("are those of that end, restatements included, and not stale for being old", () => {
    const facts = selectFactsThrough(history, asOf, day("2023-12-31"));
    expect(facts.newestPeriodEnd).toBe(day("2023-12-31"));
    expect(facts.get("revenue")).toMatchObject({ value: 97 });
    expect(facts.get("revenue[-1]")).toMatchObject({ known: false });
    expect(selectFacts(history, asOf).get("revenue")).toMatchObject({ reason: "stale" });
  });

  it("are the figures of today at the newest end", () => {
    const today = day("2025-03-01");
    const through = selectFactsThrough(history, today, day("2024-12-31"));
    for (const id of ["revenue", "revenue[-1]", "net_income", "net_income_q", "revenue_fy"]) {
      expect(through.get(id), id).toEqual(selectFacts(history, today).get(id));
    }
  });
});
