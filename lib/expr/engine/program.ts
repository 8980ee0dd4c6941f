import type { Plan } from "#lib/expr/plan";
import { compileNumber } from "./compile-number";
import { compileReasons } from "./compile-reasons";
import { compileTruth } from "./compile-truth";
import { type ColumnSupply, type Compiler, chunkRows, type Step } from "./compiler";
import type { NumberSlot } from "./kernel-number";
import type { TruthSlot } from "./kernel-truth";
import type { RegisterPool } from "./register-pool";

/** A plan as a list of steps over chunks, with the registers between them. */
export class Program implements Compiler {
  readonly keepsReasons: boolean = true;
  private readonly steps: Step[] = [];
  private readonly freeNumbers: NumberSlot[] = [];
  private readonly freeTruths: TruthSlot[] = [];
  private readonly numbers: NumberSlot[] = [];
  private readonly truths: TruthSlot[] = [];
  private readonly constants = new Set<NumberSlot>();
  private readonly parts: Program[] = [];

  constructor(
    readonly supply: ColumnSupply,
    protected readonly pool: RegisterPool,
  ) {}

  /** Runs the steps over all rows. Without registers there is nothing to keep small, so all rows go at once. */
  run(rowCount: number): void {
    const usesRegisters = this.numbers.length + this.truths.length > 0;
    const size = usesRegisters ? chunkRows : Math.max(rowCount, 1);
    for (let start = 0; start < rowCount; start += size) this.runChunk(start, Math.min(size, rowCount - start));
  }

  /** Gives the registers back to the pool; the program must not run again. */
  release(): void {
    for (const part of this.parts) part.release();
    for (const slot of this.numbers) this.pool.giveNumber(slot);
    for (const slot of this.truths) this.pool.giveTruth(slot);
  }

  push(step: Step): void {
    this.steps.push(step);
  }

  number(plan: Plan, out?: NumberSlot): NumberSlot {
    return compileNumber(this, plan, out);
  }

  truth(plan: Plan, out?: TruthSlot): TruthSlot {
    return compileTruth(this, plan, out ?? this.takeTruth());
  }

  reasons(condition: Plan): (start: number, count: number) => Uint8Array {
    // Most conditions are known for every row of a chunk, so that nobody ever asks why they are not.
    let explain: ((start: number, count: number) => Uint8Array) | null = null;
    return (start, count) => {
      explain ??= this.compileApart(condition);
      return explain(start, count);
    };
  }

  private compileApart(condition: Plan): (start: number, count: number) => Uint8Array {
    const apart = new Program(this.supply, this.pool);
    this.parts.push(apart);
    const out = compileReasons(apart, condition);
    return (start, count) => {
      apart.runChunk(start, count);
      return out;
    };
  }

  takeConstant(value: number, reason: number): NumberSlot {
    const slot = this.pool.takeNumber();
    this.numbers.push(slot);
    slot.values.fill(value);
    slot.reasons.fill(reason);
    this.constants.add(slot);
    return slot;
  }

  takeNumber(): NumberSlot {
    const free = this.freeNumbers.pop();
    if (free) return free;
    const slot = this.pool.takeNumber();
    this.numbers.push(slot);
    return slot;
  }

  takeTruth(): TruthSlot {
    const free = this.freeTruths.pop();
    if (free) return free;
    const slot = this.pool.takeTruth();
    this.truths.push(slot);
    return slot;
  }

  releaseNumber(slot: NumberSlot): void {
    if (slot.stride === 0 && !this.constants.has(slot)) this.freeNumbers.push(slot);
  }

  releaseTruth(slot: TruthSlot): void {
    if (slot.stride === 0) this.freeTruths.push(slot);
  }

  protected runChunk(start: number, count: number): void {
    for (const step of this.steps) step(start, count);
  }
}
