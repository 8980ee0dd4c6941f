import { getReasonCode } from "#lib/util/missing";
import type { NumberSlot } from "./kernel-number";

const notReported = getReasonCode("not_reported");

/** Truths of some rows as two bitsets; a set bit of `truth` always has its bit of `known` set. */
export interface TruthSlot {
  readonly truth: Uint32Array;
  readonly known: Uint32Array;
  /** As in NumberSlot, for words of 32 rows. */
  readonly stride: 0 | 1;
}

/** The first word of a slot for a chunk that begins at row `start`, a multiple of 32. */
export function getWordAt(slot: TruthSlot, start: number): number {
  return (start >>> 5) * slot.stride;
}

/** out = out and other, by Kleene. */
export function andInto(out: TruthSlot, other: TruthSlot, start: number, wordCount: number): void {
  const at = getWordAt(out, start);
  const otherAt = getWordAt(other, start);
  for (let i = 0; i < wordCount; i += 1) {
    const lt = out.truth[at + i] as number;
    const lk = out.known[at + i] as number;
    const rt = other.truth[otherAt + i] as number;
    const rk = other.known[otherAt + i] as number;
    out.truth[at + i] = lt & rt;
    out.known[at + i] = (lk & rk) | (lk & ~lt) | (rk & ~rt);
  }
}

/** out = out or other, by Kleene. */
export function orInto(out: TruthSlot, other: TruthSlot, start: number, wordCount: number): void {
  const at = getWordAt(out, start);
  const otherAt = getWordAt(other, start);
  for (let i = 0; i < wordCount; i += 1) {
    const lt = out.truth[at + i] as number;
    const rt = other.truth[otherAt + i] as number;
    out.known[at + i] = ((out.known[at + i] as number) & (other.known[otherAt + i] as number)) | lt | rt;
    out.truth[at + i] = lt | rt;
  }
}

/** out = not out, by Kleene. */
export function invert(out: TruthSlot, start: number, wordCount: number): void {
  const at = getWordAt(out, start);
  for (let i = 0; i < wordCount; i += 1) {
    out.truth[at + i] = (out.known[at + i] as number) & ~(out.truth[at + i] as number);
  }
}

/** out = out where out is known, else other. */
export function coalesceInto(out: TruthSlot, other: TruthSlot, start: number, wordCount: number): void {
  const at = getWordAt(out, start);
  const otherAt = getWordAt(other, start);
  for (let i = 0; i < wordCount; i += 1) {
    const known = out.known[at + i] as number;
    out.truth[at + i] = (out.truth[at + i] as number) | (~known & (other.truth[otherAt + i] as number));
    out.known[at + i] = known | (other.known[otherAt + i] as number);
  }
}

/** out = then where the condition is true, out where it is false, unknown where it is unknown. */
export function selectTruthInto(
  out: TruthSlot,
  condition: TruthSlot,
  then: TruthSlot,
  start: number,
  wordCount: number,
): void {
  const at = getWordAt(out, start);
  const conditionAt = getWordAt(condition, start);
  const thenAt = getWordAt(then, start);
  for (let i = 0; i < wordCount; i += 1) {
    const isTrue = condition.truth[conditionAt + i] as number;
    const isFalse = (condition.known[conditionAt + i] as number) & ~isTrue;
    out.truth[at + i] = (isTrue & (then.truth[thenAt + i] as number)) | (isFalse & (out.truth[at + i] as number));
    out.known[at + i] = (isTrue & (then.known[thenAt + i] as number)) | (isFalse & (out.known[at + i] as number));
  }
}

/** Copies truths. */
export function copyTruth(out: TruthSlot, from: TruthSlot, start: number, wordCount: number): void {
  const at = getWordAt(out, start);
  const fromAt = getWordAt(from, start);
  out.truth.set(from.truth.subarray(fromAt, fromAt + wordCount), at);
  out.known.set(from.known.subarray(fromAt, fromAt + wordCount), at);
}

/** Sets the bits of `count` rows, clears the rest of the last word. */
export function fillBits(bits: Uint32Array, wordAt: number, count: number): void {
  const full = count >>> 5;
  bits.fill(0xffffffff, wordAt, wordAt + full);
  if ((count & 31) !== 0) bits[wordAt + full] = (1 << (count & 31)) - 1;
}

