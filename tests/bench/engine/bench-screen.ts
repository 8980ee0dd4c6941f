import "server-only";
import { createRandom, deriveSeed, type Random } from "#lib/sample/random";
import { type BenchTable, columnNames } from "./bench-table";
import { readQuantile, sortSample } from "./quantile";
import { roundBound, writeNumber } from "./write-number";

/** Which columns a screen asks for: five rules, one of them a ratio, and a rank by the percentiles of three. */
export interface ScreenShape {
  /** Each row passes that has more than the number. */
  readonly above: string;
  /** ... less. */
  readonly below: string;
  /** ... something from one number to another, both included. */
  readonly within: string;
  /** ... at least. */
  readonly least: string;
  /** ... a quotient below the number; a divisor of 0 passes nothing. */
  readonly dividend: string;
  readonly divisor: string;
  readonly ranked: readonly [string, string, string];
}

/** The third is negative. */
export type ScreenWeights = readonly [number, number, number];

/** The numbers of one screen: six for its rules, in their order, and a weight for each ranked column. */
export interface ScreenNumbers {
  readonly constants: readonly [above: number, below: number, from: number, to: number, least: number, ratio: number];
  readonly weights: ScreenWeights;
}

/** How many rows a screen answers with. */
export const answerLimit = 50;

const sampleRowsMax = 20_000;

/** Screens that differ in their columns. No column comes twice in one screen. */
export function createShapes(count: number, seed: number): readonly ScreenShape[] {
  return Array.from({ length: count }, (_, index) => {
    const random = createRandom(deriveSeed(seed, 2, index));
    // Columns come in four kinds: amount, ratio, rounded amount, score.
    const byKind = [0, 1, 2, 3].map((kind) => columnNames.filter((_name, place) => place % 4 === kind));
    const take = (kind: number): string => {
      const names = byKind[kind] ?? [];
      return names.splice(random.integer(0, names.length - 1), 1)[0] as string;
    };
    return {
      above: take(0),
      below: take(1),
      within: take(1),
      least: take(3),
      dividend: take(0),
      divisor: take(2),
      ranked: [take(1), take(0), take(2)],
    };
  });
}

/** Draws thresholds and weights, other ones each time, with which each rule keeps between two and four fifths. */
export function createNumbers(table: BenchTable, shape: ScreenShape, seed: number): () => ScreenNumbers {
  const random = createRandom(deriveSeed(seed, 3, table.seed));
  const read = (name: string) => sortSample(table.getColumn(name), sampleRowsMax);
  const [above, below, within, least] = [read(shape.above), read(shape.below), read(shape.within), read(shape.least)];
  const dividends = table.getColumn(shape.dividend);
  const divisors = table.getColumn(shape.divisor);
  const quotients = dividends.map((value, row) =>
    divisors[row] === 0 ? Number.NaN : value / (divisors[row] as number),
  );
  const ratios = sortSample(quotients, sampleRowsMax);
  const draw = (column: Float64Array, from: number, to: number) =>
    roundBound(readQuantile(column, random.between(from, to)));
  return () => ({
    constants: [
      draw(above, 0.2, 0.6),
      draw(below, 0.4, 0.8),
      draw(within, 0.05, 0.25),
      draw(within, 0.7, 0.95),
      draw(least, 0.2, 0.6),
      draw(ratios, 0.4, 0.8),
    ],
    weights: drawWeights(random),
  });
}

function drawWeights(random: Random): ScreenWeights {
  const draw = () => Math.round(random.between(200_000, 600_000)) / 1_000_000;
  return [draw(), draw(), -draw()];
}

/** The filter in the language. */
export function writeFilter(shape: ScreenShape, { constants }: ScreenNumbers): string {
  const [above, below, from, to, least, ratio] = constants.map(writeNumber);
  return [
    `${shape.above} > ${above}`,
    `${shape.below} < ${below}`,
    `${shape.within} between ${from} and ${to}`,
    `${shape.least} >= ${least}`,
    `${shape.dividend} / ${shape.divisor} < ${ratio}`,
  ].join(" and ");
}

/** The whole screen in the language: its filter and its order. */
export function writeQuery(shape: ScreenShape, numbers: ScreenNumbers): string {
  const [first, second, third] = shape.ranked;
  const { weights } = numbers;
  const [a, b, c] = [weights[0], weights[1], -weights[2]].map(writeNumber);
  return `${writeFilter(shape, numbers)} rank by ${a} pct(${first}) + ${b} pct(${second}) - ${c} pct(${third})`;
}

/** The filter and the order in SQL, with `$1` to `$6` for the rules, `$7` to `$9` for the weights, `$10` for the limit. */
export function writeSql(table: string, shape: ScreenShape): string {
  const [first, second, third] = shape.ranked;
  return (
    `select id from ${table} where ${shape.above} > $1 and ${shape.below} < $2 and ${shape.within} between $3 and $4 ` +
    `and ${shape.least} >= $5 and ${shape.dividend} / nullif(${shape.divisor}, 0) < $6 ` +
    `order by $7 * pct_${first} + $8 * pct_${second} + $9 * pct_${third} desc nulls last, id limit $10`
  );
}
