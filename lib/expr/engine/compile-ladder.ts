import type { Plan, PlanOf } from "#lib/expr/plan";
import type { Compiler } from "./compiler";
import type { NumberSlot } from "./kernel-number";

/** Numbers by the step that another number reaches: `if(x >= 12, a, x >= 9, b, ..., z)`. */
export interface Ladder {
  readonly operand: Plan;
  /** The bounds from the highest down, filled up to one less than a power of two with a bound that all reach. */
  readonly bounds: Float64Array;
  /** The number of each step, the first for those that reach the highest bound; one more than there are bounds. */
  readonly values: Float64Array;
}

const fewestSteps = 3;

/**
 * A choice whose conditions compare one and the same number with falling constants, by `>=`, and that chooses among
 * constants; null for any other. Such a choice is missing exactly where the number is, with its reason.
 */
export function readLadder({ args }: PlanOf<"row">): Ladder | null {
  const steps = (args.length - 1) / 2;
  const last = args.at(-1);
  if (steps < fewestSteps || last?.op !== "constant") return null;
  const bounds: number[] = [];
  const values: number[] = [];
  let operand: Plan | null = null;
  for (let at = 0; at < steps; at += 1) {
    const test = args[2 * at] as Plan;
    const value = args[2 * at + 1] as Plan;
    if (test.op !== "comparison" || test.operator !== ">=" || value.op !== "constant") return null;
    const [left, right] = test.args as [Plan, Plan];
    operand ??= left;
    // The same name is the same object in a scope.
    if (left !== operand || left.op === "constant" || right.op !== "constant") return null;
    if (!(right.value < (bounds.at(-1) ?? Number.POSITIVE_INFINITY))) return null;
    bounds.push(right.value);
    values.push(value.value);
  }
  if (operand === null || operand.type !== "number") return null;
  values.push(last.value);
  const size = 2 ** Math.ceil(Math.log2(steps + 1)) - 1;
  while (bounds.length < size) {
    bounds.push(Number.NEGATIVE_INFINITY);
    values.push(last.value);
  }
  return { operand, bounds: Float64Array.from(bounds), values: Float64Array.from(values) };
}

/** Adds the step of a ladder to a program. */
export function compileLadder(compiler: Compiler, { operand, bounds, values }: Ladder, out: NumberSlot): NumberSlot {
  const slot = compiler.number(operand);
  const half = (bounds.length + 1) >>> 1;
  const from = slot.values;
  const to = out.values;
  compiler.push((start, count) => {
    const at = start * slot.stride;
    const outAt = start * out.stride;
    for (let i = 0; i < count; i += 1) {
      const x = from[at + i] as number;
      let step = 0;
      for (let width = half; width > 0; width >>>= 1) {
        // A truth taken as a number costs no branch, and which step is next cannot be predicted.
        step += Number(x < (bounds[step + width - 1] as number)) * width;
      }
      to[outAt + i] = Number.isNaN(x) ? x : (values[step] as number);
    }
  });
  if (compiler.keepsReasons) {
    compiler.push((start, count) => {
      const at = start * slot.stride;
      out.reasons.set(slot.reasons.subarray(at, at + count), start * out.stride);
    });
  }
  compiler.releaseNumber(slot);
  return out;
}
