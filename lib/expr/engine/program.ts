import type { Plan } from "../plan";
import { compileNumber } from "./compile-number";
import { compileReasons } from "./compile-reasons";
import { compileTruth } from "./compile-truth";
import { type ColumnSupply, type Compiler, chunkRows, type Step } from "./compiler";
import type { NumberSlot } from "./kernel-number";
import type { TruthSlot } from "./kernel-truth";

/** A plan as a list of steps over chunks, with the registers between them. */
export class Program implements Compiler {
  private readonly steps: Step[] = [];
  private readonly freeNumbers: NumberSlot[] = [];
  private readonly freeTruths: TruthSlot[] = [];
  private readonly constants = new Set<NumberSlot>();
  private usesRegisters = false;

  constructor(readonly supply: ColumnSupply) {}

  /** Runs the steps over all rows. Without registers there is nothing to keep small, so all rows go at once. */
  run(rowCount: number): void {
    const size = this.usesRegisters ? chunkRows : Math.max(rowCount, 1);
    for (let start = 0; start < rowCount; start += size) this.runChunk(start, Math.min(size, rowCount - start));
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
    const apart = new Program(this.supply);
    const out = compileReasons(apart, condition);
    return (start, count) => {
      apart.runChunk(start, count);
      return out;
    };
  }

  takeConstant(value: number, reason: number): NumberSlot {
    this.usesRegisters = true;
    const slot = buildNumberRegister();
    slot.values.fill(value);
    slot.reasons.fill(reason);
    this.constants.add(slot);
    return slot;
  }

  takeNumber(): NumberSlot {
    this.usesRegisters = true;
    return this.freeNumbers.pop() ?? buildNumberRegister();
  }

  takeTruth(): TruthSlot {
    this.usesRegisters = true;
    const words = chunkRows / 32;
    return this.freeTruths.pop() ?? { truth: new Uint32Array(words), known: new Uint32Array(words), stride: 0 };
  }

  releaseNumber(slot: NumberSlot): void {
    if (slot.stride === 0 && !this.constants.has(slot)) this.freeNumbers.push(slot);
  }

  releaseTruth(slot: TruthSlot): void {
    if (slot.stride === 0) this.freeTruths.push(slot);
  }

  private runChunk(start: number, count: number): void {
    for (const step of this.steps) step(start, count);
  }
}

function buildNumberRegister(): NumberSlot {
  return { values: new Float64Array(chunkRows), reasons: new Uint8Array(chunkRows), stride: 0 };
}
