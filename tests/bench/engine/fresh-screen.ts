import "server-only";
import { createRandom, type Random } from "#lib/sample/random";
import { readQuantile, sortSample, takeSample } from "./quantile";
import { roundBound } from "./write-number";

/** The columns that screens are drawn from. */
export interface DrawnFrom {
  readonly names: readonly string[];
  /** The values of a column by row; NaN is missing. Throws for a name that is none. */
  getColumn(name: string): Float64Array;
}

export type FreshOperator = "<" | "<=" | ">" | ">=";

/** One rule of a screen. A missing number passes none, nor does a quotient whose divisor is 0. */
export type FreshClause =
  | {
      readonly kind: "comparison";
      readonly column: string;
      /** The column that the first one is divided by, where the rule is of a ratio. */
      readonly divisor: string | null;
      readonly operator: FreshOperator;
      readonly bound: number;
    }
  | { readonly kind: "between"; readonly column: string; readonly low: number; readonly high: number };

/** A part of the score: a weight, which may be negative, times the percentile of a column. */
export interface ScoreTerm {
  readonly column: string;
  readonly weight: number;
}

/** A screen as somebody makes it up: three to seven rules that must all pass, and a score of two to four parts. */
export interface FreshScreen {
  readonly clauses: readonly FreshClause[];
  readonly terms: readonly ScoreTerm[];
}

/** Screens keep between these shares of the rows, half of them less than the middle one. */
export const keptShares = { min: 0.02, middle: 0.05, max: 0.15 } as const;

/** So many rows tell where a threshold lies and how much a screen keeps. */
const sampleRowsMax = 2000;
const attemptsMax = 1000;

const comparisons: readonly FreshOperator[] = ["<", "<=", ">", ">="];
const operators = [...comparisons, "between"] as const;

/**
 * Draws screens without end: each has its own columns, rules, operators, thresholds, pair of the ratio and parts of the
 * score. No column comes twice in one screen. The same seed gives the same screens.
 */
export function createScreenDraw(source: DrawnFrom, seed: number): () => FreshScreen {
  const random = createRandom(seed);
  const samples = new Map<string, Sample>();
  const getSample = (name: string): Sample => {
    const sample = samples.get(name) ?? createSample(takeSample(source.getColumn(name), sampleRowsMax));
    samples.set(name, sample);
    return sample;
  };
  return () => {
    for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
      const screen = drawScreen(source.names, getSample, random);
      const share = measureKeptShare(screen, getSample);
      if (share >= keptShares.min && share <= keptShares.max) return screen;
    }
    throw new Error(`Impossible state: none of ${attemptsMax} screens keeps a share of the rows that is asked for`);
  };
}

interface Sample {
  /** By row. */
  readonly values: Float64Array;
  /** The known ones in ascending order. */
  readonly sorted: Float64Array;
}

type GetSample = (name: string) => Sample;

function createSample(values: Float64Array): Sample {
  return { values, sorted: sortSample(values, values.length) };
}

function drawScreen(names: readonly string[], getSample: GetSample, random: Random): FreshScreen {
  const clauseCount = random.integer(3, 7);
  const left = [...names];
  const take = (): string => left.splice(random.integer(0, left.length - 1), 1)[0] as string;
  const ratioAt = random.integer(0, clauseCount - 1);
  // The shares that the rules keep multiply to the share that the screen keeps, as columns are independent.
  const kept = keptShares.middle * 2 ** random.between(-1, 1);
  const efforts = Array.from({ length: clauseCount }, () => random.between(0.5, 1.5));
  const effort = efforts.reduce((sum, value) => sum + value, 0);
  const clauses = efforts.map((own, at) => {
    const share = kept ** (own / effort);
    return at === ratioAt
      ? drawRatio(take(), take(), share, getSample, random)
      : drawRule(take(), share, getSample, random);
  });
  const terms = Array.from({ length: random.integer(2, 4) }, () => ({
    column: take(),
    weight: (random.integer(10, 99) / 100) * (random.chance(0.35) ? -1 : 1),
  }));
  return { clauses, terms };
}

function drawRule(column: string, share: number, getSample: GetSample, random: Random): FreshClause {
  const sample = getSample(column);
  const operator = random.pick(operators);
  if (operator !== "between") {
    return { kind: "comparison", column, divisor: null, operator, bound: findBound(sample, operator, share) };
  }
  const { sorted } = sample;
  const known = findKnownShare(sample, share);
  const from = random.between(0, 1 - known);
  return {
    kind: "between",
    column,
    low: roundBound(readQuantile(sorted, from)),
    high: roundBound(readQuantile(sorted, from + known)),
  };
}

function drawRatio(column: string, divisor: string, share: number, getSample: GetSample, random: Random): FreshClause {
  const divisors = getSample(divisor).values;
  const quotients = getSample(column).values.map((value, row) => divide(value, divisors[row] as number));
  const operator = random.pick(comparisons);
  return { kind: "comparison", column, divisor, operator, bound: findBound(createSample(quotients), operator, share) };
}

function findBound(sample: Sample, operator: FreshOperator, share: number): number {
  const known = findKnownShare(sample, share);
  return roundBound(readQuantile(sample.sorted, operator.startsWith("<") ? known : 1 - known));
}

/** The share of the known rows that makes up a share of all rows. */
function findKnownShare({ values, sorted }: Sample, share: number): number {
  return Math.min(0.98, (share * values.length) / sorted.length);
}

function measureKeptShare({ clauses }: FreshScreen, getSample: GetSample): number {
  const rules = clauses.map((clause) => ({
    clause,
    values: getSample(clause.column).values,
    divisors: clause.kind === "comparison" && clause.divisor !== null ? getSample(clause.divisor).values : null,
  }));
  const rows = rules[0]?.values.length ?? 0;
  let kept = 0;
  for (let row = 0; row < rows; row += 1) {
    const isKept = rules.every(({ clause, values, divisors }) => {
      const value = values[row] as number;
      return passes(clause, divisors === null ? value : divide(value, divisors[row] as number));
    });
    if (isKept) kept += 1;
  }
  return kept / rows;
}

function divide(value: number, divisor: number): number {
  return divisor === 0 ? Number.NaN : value / divisor;
}

/** Whether a number passes a rule. NaN passes none. */
export function passes(clause: FreshClause, value: number): boolean {
  if (clause.kind === "between") return value >= clause.low && value <= clause.high;
  if (clause.operator === "<") return value < clause.bound;
  if (clause.operator === "<=") return value <= clause.bound;
  return clause.operator === ">" ? value > clause.bound : value >= clause.bound;
}
