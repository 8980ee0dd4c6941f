/** Rows in ascending order of their numbers, and the numbers in that order; -0 is 0. */
export interface SortedNumbers {
  readonly rows: Uint32Array;
  readonly values: Float64Array;
}

const digitBits = 11;
const digitCount = 6;
const bucketCount = 1 << digitBits;

/**
 * Orders the rows whose reason is 0; equal numbers keep the order of the table. A radix sort over the bits of the
 * doubles, eleven at a time; a digit that is the same in all numbers costs nothing.
 */
export function sortNumbers(values: Float64Array, reasons: Uint8Array): SortedNumbers {
  let count = 0;
  for (let row = 0; row < reasons.length; row += 1) count += reasons[row] === 0 ? 1 : 0;
  let keys = new Float64Array(count);
  let rows = new Uint32Array(count);
  for (let row = 0, at = 0; row < reasons.length; row += 1) {
    if (reasons[row] !== 0) continue;
    keys[at] = (values[row] as number) + 0;
    rows[at] = row;
    at += 1;
  }
  let words = new Uint32Array(keys.buffer);
  flipForOrder(words);
  const counts = countDigits(words);
  let nextKeys = new Float64Array(count);
  let nextWords = new Uint32Array(nextKeys.buffer);
  let nextRows = new Uint32Array(count);
  for (let digit = 0; digit < digitCount; digit += 1) {
    const places = counts.subarray(digit * bucketCount, (digit + 1) * bucketCount);
    if (count === 0 || places[readDigit(words[0] as number, words[1] as number, digit)] === count) continue;
    toStarts(places);
    scatter(digit, places, words, rows, nextWords, nextRows);
    [keys, nextKeys] = [nextKeys, keys];
    [words, nextWords] = [nextWords, words];
    [rows, nextRows] = [nextRows, rows];
  }
  unflip(words);
  return { rows, values: keys };
}

/** Turns the bits of doubles into numbers that order as the doubles do when read without a sign. */
function flipForOrder(words: Uint32Array): void {
  for (let at = 0; at < words.length; at += 2) {
    const high = words[at + 1] as number;
    if (high >>> 31 === 1) {
      words[at] = ~(words[at] as number);
      words[at + 1] = ~high;
    } else {
      words[at + 1] = high | 0x80000000;
    }
  }
}

function unflip(words: Uint32Array): void {
  for (let at = 0; at < words.length; at += 2) {
    const high = words[at + 1] as number;
    if (high >>> 31 === 0) {
      words[at] = ~(words[at] as number);
      words[at + 1] = ~high;
    } else {
      words[at + 1] = high & 0x7fffffff;
    }
  }
}

function readDigit(low: number, high: number, digit: number): number {
  switch (digit) {
    case 0:
      return low & 2047;
    case 1:
      return (low >>> 11) & 2047;
    case 2:
      return (low >>> 22) | ((high & 1) << 10);
    case 3:
      return (high >>> 1) & 2047;
    case 4:
      return (high >>> 12) & 2047;
    default:
      return high >>> 23;
  }
}

function countDigits(words: Uint32Array): Uint32Array {
  const counts = new Uint32Array(digitCount * bucketCount);
  for (let at = 0; at < words.length; at += 2) {
    const low = words[at] as number;
    const high = words[at + 1] as number;
    for (let digit = 0; digit < digitCount; digit += 1) {
      const bucket = digit * bucketCount + readDigit(low, high, digit);
      counts[bucket] = (counts[bucket] as number) + 1;
    }
  }
  return counts;
}

function toStarts(counts: Uint32Array): void {
  let start = 0;
  for (let bucket = 0; bucket < counts.length; bucket += 1) {
    const count = counts[bucket] as number;
    counts[bucket] = start;
    start += count;
  }
}

function scatter(
  digit: number,
  places: Uint32Array,
  words: Uint32Array,
  rows: Uint32Array,
  nextWords: Uint32Array,
  nextRows: Uint32Array,
): void {
  for (let at = 0; at < rows.length; at += 1) {
    const low = words[2 * at] as number;
    const high = words[2 * at + 1] as number;
    const bucket = readDigit(low, high, digit);
    const place = places[bucket] as number;
    places[bucket] = place + 1;
    nextWords[2 * place] = low;
    nextWords[2 * place + 1] = high;
    nextRows[place] = rows[at] as number;
  }
}
