import { getRankIndex, type RankIndex } from "../expr/engine/rank-index";
import { missingTextCode, type NumberVector, type Vector } from "../expr/vector";

/** One key to sort by. */
export interface SortVector {
  readonly vector: Vector;
  readonly descending: boolean;
}

/**
 * Orders rows by keys, the first key first. Missing and unknown values come last in both directions; rows that tie on
 * every key stand in the table's order. Texts sort by the English alphabet without regard to case; a truth sorts false before
 * true.
 */
export function sortRows(rows: Uint32Array, keys: readonly SortVector[]): Uint32Array {
  const [only] = keys;
  if (only === undefined) return rows.slice();
  const inTableOrder = isAscending(rows) ? rows : rows.slice().sort();
  if (keys.length === 1 && only.vector.type === "number") {
    return sortByNumber(inTableOrder, only.vector, only.descending);
  }
  // From the last key to the first; each pass keeps the order of what ties.
  let sorted = inTableOrder.slice();
  let spare = new Uint32Array(rows.length);
  for (const key of keys.toReversed()) {
    sortByCodes(sorted, spare, readCodes(key.vector), key.descending);
    [sorted, spare] = [spare, sorted];
  }
  return sorted;
}

function isAscending(rows: Uint32Array): boolean {
  for (let at = 1; at < rows.length; at += 1) if ((rows[at] as number) < (rows[at - 1] as number)) return false;
  return true;
}

interface SortCodes {
  readonly codes: Uint16Array | Uint32Array | Uint8Array;
  /** Codes of rows that have a value are below it; any other code is a missing one. */
  readonly codeCount: number;
}

/** Takes the rows that are asked for from the order of the whole column, the missing ones last. */
function sortByNumber(rows: Uint32Array, vector: NumberVector, descending: boolean): Uint32Array {
  const index = getRankIndex(vector);
  if (rows.length * 16 < index.knownCount) {
    const out = new Uint32Array(rows.length);
    sortByCodes(rows, out, readCodes(vector), descending);
    return out;
  }
  const sorted = descending ? turn(index) : index.rows;
  if (rows.length === index.rowCount) return descending ? sorted : sorted.slice();
  return takeWanted(sorted, rows, index.wordCount);
}

/** All rows with the greatest number first; equal ones and the missing ones stay in the order of the table. */
function turn({ rows, starts, distinct, knownCount }: RankIndex): Uint32Array {
  const turned = rows.slice();
  let at = 0;
  let end = knownCount;
  for (let code = distinct.length - 1; code >= 0; code -= 1) {
    const start = starts[code] as number;
    for (let place = start; place < end; place += 1) {
      turned[at] = rows[place] as number;
      at += 1;
    }
    end = start;
  }
  return turned;
}

function takeWanted(sorted: Uint32Array, rows: Uint32Array, wordCount: number): Uint32Array {
  const wanted = new Uint32Array(wordCount);
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

/** Above this many codes for each row, counting them costs more than comparing the rows. */
const codesPerRowMax = 8;

function sortByCodes(rows: Uint32Array, out: Uint32Array, { codes, codeCount }: SortCodes, descending: boolean): void {
  const readPlace = (row: number): number => {
    const code = codes[row] as number;
    if (code >= codeCount) return codeCount;
    return descending ? codeCount - 1 - code : code;
  };
  if (codeCount > codesPerRowMax * rows.length) {
    const places = Float64Array.from(rows, readPlace);
    const at = Uint32Array.from(rows, (_, index) => index);
    at.sort((left, right) => (places[left] as number) - (places[right] as number) || left - right);
    at.forEach((from, to) => {
      out[to] = rows[from] as number;
    });
    return;
  }
  const starts = new Uint32Array(codeCount + 2);
  for (const row of rows) {
    const next = readPlace(row) + 1;
    starts[next] = (starts[next] as number) + 1;
  }
  for (let place = 1; place < starts.length; place += 1) {
    starts[place] = (starts[place] as number) + (starts[place - 1] as number);
  }
  for (const row of rows) {
    const place = readPlace(row);
    const to = starts[place] as number;
    starts[place] = to + 1;
    out[to] = row;
  }
}

/** Small whole numbers that sort as the vector's values do. */
function readCodes(vector: Vector): SortCodes {
  if (vector.type === "number") {
    const { codes, distinct } = getRankIndex(vector);
    return { codes, codeCount: distinct.length };
  }
  if (vector.type === "truth") {
    const codes = new Uint8Array(vector.rowCount).map((_, row) => {
      const isKnown = (((vector.known[row >>> 5] as number) >>> (row & 31)) & 1) === 1;
      return isKnown ? ((vector.truth[row >>> 5] as number) >>> (row & 31)) & 1 : 2;
    });
    return { codes, codeCount: 2 };
  }
  const { ranks, rankCount } = rankDictionary(vector.dictionary);
  const codes = vector.codes.map((code) => (code === missingTextCode ? missingTextCode : (ranks[code] as number)));
  return { codes, codeCount: rankCount };
}

const rankedDictionaries = new WeakMap<readonly string[], ReturnType<typeof buildDictionaryRanks>>();

function rankDictionary(dictionary: readonly string[]): ReturnType<typeof buildDictionaryRanks> {
  const kept = rankedDictionaries.get(dictionary);
  if (kept) return kept;
  const ranked = buildDictionaryRanks(dictionary);
  rankedDictionaries.set(dictionary, ranked);
  return ranked;
}

function buildDictionaryRanks(dictionary: readonly string[]): {
  readonly ranks: Uint16Array;
  readonly rankCount: number;
} {
  const collator = new Intl.Collator("en", { sensitivity: "base" });
  const sorted = dictionary.map((text, code) => ({ text, code })).sort((a, b) => collator.compare(a.text, b.text));
  const ranks = new Uint16Array(dictionary.length);
  let rank = 0;
  sorted.forEach((entry, at) => {
    const previous = sorted[at - 1];
    if (previous !== undefined && collator.compare(previous.text, entry.text) !== 0) rank++;
    ranks[entry.code] = rank;
  });
  return { ranks, rankCount: dictionary.length === 0 ? 0 : rank + 1 };
}
