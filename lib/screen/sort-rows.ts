import { missingTextCode, type Vector } from "../expr/vector";

/** One key to sort by. */
export interface SortVector {
  readonly vector: Vector;
  readonly descending: boolean;
}

/**
 * Orders rows by keys, the first key first. Missing and unknown values come last in both directions; rows that tie on
 * every key keep their order. Texts sort by the English alphabet without regard to case; a truth sorts false before
 * true.
 */
export function sortRows(rows: Uint32Array, keys: readonly SortVector[]): Uint32Array {
  if (keys.length === 0) return rows.slice();
  const comparators = keys.map(buildComparator);
  return rows.slice().sort((left, right) => {
    for (const compare of comparators) {
      const order = compare(left, right);
      if (order !== 0) return order;
    }
    return left - right;
  });
}

function buildComparator({ vector, descending }: SortVector): (left: number, right: number) => number {
  const order = buildOrder(vector);
  const direction = descending ? -1 : 1;
  return (left, right) => {
    const a = order[left] as number;
    const b = order[right] as number;
    if (a === b) return 0;
    if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 1;
    if (Number.isNaN(b)) return -1;
    return a < b ? -direction : direction;
  };
}

/** A number per row that sorts as the vector's values do; NaN is missing. */
function buildOrder(vector: Vector): Float64Array {
  if (vector.type === "number") return vector.values;
  if (vector.type === "truth") {
    return Float64Array.from({ length: vector.rowCount }, (_, row) => {
      const word = row >>> 5;
      const bit = 1 << (row & 31);
      if (((vector.known[word] as number) & bit) === 0) return Number.NaN;
      return ((vector.truth[word] as number) & bit) === 0 ? 0 : 1;
    });
  }
  const ranks = buildDictionaryRanks(vector.dictionary);
  return Float64Array.from(vector.codes, (code) =>
    code === missingTextCode ? Number.NaN : (ranks[code] ?? Number.NaN),
  );
}

function buildDictionaryRanks(dictionary: readonly string[]): Float64Array {
  const collator = new Intl.Collator("en", { sensitivity: "base" });
  const sorted = dictionary.map((text, code) => ({ text, code })).sort((a, b) => collator.compare(a.text, b.text));
  const ranks = new Float64Array(dictionary.length);
  let rank = 0;
  sorted.forEach((entry, at) => {
    const previous = sorted[at - 1];
    if (previous !== undefined && collator.compare(previous.text, entry.text) !== 0) rank++;
    ranks[entry.code] = rank;
  });
  return ranks;
}
