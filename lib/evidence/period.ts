import { getDay } from "#lib/fact/filed/day";
import type { Day } from "#lib/fact/filed/entry";
import type { Horizon } from "./outcome/horizon";

/** The periods of verdicts. A policy is chosen in the first, looked at in the second, and judged once in the third. */
export const periodIds = ["choose", "look", "judge"] as const;
export type PeriodId = (typeof periodIds)[number];

/**
 * The first and last year of verdicts in each period. The outcomes of `choose` end in 2015: 2014 and 2015 are an embargo,
 * without verdicts, so that no outcome by which a policy was chosen lies in a later period.
 */
const yearsByPeriod: Readonly<Record<PeriodId, { readonly first: number; readonly last: number }>> = {
  choose: { first: 2011, last: 2013 },
  look: { first: 2016, last: 2018 },
  judge: { first: 2019, last: 2022 },
};

/** The figures end in 2024, so that one more year of verdicts has an outcome of one year. */
const lastOneYearVerdict = 2023;

/** The years of verdicts of a period whose outcomes of a horizon can be known. */
export function listYears(period: PeriodId, horizon: Horizon): readonly number[] {
  const { first, last } = yearsByPeriod[period];
  const end = period === "judge" && horizon === 12 ? lastOneYearVerdict : last;
  return Array.from({ length: end - first + 1 }, (_, index) => first + index);
}

/** The day of the verdicts of a year: 30 June. */
export function getVerdictDay(year: number): Day {
  const day = getDay(year, 6, 30);
  if (day === null) throw new Error(`Impossible state: there is no June of ${year}.`);
  return day;
}
