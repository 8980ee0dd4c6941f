/**
 * Effective federal funds rate, average of May of each year in percent, which was known on 30 June (FRED series FEDFUNDS,
 * Board of Governors, public domain).
 */
const rateByYear: Readonly<Record<number, number>> = {
  2011: 0.09,
  2012: 0.16,
  2013: 0.11,
  2014: 0.09,
  2015: 0.12,
  2016: 0.37,
  2017: 0.91,
  2018: 1.7,
  2019: 2.39,
  2020: 0.05,
  2021: 0.06,
  2022: 0.77,
  2023: 5.06,
};

/** The base rate on 30 June of a year as a ratio. Throws on a year without one: a mistake of the program. */
export function getPastBaseRate(year: number): number {
  const percent = rateByYear[year];
  if (percent === undefined) throw new Error(`Impossible state: no base rate is known for ${year}.`);
  return percent / 100;
}
