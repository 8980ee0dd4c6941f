import "server-only";
import { getMonthEnd, parseDay } from "#lib/fact/filed/day";
import type { Day } from "#lib/fact/filed/entry";
import type { DatabaseView } from "#lib/server/db/database";
import { readRates } from "#lib/server/db/repository/rate";
import { assert } from "#lib/util/assert";
import { getSeriesId } from "./market-series";

/** The short rate that floating debt follows, as a ratio, and where it comes from. */
export interface BaseRate {
  readonly value: number;
  readonly seriesId: string;
  readonly day: Day;
}

/** Effective federal funds rate, a monthly average (FRED, Board of Governors, public domain). */
const baseSeries = "FEDFUNDS";

const defaultDay = parseDay("2025-11-01");
assert(defaultDay !== null, "the default rate has a date");

/** What counts when no file of rates has been loaded: the average of November 2025. */
const defaultRate: BaseRate = { value: 0.0388, seriesId: "default", day: defaultDay };

/**
 * The newest rate that was known on a day. A monthly average is dated on the first of its month and known when the
 * month is over, so the month of `asOf` itself does not count.
 */
export async function readBaseRate(database: DatabaseView, sample: boolean, asOf: Day): Promise<BaseRate> {
  return (await readBaseRates(database, sample, asOf))(asOf);
}

/** Reads the rate once for several days, none of them after `toDay`; each day gets what readBaseRate gives. */
export async function readBaseRates(
  database: DatabaseView,
  sample: boolean,
  toDay: Day,
): Promise<(asOf: Day) => BaseRate> {
  const points = await readRates(database, getSeriesId(baseSeries, sample), { toDay });
  return (asOf) => {
    const known = points.findLast(({ day }, index) => {
      if (day > asOf) return false;
      const isMonthly = day - (points[index - 1]?.day ?? day) > daysBetweenDailyMax;
      return !isMonthly || getMonthEnd(day, 0) <= asOf;
    });
    return known ? { value: known.value, seriesId: baseSeries, day: known.day } : defaultRate;
  };
}

/** Daily series pause for weekends and holidays, monthly ones for four weeks. */
const daysBetweenDailyMax = 20;
