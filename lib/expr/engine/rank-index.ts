import { countWords } from "#lib/expr/truth";
import type { NumberVector } from "#lib/expr/vector";
import { countAtMost, countBelow } from "./search-sorted";
import { sortNumbers } from "./sort-numbers";

/** The code of a row without a number where codes have two bytes; with four bytes it is 4,294,967,295. */
export const missingRankCode = 65_535;

/** More distinct numbers than this need codes of four bytes. */
export const smallCodesMax = 65_534;

/** At most this many prefixes are kept, which together take as many bytes as the column's numbers. */
const prefixesMax = 64;
const smallestStep = 32;

/**
 * The order of one column's known rows. A comparison with a number is a range of places in it: two binary searches,
 * whatever the rows are. What follows from the order is made when it is first asked for. Immutable; read only.
 */
export class RankIndex {
  readonly rowCount: number;
  /** All rows: the known ones in ascending order of their numbers, then the missing ones; equal ones as in the table. */
  readonly rows: Uint32Array;
  /** The known rows alone, the beginning of `rows`. */
  readonly order: Uint32Array;
  /** The distinct numbers in ascending order; -0 is 0. */
  readonly distinct: Float64Array;
  /** The place in `order` where each distinct number begins, and the count of known rows at the end. */
  readonly starts: Uint32Array;
  /** How many rows lie between two prefixes. */
  readonly step: number;
  /** How many words of 32 rows one prefix has. */
  readonly wordCount: number;
  private keptCodes: Uint16Array | Uint32Array | null = null;
  private keptPrefixes: Uint32Array | null = null;

  constructor({ values, reasons }: NumberVector) {
    const sorted = sortNumbers(values, reasons);
    this.rowCount = values.length;
    this.rows = addMissing(sorted.rows, reasons);
    this.order = this.rows.subarray(0, sorted.rows.length);
    const { distinct, starts } = findDistinct(sorted.values);
    this.distinct = distinct;
    this.starts = starts;
    this.wordCount = countWords(this.rowCount);
    this.step = Math.max(smallestStep, Math.ceil(this.order.length / prefixesMax / 32) * 32);
  }

  /** How many rows are known. */
  get knownCount(): number {
    return this.order.length;
  }

  /** The bytes of the index, also of what is made when it is first asked for. */
  get byteLength(): number {
    const { rows, distinct, starts, rowCount, wordCount, step, knownCount } = this;
    const codes = rowCount * (distinct.length <= smallCodesMax ? 2 : 4);
    const prefixes = (Math.ceil(knownCount / step) + 1) * wordCount * 4;
    return rows.byteLength + distinct.byteLength + starts.byteLength + codes + prefixes;
  }

  /** The dense rank of each row's number, 0 for the least; the greatest code of the array's type for a missing one. */
  get codes(): Uint16Array | Uint32Array {
    this.keptCodes ??= this.buildCodes();
    return this.keptCodes;
  }

  /** One bitset after the other: the rows of the first 0, step, 2 step, ... places; the last holds all known rows. */
  get prefixes(): Uint32Array {
    this.keptPrefixes ??= this.buildPrefixes();
    return this.keptPrefixes;
  }

  /** How many known rows are below a number. */
  countBelow(value: number): number {
    return this.starts[countBelow(this.distinct, value)] as number;
  }

  /** How many known rows are at most a number. */
  countAtMost(value: number): number {
    return this.starts[countAtMost(this.distinct, value)] as number;
  }

  private buildCodes(): Uint16Array | Uint32Array {
    const { order, starts, distinct, rowCount } = this;
    const codes = distinct.length <= smallCodesMax ? new Uint16Array(rowCount) : new Uint32Array(rowCount);
    codes.fill(codes.BYTES_PER_ELEMENT === 2 ? missingRankCode : 0xffffffff);
    for (let code = 0; code < distinct.length; code += 1) {
      const end = starts[code + 1] as number;
      for (let place = starts[code] as number; place < end; place += 1) codes[order[place] as number] = code;
    }
    return codes;
  }

  private buildPrefixes(): Uint32Array {
    const { order, step, wordCount } = this;
    const stepCount = Math.ceil(order.length / step);
    const prefixes = new Uint32Array((stepCount + 1) * wordCount);
    for (let at = 1; at <= stepCount; at += 1) {
      const from = at * wordCount;
      prefixes.copyWithin(from, from - wordCount, from);
      const end = Math.min(at * step, order.length);
      for (let place = (at - 1) * step; place < end; place += 1) {
        const row = order[place] as number;
        const word = from + (row >>> 5);
        prefixes[word] = (prefixes[word] as number) | (1 << (row & 31));
      }
    }
    return prefixes;
  }
}

/** The most bytes that the index of so many rows takes, whatever their numbers are. */
export function estimateIndexBytes(rowCount: number): number {
  const codes = rowCount * (rowCount <= smallCodesMax ? 2 : 4);
  return 16 * rowCount + 4 + codes + (prefixesMax + 1) * countWords(rowCount) * 4;
}

const indexes = new WeakMap<NumberVector, RankIndex>();

/** The rank index of a vector, built when it is first asked for and kept as long as the vector. */
export function getRankIndex(vector: NumberVector): RankIndex {
  const kept = indexes.get(vector);
  if (kept) return kept;
  const index = new RankIndex(vector);
  indexes.set(vector, index);
  return index;
}

/** The rank index of a vector where there is one already. */
export function findRankIndex(vector: NumberVector): RankIndex | null {
  return indexes.get(vector) ?? null;
}

function addMissing(known: Uint32Array, reasons: Uint8Array): Uint32Array {
  const rows = new Uint32Array(reasons.length);
  rows.set(known);
  let at = known.length;
  for (let row = 0; row < reasons.length; row += 1) {
    if (reasons[row] === 0) continue;
    rows[at] = row;
    at += 1;
  }
  return rows;
}

function findDistinct(sorted: Float64Array): { readonly distinct: Float64Array; readonly starts: Uint32Array } {
  let count = 0;
  for (let place = 0; place < sorted.length; place += 1) {
    if (place === 0 || sorted[place] !== sorted[place - 1]) count += 1;
  }
  const distinct = new Float64Array(count);
  const starts = new Uint32Array(count + 1);
  for (let place = 0, code = 0; place < sorted.length; place += 1) {
    if (place > 0 && sorted[place] === sorted[place - 1]) continue;
    distinct[code] = sorted[place] as number;
    starts[code] = place;
    code += 1;
  }
  starts[count] = sorted.length;
  return { distinct, starts };
}
