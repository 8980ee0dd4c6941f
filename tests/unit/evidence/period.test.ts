import { expect, test } from "vitest";
import { getOutcomeDay, horizons } from "#lib/evidence/outcome/horizon";
import { getVerdictDay, listYears, periodIds } from "#lib/evidence/period";
import { day } from "@/tests/support/build-entries";

test("EV-1: the years of verdicts of each period", () => {
  expect(periodIds.map((period) => horizons.map((horizon) => listYears(period, horizon)))).toEqual([
    [
      [2011, 2012, 2013],
      [2011, 2012, 2013],
    ],
    [
      [2016, 2017, 2018],
      [2016, 2017, 2018],
    ],
    [
      [2019, 2020, 2021, 2022, 2023],
      [2019, 2020, 2021, 2022],
    ],
  ]);
  expect(getVerdictDay(2013)).toBe(day("2013-06-30"));
});

test("EV-1: every outcome by which a policy is chosen is settled before the first verdict of the next period", () => {
  const last = Math.max(
    ...horizons.flatMap((horizon) =>
      listYears("choose", horizon).map((year) => getOutcomeDay(getVerdictDay(year), horizon)),
    ),
  );
  const first = Math.min(...listYears("look", 12).map(getVerdictDay));
  expect(last).toBeLessThanOrEqual(day("2015-12-31"));
  expect(first).toBeGreaterThan(last);
});

test("no year of verdicts lies in two periods", () => {
  const years = periodIds.flatMap((period) => listYears(period, 12));
  expect(new Set(years).size).toBe(years.length);
});
