import { getInterval, type Interval, weighRows } from "./bootstrap";
import { addWeights, type Cell, countCompanies, getUnitWeights } from "./cell";
import { getAuc, getRateOfShare, type Ranking, type Side, sides, type Weighed } from "./rank";

/** With fewer companies nothing is claimed. */
export const companiesMin = 300;

/** The shares that are looked at besides the policy's own. */
export const fixedShares = [0.05, 0.1, 0.2] as const;

/** What a policy says of the rows of a cell. */
export interface Flags {
  /** 1 where the policy calls the row weak, or resilient. */
  readonly flagged: Readonly<Record<Side, Uint8Array>>;
  readonly ranking: Ranking;
}

/** How much better a policy did than a baseline; null where nothing can be claimed. */
export interface ShareComparison<Baseline> extends Interval {
  readonly baseline: Baseline;
  readonly side: Side;
  /** The share of rows that was looked at on either side. */
  readonly share: number;
  /** Whether that is the share of rows that the policy flags. */
  readonly isOwnShare: boolean;
  /** A difference of rates. */
  readonly difference: number | null;
  /** The rate among the rows that the policy picks. */
  readonly policyRate: number | null;
  /** The rate among the rows that the baseline picks. */
  readonly baselineRate: number | null;
  /** The interval of the baseline's rate; of nulls where nothing can be claimed. */
  readonly baselineInterval: Interval;
}

export interface AucComparison<Baseline> extends Interval {
  readonly baseline: Baseline;
  readonly policyAuc: number | null;
  readonly baselineAuc: number | null;
  readonly difference: number | null;
}

export interface CellComparison<Baseline> {
  readonly shares: readonly ShareComparison<Baseline>[];
  readonly aucs: readonly AucComparison<Baseline>[];
}

type Rankings<Baseline> = ReadonlyMap<Baseline, Ranking>;

/**
 * How much better a policy picks rows at either side than each baseline that picks as many: at the policy's own share,
 * and at fixed shares by the policy's score. Better is more hits among the weak, and fewer among the resilient. Beside it
 * how much better the score ranks all rows. Intervals are over draws of companies.
 */
export function compareCell<Baseline>(
  cell: Cell,
  policy: Flags,
  baselines: Rankings<Baseline>,
  draws: readonly Uint8Array[],
): CellComparison<Baseline> {
  const isEnough = countCompanies(cell) >= companiesMin;
  const weights = getUnitWeights(cell);
  const whole = answer(cell, policy, baselines, weights);
  const drawn = (isEnough ? draws : []).map((draw) => {
    weighRows(draw, cell.companies, weights);
    return answer(cell, policy, baselines, weights);
  });
  const claim = (difference: number | null, differences: readonly (number | null)[]) =>
    isEnough && difference !== null
      ? { difference, ...getInterval(differences) }
      : { difference: null, low: null, high: null };
  return {
    shares: whole.shares.map(({ difference, ...question }, index) => ({
      ...question,
      ...claim(
        difference,
        drawn.map(({ shares }) => shares[index]?.difference ?? null),
      ),
      baselineInterval: isEnough
        ? getInterval(drawn.map(({ shares }) => shares[index]?.baselineRate ?? null))
        : { low: null, high: null },
    })),
    aucs: whole.aucs.map(({ baseline, policyAuc, baselineAuc, difference }, index) => ({
      baseline,
      policyAuc: isEnough ? policyAuc : null,
      baselineAuc: isEnough ? baselineAuc : null,
      ...claim(
        difference,
        drawn.map(({ aucs }) => aucs[index]?.difference ?? null),
      ),
    })),
  };
}

/** The differences of single years at the policy's own share, without intervals, in the order of years. */
export function compareByYear(
  cell: Cell,
  policy: Flags,
  baseline: Ranking,
  side: Side,
): ReadonlyMap<number, number | null> {
  const years = [...new Set(cell.years)].sort((a, b) => a - b);
  return new Map(
    years.map((year) => {
      const weights = Float64Array.from(cell.years, (each) => (each === year ? 1 : 0));
      const weighed = { hits: cell.hits, weights, total: addWeights(weights) };
      const { rate, share } = getFlagged(policy.flagged[side], weighed);
      return [year, getGain(rate, getRateOfShare(baseline, weighed, share, side), side)] as const;
    }),
  );
}

interface Answer<Baseline> {
  readonly shares: readonly Omit<ShareComparison<Baseline>, "low" | "high" | "baselineInterval">[];
  readonly aucs: readonly Omit<AucComparison<Baseline>, "low" | "high">[];
}

/** All differences of a cell under some weights. What the policy itself reaches is measured once for all baselines. */
function answer<Baseline>(
  { hits }: Cell,
  { flagged, ranking }: Flags,
  baselines: Rankings<Baseline>,
  weights: Float64Array,
): Answer<Baseline> {
  const weighed = { hits, weights, total: addWeights(weights) };
  const reached = sides.flatMap((side) => {
    const own = getFlagged(flagged[side], weighed);
    return [
      { side, isOwnShare: true, ...own },
      ...fixedShares.map((share) => ({
        side,
        isOwnShare: false,
        share,
        rate: getRateOfShare(ranking, weighed, share, side),
      })),
    ];
  });
  const policyAuc = getAuc(ranking, weighed);
  const shares: Answer<Baseline>["shares"][number][] = [];
  const aucs: Answer<Baseline>["aucs"][number][] = [];
  for (const [baseline, other] of baselines) {
    for (const { side, isOwnShare, share, rate } of reached) {
      const baselineRate = getRateOfShare(other, weighed, share, side);
      const difference = getGain(rate, baselineRate, side);
      shares.push({ baseline, side, share, isOwnShare, difference, policyRate: rate, baselineRate });
    }
    const baselineAuc = getAuc(other, weighed);
    const difference = policyAuc === null || baselineAuc === null ? null : policyAuc - baselineAuc;
    aucs.push({ baseline, policyAuc, baselineAuc, difference });
  }
  return { shares, aucs };
}

/** The rate of hits among flagged rows, and what share of all rows they are. */
function getFlagged(flagged: Uint8Array, { hits, weights, total }: Weighed) {
  let taken = 0;
  let found = 0;
  for (let row = 0; row < hits.length; row += 1) {
    if (flagged[row] === 0) continue;
    const weight = weights[row] as number;
    taken += weight;
    found += weight * (hits[row] as number);
  }
  return { rate: taken === 0 ? null : found / taken, share: total === 0 ? 0 : taken / total };
}

function getGain(policyRate: number | null, baselineRate: number | null, side: Side): number | null {
  if (policyRate === null || baselineRate === null) return null;
  return side === "weak" ? policyRate - baselineRate : baselineRate - policyRate;
}
