import { countWords } from "#lib/expr/truth";
import type { NumberVector, TextVector, TruthVector, Vector } from "#lib/expr/vector";
import { matchKnown } from "./kernel-compare";

/** A vector that is computed anew when something that it reads has changed. Its rows stand in the engine's order. */
export interface LiveCell {
  readonly inputs: readonly LiveCell[];
  /** Numbers and truths stay in the same memory, texts are new after each change. */
  vector: Vector;
  /** For each parameter, how many rows from the first on hold all that it can change. */
  readonly reach: readonly number[];
  /** Whether the last change of parameters changed it. */
  isChanged: boolean;
  /** Computes the first rows from the inputs and says whether any may have changed. */
  run(rowCount: number): boolean;
}

/** The known bits of numbers, made when they are asked for; of live ones again after a change. */
export class LiveKnownBits {
  private readonly kept = new Map<NumberVector, { readonly bits: Uint32Array; staleCount: number }>();

  find(vector: NumberVector): Uint32Array {
    const entry = this.kept.get(vector) ?? this.add(vector);
    if (entry.staleCount > 0) matchKnown(vector.values, 0, entry.staleCount, entry.bits, 0);
    entry.staleCount = 0;
    return entry.bits;
  }

  /** Notes that the first rows of a vector have been written; a number of whole words, or all. */
  renew(vector: NumberVector, rowCount: number): void {
    const entry = this.kept.get(vector);
    if (entry) entry.staleCount = Math.max(entry.staleCount, rowCount);
  }

  private add(vector: NumberVector): { readonly bits: Uint32Array; staleCount: number } {
    const { length } = vector.values;
    const entry = { bits: new Uint32Array(countWords(length)), staleCount: length };
    this.kept.set(vector, entry);
    return entry;
  }
}

/** A parameter as a column that holds it in every row. */
export class ParameterCell implements LiveCell {
  readonly inputs = [];
  readonly reach = [];
  readonly vector: NumberVector;
  isChanged = false;

  /** `place` counts the parameters from 0. */
  constructor(
    readonly place: number,
    private kept: number,
    rowCount: number,
  ) {
    this.vector = buildNumbers(rowCount);
    this.vector.values.fill(kept);
  }

  get value(): number {
    return this.kept;
  }

  set(value: number): boolean {
    this.isChanged = !Object.is(value, this.kept);
    this.kept = value;
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

/** Writes the first words of truths over others; says whether any differs. */
export function replaceTruths(to: TruthVector, from: TruthVector, wordCount: number): boolean {
  let difference = 0;
  for (let word = 0; word < wordCount; word += 1) {
    const [truth, known] = [from.truth[word] as number, from.known[word] as number];
    difference |= ((to.truth[word] as number) ^ truth) | ((to.known[word] as number) ^ known);
    to.truth[word] = truth;
    to.known[word] = known;
  }
  return difference !== 0;
}

/** Whether two text vectors say the same of each row with the same codes. */
export function isSameText(a: TextVector, b: TextVector): boolean {
  return (
    a.dictionary.length === b.dictionary.length &&
    a.dictionary.every((text, code) => text === b.dictionary[code]) &&
    a.codes.every((code, row) => code === b.codes[row] && a.reasons?.[row] === b.reasons?.[row])
  );
}
