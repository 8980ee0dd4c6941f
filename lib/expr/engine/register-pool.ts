import { chunkRows } from "./compiler";
import type { NumberSlot } from "./kernel-number";
import type { TruthSlot } from "./kernel-truth";

/** Registers that programs borrow one after the other, so that a small program does not begin with allocation. */
export class RegisterPool {
  private readonly numbers: NumberSlot[] = [];
  private readonly truths: TruthSlot[] = [];

  takeNumber(): NumberSlot {
    const build = (): NumberSlot => ({
      values: new Float64Array(chunkRows),
      reasons: new Uint8Array(chunkRows),
      stride: 0,
    });
    return this.numbers.pop() ?? build();
  }

  takeTruth(): TruthSlot {
    const words = chunkRows / 32;
    return this.truths.pop() ?? { truth: new Uint32Array(words), known: new Uint32Array(words), stride: 0 };
  }

  giveNumber(slot: NumberSlot): void {
    this.numbers.push(slot);
  }

  giveTruth(slot: TruthSlot): void {
    this.truths.push(slot);
  }
}
