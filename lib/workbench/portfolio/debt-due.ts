/** What of a company's debt falls due when, as far as it is known. */
export interface DebtSchedule {
  /** What falls due in each of the five fiscal years after that of the schedule, in dollars. */
  readonly dueUsd: readonly number[];
  /** All debt in dollars; 0 where there is none. */
  readonly totalUsd: number;
}

/** The years of a schedule of repayments. */
export const dueYears = 5;

/** A schedule that has so much more than all debt of today is out of date. */
const outdatedRatio = 1.1;

/**
 * Reads a schedule. No debt is known to fall due in no year. Null where total debt or one of the five years is not known, and
 * where the schedule has over a tenth more than all debt of today.
 */
export function readDueSchedule(totalUsd: number | null, dueUsd: readonly (number | null)[]): DebtSchedule | null {
  if (totalUsd === 0) return { totalUsd: 0, dueUsd: Array.from({ length: dueYears }, () => 0) };
  const known = dueUsd.filter((amount) => amount !== null);
  if (totalUsd === null || known.length < dueYears || totalUsd < 0) return null;
  const sum = known.reduce((total, amount) => total + amount, 0);
  return sum > outdatedRatio * totalUsd ? null : { totalUsd, dueUsd: known };
}

/** A company's schedule with what it weighs. */
export interface WeighedSchedule {
  readonly schedule: DebtSchedule | null;
  /** A fraction of the portfolio or of the index. */
  readonly weight: number;
  /** Which part of the company is owned, a fraction; null where that is not known. */
  readonly owned: number | null;
}

/** What of the debt behind a portfolio falls due when. */
export interface DebtDue {
  /** By fiscal year, from the first after the schedule: the weighted mean of the share of each company's debt, a fraction. */
  readonly years: readonly number[];
  /** The same for what falls due later, or in no year of the schedule. */
  readonly later: number;
  /** The weight of companies without debt. Years, later and this come to 1. */
  readonly withoutDebt: number;
  /** The weight of the companies that are known, of all that were asked; a fraction. */
  readonly known: number;
  /** The owned part of what falls due in each year, in dollars, of companies whose schedule and owned part are known; null where there are none. */
  readonly ownedUsd: readonly number[] | null;
}

/**
 * Looks through a portfolio to the debt of its companies. The share of a year is the mean of what falls due in it of each
 * company's debt, by what the companies weigh; a company without debt counts with none. Companies without a schedule are left
 * out and stand in `known`. Null where no schedule is known. `ownedUsd` adds up what falls due times the part that is owned.
 */
export function computeDebtDue(companies: readonly WeighedSchedule[]): DebtDue | null {
  const all = companies.reduce((sum, { weight }) => sum + weight, 0);
  const years = new Float64Array(dueYears);
  const ownedUsd = new Float64Array(dueYears);
  let [later, withoutDebt, known] = [0, 0, 0];
  let isOwned = false;
  for (const { schedule, weight, owned } of companies) {
    if (schedule === null || weight <= 0) continue;
    known += weight;
    if (owned !== null) isOwned = true;
    if (schedule.totalUsd === 0) {
      withoutDebt += weight;
      continue;
    }
    const scheduled = schedule.dueUsd.reduce((sum, amount) => sum + amount, 0);
    // What must be repaid is a few percent more than the debt that is carried.
    const whole = Math.max(schedule.totalUsd, scheduled);
    for (const [at, amount] of schedule.dueUsd.entries()) {
      years[at] = (years[at] as number) + (weight * amount) / whole;
      if (owned !== null) ownedUsd[at] = (ownedUsd[at] as number) + owned * amount;
    }
    later += (weight * (whole - scheduled)) / whole;
  }
  if (known === 0) return null;
  return {
    years: [...years].map((share) => share / known),
    later: later / known,
    withoutDebt: withoutDebt / known,
    known: known / all,
    ownedUsd: isOwned ? [...ownedUsd] : null,
  };
}
