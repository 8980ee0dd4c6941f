import { countWords } from "../truth";
import type { NumberVector, TextVector, TruthVector, Vector } from "../vector";
import { matchReason } from "./kernel-compare";

/** A vector that is computed anew when something that it reads has changed. */
export interface LiveCell {
  readonly inputs: readonly LiveCell[];
  /** Numbers and truths stay in the same memory, texts are new after each change. */
  vector: Vector;
  /** Whether the last change of parameters changed it. */
  isChanged: boolean;
  /** Computes the vector from the inputs and says whether it may have changed. */
  run(): boolean;
}

/** The known bits of live numbers, made when they are asked for and again after a change. */
export class LiveKnownBits {
  private readonly kept = new Map<NumberVector, { readonly bits: Uint32Array; isFresh: boolean }>();

  /** Gives the bits of a live vector; null for any other. */
  find(vector: NumberVector): Uint32Array | null {
    const entry = this.kept.get(vector);
    if (!entry) return null;
    if (!entry.isFresh) matchReason(vector.reasons, 0, 0, vector.reasons.length, entry.bits, 0);
    entry.isFresh = true;
    return entry.bits;
  }

  /** Notes that a live vector has been written. */
  renew(vector: NumberVector): void {
    const entry = this.kept.get(vector);
    if (entry) entry.isFresh = false;
    else this.kept.set(vector, { bits: new Uint32Array(countWords(vector.reasons.length)), isFresh: false });
  }
}

/** A parameter as a column that holds it in every row. */
export class ParameterCell implements LiveCell {
  readonly inputs = [];
  readonly vector: NumberVector;
  isChanged = false;

  constructor(
    readonly bit: number,
    private value: number,
    rowCount: number,
  ) {
    this.vector = buildNumbers(rowCount);
    this.vector.values.fill(value);
  }

  set(value: number): boolean {
    this.isChanged = !Object.is(value, this.value);
    this.value = value;
    if (this.isChanged) this.vector.values.fill(value);
    return this.isChanged;
  }

  run(): boolean {
    return this.isChanged;
  }
}

/** Numbers of so many rows, to be written. */
export function buildNumbers(rowCount: number): NumberVector {
  return { type: "number", values: new Float64Array(rowCount), reasons: new Uint8Array(rowCount) };
}

/** Writes truths over others; says whether any differs. */
export function replaceTruths(to: TruthVector, from: TruthVector): boolean {
  let isChanged = false;
  for (let word = 0; word < to.truth.length; word += 1) {
    isChanged ||= to.truth[word] !== from.truth[word] || to.known[word] !== from.known[word];
  }
  to.truth.set(from.truth);
  to.known.set(from.known);
  return isChanged;
}

/** Whether two text vectors say the same of each row with the same codes. */
export function isSameText(a: TextVector, b: TextVector): boolean {
  return (
    a.dictionary.length === b.dictionary.length &&
    a.dictionary.every((text, code) => text === b.dictionary[code]) &&
    a.codes.every((code, row) => code === b.codes[row] && a.reasons?.[row] === b.reasons?.[row])
  );
}
