import type { TruthVector } from "./vector";

// Two bitsets a vector, kept so that a set bit of `truth` always has its bit of `known` set, and no bit is set beyond
// the last row: then and, or and the counts need no masks.

/** How many words of 32 rows hold a number of rows. */
export function countWords(rowCount: number): number {
  return (rowCount + 31) >>> 5;
}

/** The bits of the last word that stand for rows. */
export function getLastWordMask(rowCount: number): number {
  const rest = rowCount & 31;
  return rest === 0 ? -1 : (1 << rest) - 1;
}

/** How many rows are true. */
export function countTrue(vector: TruthVector): number {
  return countBits(vector.truth);
}

/** How many rows are unknown. */
export function countUnknown(vector: TruthVector): number {
  return vector.rowCount - countBits(vector.known);
}

/** The rows that are true, false or unknown, in ascending order. */
export function listRows(vector: TruthVector, state: "true" | "false" | "unknown"): Uint32Array {
  const { truth, known, rowCount } = vector;
  if (state === "true") return listBits(truth);
  const bits = state === "false" ? known.map((word, at) => word & ~(truth[at] as number)) : known.map((word) => ~word);
  if (bits.length > 0) bits[bits.length - 1] = (bits[bits.length - 1] as number) & getLastWordMask(rowCount);
  return listBits(bits);
}

/** The places of the bits that are set, in ascending order. */
export function listBits(words: Uint32Array): Uint32Array {
  const rows = new Uint32Array(countBits(words));
  writeBits(words, 0, words.length, rows);
  return rows;
}

/** Writes the places of the bits that are set in some words into the beginning of a list; says how many there are. */
export function writeBits(words: Uint32Array, fromWord: number, toWord: number, rows: Uint32Array): number {
  let found = 0;
  for (let word = fromWord; word < toWord; word += 1) {
    for (let bits = (words[word] as number) | 0; bits !== 0; bits &= bits - 1) {
      rows[found] = word * 32 + 31 - Math.clz32(bits & -bits);
      found += 1;
    }
  }
  return found;
}

/** The bits of all rows. */
export function buildAllBits(rowCount: number): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(countWords(rowCount)).fill(0xffffffff);
  if (words.length > 0) words[words.length - 1] = getLastWordMask(rowCount);
  return words;
}

/** The bits of some rows; those beyond the last row are left out. */
export function buildBits(rows: Iterable<number>, rowCount: number): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(countWords(rowCount));
  for (const row of rows) if (row < rowCount) words[row >>> 5] = (words[row >>> 5] as number) | (1 << (row & 31));
  return words;
}

/** Takes the bits from a set that another one has not. */
export function keepCommonBits(bits: Uint32Array, others: Uint32Array): void {
  for (let word = 0; word < bits.length; word += 1) bits[word] = (bits[word] as number) & (others[word] as number);
}

/** How many bits two sets share. */
export function countCommonBits(left: Uint32Array, right: Uint32Array): number {
  return countBits(left.map((word, at) => word & (right[at] as number)));
}

/** Kleene's and: false as soon as one is false, unknown as long as one is unknown. */
export function and(left: TruthVector, right: TruthVector): TruthVector {
  const result = buildLike(left, right);
  for (let word = 0; word < result.truth.length; word += 1) {
    const lt = left.truth[word] as number;
    const lk = left.known[word] as number;
    const rt = right.truth[word] as number;
    const rk = right.known[word] as number;
    result.truth[word] = lt & rt;
    result.known[word] = (lk & rk) | (lk & ~lt) | (rk & ~rt);
  }
  return result;
}

/** Kleene's or: true as soon as one is true, unknown as long as one is unknown. */
export function or(left: TruthVector, right: TruthVector): TruthVector {
  const result = buildLike(left, right);
  for (let word = 0; word < result.truth.length; word += 1) {
    const lt = left.truth[word] as number;
    const lk = left.known[word] as number;
    const rt = right.truth[word] as number;
    const rk = right.known[word] as number;
    result.truth[word] = lt | rt;
    result.known[word] = (lk & rk) | lt | rt;
  }
  return result;
}

/** Kleene's not: what is unknown stays unknown. */
export function not(vector: TruthVector): TruthVector {
  const result = buildLike(vector, vector);
  for (let word = 0; word < result.truth.length; word += 1) {
    const k = vector.known[word] as number;
    result.truth[word] = k & ~(vector.truth[word] as number);
    result.known[word] = k;
  }
  return result;
}

/** A vector of which every row is unknown. */
export function buildUnknown(rowCount: number): TruthVector {
  const words = countWords(rowCount);
  return { type: "truth", rowCount, truth: new Uint32Array(words), known: new Uint32Array(words) };
}

/** How many bits are set. */
export function countBits(words: Uint32Array): number {
  let count = 0;
  for (let at = 0; at < words.length; at += 1) {
    let bits = words[at] as number;
    bits -= (bits >>> 1) & 0x55555555;
    bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
    count += Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}

function buildLike(left: TruthVector, right: TruthVector): TruthVector {
  if (left.rowCount !== right.rowCount) throw new Error("Impossible state: truths of tables of different length");
  return buildUnknown(left.rowCount);
}
