import "server-only";
import type { NumberVector, VectorSource } from "#lib/expr/vector";
import { createRandom, deriveSeed, type Random } from "#lib/sample/random";
import { getReasonCode, knownCode } from "#lib/util/missing";

/** How many number columns a table has. */
export const columnCount = 60;

/** The names of the columns, which are names in SQL, in the language and in JavaScript. */
export const columnNames: readonly string[] = Array.from({ length: columnCount }, (_, index) => `metric_${index + 1}`);

/** Made-up figures of so many rows. The same seed gives the same figures on every machine. */
export interface BenchTable extends VectorSource {
  readonly seed: number;
  /** The values of a column; NaN is missing. Throws for a name that is none. */
  getColumn(name: string): Float64Array;
  /** Where each row of a column stands among its known rows, from 0 to 1; NaN is missing. Kept. */
  getPercentiles(name: string): Float64Array;
  getVector(name: string): NumberVector | undefined;
}

const notReported = getReasonCode("not_reported");

/** Makes a table: amounts, ratios, rounded amounts and scores in turn, of which each lacks some rows. */
export function createBenchTable(rowCount: number, seed: number): BenchTable {
  return createTableOf(
    new Map(columnNames.map((name, index) => [name, fillColumn(rowCount, index, seed)])),
    rowCount,
    seed,
  );
}

/** A table of columns that are there, of so many rows each. */
export function createTableOf(vectors: ReadonlyMap<string, NumberVector>, rowCount: number, seed: number): BenchTable {
  const percentiles = new Map<string, Float64Array>();
  const getColumn = (name: string): Float64Array => {
    const vector = vectors.get(name);
    if (!vector) throw new Error(`Impossible state: there is no column ${name}`);
    return vector.values;
  };
  return {
    rowCount,
    seed,
    getColumn,
    getVector: (name) => vectors.get(name),
    getPercentiles(name) {
      const kept = percentiles.get(name) ?? computePercentiles(getColumn(name));
      percentiles.set(name, kept);
      return kept;
    },
  };
}

/** The kinds of figures, by the place of their column. */
const kinds: readonly ((random: Random) => number)[] = [
  (random) => random.lognormal(200e6, 1.4),
  (random) => 0.08 + 0.12 * random.normal(),
  // Filers round to thousands; a small one may be left with nothing, which no division survives.
  (random) => Math.round(random.lognormal(8e3, 2.5) / 1000) * 1000,
  (random) => random.integer(0, 9),
];

function fillColumn(rowCount: number, index: number, seed: number): NumberVector {
  const random = createRandom(deriveSeed(seed, 1, index));
  const draw = kinds[index % kinds.length] as (random: Random) => number;
  const missingShare = random.between(0.02, 0.12);
  const values = new Float64Array(rowCount);
  const reasons = new Uint8Array(rowCount);
  for (let row = 0; row < rowCount; row += 1) {
    const isMissing = random.chance(missingShare);
    const value = draw(random);
    values[row] = isMissing ? Number.NaN : value;
    reasons[row] = isMissing ? notReported : knownCode;
  }
  return { type: "number", values, reasons };
}

/** The share of known rows that are below, where rows that are equal count half. */
function computePercentiles(column: Float64Array): Float64Array {
  const rows = Uint32Array.from(column.keys()).filter((row) => !Number.isNaN(column[row]));
  rows.sort((left, right) => (column[left] as number) - (column[right] as number));
  const percentiles = new Float64Array(column.length).fill(Number.NaN);
  for (let from = 0; from < rows.length; ) {
    let to = from + 1;
    while (to < rows.length && column[rows[to] as number] === column[rows[from] as number]) to += 1;
    for (let place = from; place < to; place += 1) percentiles[rows[place] as number] = (from + to) / 2 / rows.length;
    from = to;
  }
  return percentiles;
}
