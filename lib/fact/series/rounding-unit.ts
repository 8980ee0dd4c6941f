/** Filings round to millions at most. */
const unitMax = 1_000_000;

/** The power of ten in which a filing rounds, up to a million, read from amounts or counts that it gives. */
export function findRoundingUnit(values: readonly number[]): number {
  let unit = 1;
  while (unit < unitMax && values.every((value) => value % (unit * 10) === 0)) unit *= 10;
  return unit;
}
