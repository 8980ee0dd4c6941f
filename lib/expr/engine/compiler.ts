import type { Plan } from "#lib/expr/plan";
import type { NumberVector, TextVector, TruthVector } from "#lib/expr/vector";
import type { NumberSlot } from "./kernel-number";
import type { TruthSlot } from "./kernel-truth";

/** Rows that a step works on at a time, so that registers stay in the processor's nearest cache. */
export const chunkRows = 1_024;

/** One kernel with its operands bound; runs for the rows from `start`, a multiple of 32. */
export type Step = (start: number, count: number) => void;

/** Where a program finds whole columns: base columns and what is evaluated before it. */
export interface ColumnSupply {
  getNumber(plan: Plan): NumberVector;
  getText(plan: Plan): TextVector;
  getTruth(plan: Plan): TruthVector;
  /** The known bits of a whole column. */
  getKnownBits(vector: NumberVector): Uint32Array;
  /** The known bits of a whole text column. */
  getKnownTextBits(vector: TextVector): Uint32Array;
}

/**
 * What the rules that turn plans into steps share. A slot that was compiled or taken belongs to the caller, who gives
 * it back when the steps that read it are pushed; a register that was given back is used again.
 */
export interface Compiler {
  readonly supply: ColumnSupply;
  /** Whether it matters why a number is missing. Where it does not, the reasons of registers and results mean nothing. */
  readonly keepsReasons: boolean;
  push(step: Step): void;
  /** Compiles a number; into `out` when given, else into a column as it is, a constant or a register. */
  number(plan: Plan, out?: NumberSlot): NumberSlot;
  /** Compiles a truth; into `out` when given, else into a register. The caller may write to it. */
  truth(plan: Plan, out?: TruthSlot): TruthSlot;
  /**
   * Compiles, apart from the other steps, why a condition is unknown: for rows that are, the reason of the first
   * operand that made it so. The answer is overwritten by the next chunk.
   */
  reasons(condition: Plan): (start: number, count: number) => Uint8Array;
  takeConstant(value: number, reason: number): NumberSlot;
  takeNumber(): NumberSlot;
  takeTruth(): TruthSlot;
  releaseNumber(slot: NumberSlot): void;
  releaseTruth(slot: TruthSlot): void;
}
