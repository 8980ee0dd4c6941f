import { getRankIndex, RankIndex } from "#lib/expr/engine/rank-index";
import { missingTextCode, type NumberVector, type Vector } from "#lib/expr/vector";
import { getReasonCode } from "#lib/util/missing";
import type { CompareRows } from "./top-rows";

/** A key to sort by, as a column with a value for each row of the table. */
export interface SortColumn {
  readonly vector: Vector;
  readonly descending: boolean;
}

/** A key to sort by, as numbers: one for each of the rows that are sorted, NaN for a missing one. */
export interface SortNumbers {
  readonly numbers: Float64Array;
  readonly descending: boolean;
}

/**
 * Orders rows, which are given in the table's order, by keys, the first key first. Missing and unknown values come last
 * in both directions; rows that tie on every key stay in the table's order. Texts sort by the English alphabet without
 * regard to case; a truth sorts false before true.
 */
export function sortRows(rows: Uint32Array, keys: readonly (SortColumn | SortNumbers)[]): Uint32Array {
  const [only] = keys;
  if (only === undefined) return rows.slice();
  if (keys.length === 1 && "vector" in only && only.vector.type === "number") {
    return takeByOrder(rows, getRankIndex(only.vector), only.descending);
  }
  // From the last key to the first; each pass keeps the order of what ties.
  let places = Uint32Array.from(rows, (_, place) => place);
  for (const key of keys.toReversed()) {
    const numbers = "vector" in key ? readSortNumbers(key.vector, rows) : key.numbers;
    places = sortPlaces(places, numbers, key.descending);
  }
  return places.map((place) => rows[place] as number);
}

/** A number for each of some rows that sorts as its value does; NaN for a missing one. */
export function readSortNumbers(vector: Vector, rows: Uint32Array): Float64Array {
  const numbers = new Float64Array(rows.length);
  writeSortNumbers(vector, rows, rows.length, numbers);
  return numbers;
}

/** Writes the same for the first `count` rows into the beginning of `out`. */
export function writeSortNumbers(vector: Vector, rows: Uint32Array, count: number, out: Float64Array): void {
  const read = buildReader(vector);
  for (let at = 0; at < count; at += 1) out[at] = read(rows[at] as number);
}

/**
 * Compares rows by keys as sortRows does; rows that tie on every key by their place in the table. The keys are asked for
 * at the first comparison.
 */
export function buildRowCompare(listKeys: () => readonly SortColumn[]): CompareRows {
  let readers: readonly { readonly read: (row: number) => number; readonly descending: boolean }[] | null = null;
  return (left, right) => {
    readers ??= listKeys().map(({ vector, descending }) => ({ read: buildReader(vector), descending }));
    for (const { read, descending } of readers) {
      const [a, b] = [read(left), read(right)];
      if (a === b || (Number.isNaN(a) && Number.isNaN(b))) continue;
      if (Number.isNaN(a)) return 1;
      if (Number.isNaN(b)) return -1;
      return a < b === descending ? 1 : -1;
    }
    return left - right;
  };
}

/** Reads the value of a row as a number that sorts as it does. */
function buildReader(vector: Vector): (row: number) => number {
  if (vector.type === "number") return (row) => vector.values[row] as number;
  if (vector.type === "text") {
    const { codes, dictionary } = vector;
    const ranks = rankDictionary(dictionary);
    return (row) => {
      const code = codes[row] as number;
      return code === missingTextCode ? Number.NaN : (ranks[code] as number);
    };
  }
  const { truth, known } = vector;
  return (row) => {
    const isKnown = (((known[row >>> 5] as number) >>> (row & 31)) & 1) === 1;
    return isKnown ? ((truth[row >>> 5] as number) >>> (row & 31)) & 1 : Number.NaN;
  };
}

const notReported = getReasonCode("not_reported");

/** Orders places by the numbers at them; places that tie stay in the order in which they come. */
function sortPlaces(places: Uint32Array, numbers: Float64Array, descending: boolean): Uint32Array<ArrayBuffer> {
  const values = Float64Array.from(places, (place) => numbers[place] as number);
  const reasons = Uint8Array.from(values, (value) => (Number.isNaN(value) ? notReported : 0));
  const vector: NumberVector = { type: "number", values, reasons };
  return listInOrder(new RankIndex(vector), descending).map((at) => places[at] as number);
}

/** Takes the rows that are asked for from the order of a whole column. */
function takeByOrder(rows: Uint32Array, index: RankIndex, descending: boolean): Uint32Array {
  const sorted = listInOrder(index, descending);
  if (rows.length === index.rowCount) return sorted;
  const wanted = new Uint32Array(index.wordCount);
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number;
    wanted[row >>> 5] = (wanted[row >>> 5] as number) | (1 << (row & 31));
  }
  const out = new Uint32Array(rows.length);
  // Each row is written, and the next one over it unless it is wanted, which a branch would guess wrong too often.
  for (let place = 0, found = 0; place < sorted.length && found < out.length; place += 1) {
    const row = sorted[place] as number;
    out[found] = row;
    found += ((wanted[row >>> 5] as number) >>> (row & 31)) & 1;
  }
  return out;
}

/** All rows of an index in memory of their own; equal ones and the missing ones stay in the order of the table. */
function listInOrder(index: RankIndex, descending: boolean): Uint32Array<ArrayBuffer> {
  const { rows, starts, distinct, knownCount } = index;
  const listed = rows.slice();
  if (!descending) return listed;
  let at = 0;
  let end = knownCount;
  for (let code = distinct.length - 1; code >= 0; code -= 1) {
    const start = starts[code] as number;
    for (let place = start; place < end; place += 1) {
      listed[at] = rows[place] as number;
      at += 1;
    }
    end = start;
  }
  return listed;
}

const rankedDictionaries = new WeakMap<readonly string[], Uint16Array>();

/** The place of each text of a dictionary in the alphabet; equal but for case is equal. */
function rankDictionary(dictionary: readonly string[]): Uint16Array {
  const kept = rankedDictionaries.get(dictionary);
  if (kept) return kept;
  const collator = new Intl.Collator("en", { sensitivity: "base" });
  const sorted = dictionary.map((text, code) => ({ text, code })).sort((a, b) => collator.compare(a.text, b.text));
  const ranks = new Uint16Array(dictionary.length);
  let rank = 0;
  sorted.forEach((entry, at) => {
    const previous = sorted[at - 1];
    if (previous !== undefined && collator.compare(previous.text, entry.text) !== 0) rank += 1;
    ranks[entry.code] = rank;
  });
  rankedDictionaries.set(dictionary, ranks);
  return ranks;
}