/**
 * out = then where the condition is true, out where it is false, else missing as not reported. Says whether any row's
 * condition was unknown.
 */
export function selectNumberInto(
  out: NumberSlot,
  condition: TruthSlot,
  then: NumberSlot,
  start: number,
  count: number,
): boolean {
  const at = start * out.stride;
  const thenAt = start * then.stride;
  const wordAt = getWordAt(condition, start);
  let isAnyUnknown = false;
  for (let i = 0; i < count; i += 32) {
    let isTrue = condition.truth[wordAt + (i >>> 5)] as number;
    let isUnknown = ~(condition.known[wordAt + (i >>> 5)] as number) & (count - i >= 32 ? -1 : (1 << (count - i)) - 1);
    while (isTrue !== 0) {
      const row = i + 31 - Math.clz32(isTrue & -isTrue);
      isTrue &= isTrue - 1;
      out.values[at + row] = then.values[thenAt + row] as number;
      out.reasons[at + row] = then.reasons[thenAt + row] as number;
    }
    isAnyUnknown ||= isUnknown !== 0;
    while (isUnknown !== 0) {
      const row = i + 31 - Math.clz32(isUnknown & -isUnknown);
      isUnknown &= isUnknown - 1;
      out.values[at + row] = Number.NaN;
      out.reasons[at + row] = notReported;
    }
  }
  return isAnyUnknown;
}

/** The same without reasons: out = then where the condition is true, out where it is false, else missing. */
export function selectValuesInto(
  out: NumberSlot,
  condition: TruthSlot,
  then: NumberSlot,
  start: number,
  count: number,
): void {
  const at = start * out.stride;
  const thenAt = start * then.stride;
  const wordAt = getWordAt(condition, start);
  for (let i = 0; i < count; i += 32) {
    let isTrue = condition.truth[wordAt + (i >>> 5)] as number;
    let isUnknown = ~(condition.known[wordAt + (i >>> 5)] as number) & (count - i >= 32 ? -1 : (1 << (count - i)) - 1);
    while (isTrue !== 0) {
      const row = i + 31 - Math.clz32(isTrue & -isTrue);
      isTrue &= isTrue - 1;
      out.values[at + row] = then.values[thenAt + row] as number;
    }
    while (isUnknown !== 0) {
      const row = i + 31 - Math.clz32(isUnknown & -isUnknown);
      isUnknown &= isUnknown - 1;
      out.values[at + row] = Number.NaN;
    }
  }
}

/** The counts of 32 rows, a word for each binary digit; an expression has fewer than 256 parts. */
const digits = new Uint32Array(8);

/** Counts the true conditions of each row; missing (not reported) where none is known. Says whether any row is. */
export function countTrueInto(
  out: NumberSlot,
  conditions: readonly TruthSlot[],
  start: number,
  count: number,
): boolean {
  const at = start * out.stride;
  let isAnyUnknown = false;
  for (let i = 0; i < count; i += 32) {
    const rows = Math.min(32, count - i);
    let isKnown = 0;
    digits.fill(0);
    for (const slot of conditions) {
      const word = getWordAt(slot, start) + (i >>> 5);
      isKnown |= slot.known[word] as number;
      addDigit(slot.truth[word] as number);
    }
    const width = countDigits();
    for (let bit = 0; bit < rows; bit += 1) {
      let sum = 0;
      for (let digit = 0; digit < width; digit += 1) sum |= (((digits[digit] as number) >>> bit) & 1) << digit;
      out.values[at + i + bit] = sum;
      out.reasons[at + i + bit] = 0;
    }
    let unknown = ~isKnown & (rows === 32 ? -1 : (1 << rows) - 1);
    isAnyUnknown ||= unknown !== 0;
    while (unknown !== 0) {
      const row = i + 31 - Math.clz32(unknown & -unknown);
      unknown &= unknown - 1;
      out.values[at + row] = Number.NaN;
      out.reasons[at + row] = notReported;
    }
  }
  return isAnyUnknown;
}

/** Adds one to the counts of the rows that are set. */
function addDigit(bits: number): void {
  let carry = bits;
  for (let digit = 0; carry !== 0; digit += 1) {
    const before = digits[digit] as number;
    digits[digit] = before ^ carry;
    carry &= before;
  }
}

function countDigits(): number {
  let width = digits.length;
  while (width > 0 && digits[width - 1] === 0) width -= 1;
  return width;
}
