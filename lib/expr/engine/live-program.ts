import type { Plan } from "../plan";
import { compileReasons } from "./compile-reasons";
import { type ColumnSupply, chunkRows } from "./compiler";
import type { NumberSlot } from "./kernel-number";
import { Program } from "./program";
import type { RegisterPool } from "./register-pool";

/** What a program that runs more than once asks about its plans. */
export interface LiveSupply extends ColumnSupply {
  readonly rowCount: number;
  /** Whether a plan reads nothing that changes between the runs. */
  isSteady(plan: Plan): boolean;
}

/**
 * A program that runs again and again, one at a time with others that borrow the same registers. What it must find
 * unchanged at the next run (its constants) is its own; why a condition that never changes is unknown is found once.
 */
export class LiveProgram extends Program {
  private readonly kept = new Set<NumberSlot>();
  private readonly apart: LiveProgram[] = [];

  constructor(
    private readonly live: LiveSupply,
    pool: RegisterPool,
  ) {
    super(live, pool);
  }

  override run(rowCount: number): void {
    for (let start = 0; start < rowCount; start += chunkRows) {
      this.runChunk(start, Math.min(chunkRows, rowCount - start));
    }
  }

  /** Lets other programs borrow the registers between the runs of this one. */
  override release(): void {
    for (const part of this.apart) part.release();
    super.release();
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

  override reasons(condition: Plan): (start: number, count: number) => Uint8Array {
    const part = new LiveProgram(this.live, this.pool);
    this.apart.push(part);
    const out = compileReasons(part, condition);
    if (!this.live.isSteady(condition)) {
      return (start, count) => {
        part.runChunk(start, count);
        return out;
      };
    }
    const { rowCount } = this.live;
    const whole = new Uint8Array(rowCount);
    for (let start = 0; start < rowCount; start += chunkRows) {
      const count = Math.min(chunkRows, rowCount - start);
      part.runChunk(start, count);
      whole.set(out.subarray(0, count), start);
    }
    return (start, count) => whole.subarray(start, start + count);
  }
}
