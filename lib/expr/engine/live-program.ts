import { type ColumnSupply, chunkRows } from "./compiler";
import type { NumberSlot } from "./kernel-number";
import { Program } from "./program";
import type { RegisterPool } from "./register-pool";

/**
 * A program that runs again and again, one at a time with others that borrow the same registers. What it must find
 * unchanged at the next run (its constants) is its own. It does not keep why a number is missing.
 */
export class LiveProgram extends Program {
  override readonly keepsReasons = false;
  private readonly kept = new Set<NumberSlot>();

  constructor(supply: ColumnSupply, pool: RegisterPool) {
    super(supply, pool);
  }

  override run(rowCount: number): void {
    for (let start = 0; start < rowCount; start += chunkRows) {
      this.runChunk(start, Math.min(chunkRows, rowCount - start));
    }
  }

  override takeConstant(value: number, reason: number): NumberSlot {
    const slot: NumberSlot = {
      values: new Float64Array(chunkRows).fill(value),
      reasons: new Uint8Array(chunkRows).fill(reason),
      stride: 0,
    };
    this.kept.add(slot);
    return slot;
  }

  override releaseNumber(slot: NumberSlot): void {
    if (!this.kept.has(slot)) super.releaseNumber(slot);
  }
}
