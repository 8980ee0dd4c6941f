import type { ArithmeticOperator } from "#lib/expr/ast";
import type { Plan, PlanOf } from "#lib/expr/plan";
import { assertNever } from "#lib/util/assert";
import { getReasonCode } from "#lib/util/missing";
import { compileLadder, readLadder } from "./compile-ladder";
import type { Compiler } from "./compiler";
import { add, divide, multiply, subtract } from "./kernel-arithmetic";
import {
  type BinaryKernel,
  buildGrowth,
  computeDeviation,
  computeMean,
  copy,
  type NumberSlot,
  takeFirstKnown,
  takeMax,
  takeMin,
  type UnaryKernel,
  unaryKernels,
} from "./kernel-number";
import { countTrueInto, getWordAt, selectNumberInto, selectValuesInto, type TruthSlot } from "./kernel-truth";
import {
  addValues,
  divideValues,
  multiplyValues,
  subtractValues,
  takeFirstKnownValues,
  takeMaxValues,
  takeMinValues,
  type ValueKernel,
} from "./kernel-values";

/** A kernel and, where there is one, the same for a program that keeps no reasons. */
interface BinaryKernels {
  readonly full: BinaryKernel;
  readonly values?: ValueKernel;
}

const arithmeticKernels: Readonly<Record<ArithmeticOperator, BinaryKernels>> = {
  "+": { full: add, values: addValues },
  "-": { full: subtract, values: subtractValues },
  "*": { full: multiply, values: multiplyValues },
  "/": { full: divide, values: divideValues },
};
const chainKernels: Readonly<Record<"min" | "max" | "coalesce", BinaryKernels>> = {
  min: { full: takeMin, values: takeMinValues },
  max: { full: takeMax, values: takeMaxValues },
  coalesce: { full: takeFirstKnown, values: takeFirstKnownValues },
};

/** Adds the steps of a number to a program. */
export function compileNumber(compiler: Compiler, plan: Plan, out?: NumberSlot): NumberSlot {
  switch (plan.op) {
    case "column":
    case "formula":
    case "all_rows":
      return place(compiler, getColumn(compiler, plan), out);
    case "constant":
      return place(compiler, compiler.takeConstant(plan.value, 0), out);
    case "missing":
      return place(compiler, compiler.takeConstant(Number.NaN, getReasonCode(plan.reason)), out);
    case "negate":
      return compileBinary(
        compiler,
        arithmeticKernels["-"],
        compiler.takeConstant(0, 0),
        compilePart(compiler, plan, 0),
        out,
      );
    case "arithmetic": {
      const kernel = arithmeticKernels[plan.operator];
      return compileBinary(compiler, kernel, compilePart(compiler, plan, 0), compilePart(compiler, plan, 1), out);
    }
    case "row":
      return compileFunction(compiler, plan, out);
    default:
      throw new Error(`Impossible state: ${plan.op} is not a number`);
  }
}

function compileFunction(compiler: Compiler, plan: PlanOf<"row">, out?: NumberSlot): NumberSlot {
  switch (plan.name) {
    case "abs":
    case "sqrt":
    case "ln":
    case "exp":
    case "sign":
      return compileUnary(compiler, unaryKernels[plan.name], compilePart(compiler, plan, 0), out);
    case "min":
    case "max":
    case "coalesce":
      return compileChain(compiler, chainKernels[plan.name], plan.args, out);
    case "clamp": {
      const raised = compileChain(compiler, chainKernels.max, plan.args.slice(0, 2));
      return compileBinary(compiler, chainKernels.min, raised, compilePart(compiler, plan, 2), out);
    }
    case "growth": {
      const kernels = { full: buildGrowth(getYears(plan)) };
      return compileBinary(compiler, kernels, compilePart(compiler, plan, 0), compilePart(compiler, plan, 1), out);
    }
    case "mean":
    case "stdev":
      return compileOverYears(compiler, plan, out ?? compiler.takeNumber());
    case "count_true":
      return compileCount(compiler, plan.args, out ?? compiler.takeNumber());
    case "if": {
      const ladder = readLadder(plan);
      const into = out ?? compiler.takeNumber();
      return ladder ? compileLadder(compiler, ladder, into) : compileIf(compiler, plan, into);
    }
    default:
      return assertNever(plan.name);
  }
}

function compileChain(compiler: Compiler, kernels: BinaryKernels, args: readonly Plan[], out?: NumberSlot): NumberSlot {
  let slot = compiler.number(args[0] as Plan);
  for (let at = 1; at < args.length; at += 1) {
    const isLast = at === args.length - 1;
    slot = compileBinary(compiler, kernels, slot, compiler.number(args[at] as Plan), isLast ? out : undefined);
  }
  return slot;
}

function compileBinary(
  compiler: Compiler,
  { full, values }: BinaryKernels,
  a: NumberSlot,
  b: NumberSlot,
  given?: NumberSlot,
): NumberSlot {
  const out = given ?? compiler.takeNumber();
  if (values && !compiler.keepsReasons) {
    compiler.push((start, count) => {
      values(a.values, start * a.stride, b.values, start * b.stride, out.values, start * out.stride, count);
    });
  } else {
    compiler.push((start, count) => {
      const aAt = start * a.stride;
      const bAt = start * b.stride;
      const outAt = start * out.stride;
      full(a.values, aAt, a.reasons, b.values, bAt, b.reasons, out.values, outAt, out.reasons, count);
    });
  }
  compiler.releaseNumber(a);
  compiler.releaseNumber(b);
  return out;
}

function compileUnary(compiler: Compiler, kernel: UnaryKernel, a: NumberSlot, given?: NumberSlot): NumberSlot {
  const out = given ?? compiler.takeNumber();
  compiler.push((start, count) => {
    kernel(a.values, start * a.stride, a.reasons, out.values, start * out.stride, out.reasons, count);
  });
  compiler.releaseNumber(a);
  return out;
}

function compileOverYears(compiler: Compiler, plan: PlanOf<"row">, out: NumberSlot): NumberSlot {
  const kernel = plan.name === "mean" ? computeMean : computeDeviation;
  const slots = plan.args.map((arg) => compiler.number(arg));
  compiler.push((start, count) => kernel(slots, start, out, count));
  for (const slot of slots) compiler.releaseNumber(slot);
  return out;
}

function compileCount(compiler: Compiler, args: readonly Plan[], out: NumberSlot): NumberSlot {
  const conditions = args.map((arg) => compiler.truth(arg));
  const explain = compiler.keepsReasons ? compiler.reasons(args[0] as Plan) : null;
  compiler.push((start, count) => {
    if (!countTrueInto(out, conditions, start, count) || !explain) return;
    explainMissing(out, conditions, explain(start, count), start, count);
  });
  for (const condition of conditions) compiler.releaseTruth(condition);
  return out;
}

/** Values are chosen from the last condition to the first, so that the first true one wins. */
function compileIf(compiler: Compiler, plan: PlanOf<"row">, out: NumberSlot): NumberSlot {
  compileUnary(compiler, copy, compiler.number(plan.args.at(-1) as Plan), out);
  for (let at = plan.args.length - 3; at >= 0; at -= 2) {
    const test = plan.args[at] as Plan;
    const condition = compiler.truth(test);
    const then = compiler.number(plan.args[at + 1] as Plan);
    if (compiler.keepsReasons) {
      const explain = compiler.reasons(test);
      compiler.push((start, count) => {
        if (!selectNumberInto(out, condition, then, start, count)) return;
        explainMissing(out, [condition], explain(start, count), start, count);
      });
    } else {
      compiler.push((start, count) => selectValuesInto(out, condition, then, start, count));
    }
    compiler.releaseTruth(condition);
    compiler.releaseNumber(then);
  }
  return out;
}

/** Gives rows of which no condition is known the reason found for them. */
function explainMissing(
  out: NumberSlot,
  conditions: readonly TruthSlot[],
  reasons: Uint8Array,
  start: number,
  count: number,
): void {
  const at = start * out.stride;
  for (let i = 0; i < count; i += 32) {
    let unknown = count - i >= 32 ? -1 : (1 << (count - i)) - 1;
    for (const slot of conditions) unknown &= ~(slot.known[getWordAt(slot, start) + (i >>> 5)] as number);
    while (unknown !== 0) {
      const row = i + 31 - Math.clz32(unknown & -unknown);
      unknown &= unknown - 1;
      const reason = reasons[row] as number;
      if (reason !== 0) out.reasons[at + row] = reason;
    }
  }
}

function compilePart(compiler: Compiler, plan: Plan, index: number): NumberSlot {
  return compiler.number(plan.args[index] as Plan);
}

function place(compiler: Compiler, slot: NumberSlot, out?: NumberSlot): NumberSlot {
  return out ? compileUnary(compiler, copy, slot, out) : slot;
}

function getColumn({ supply }: Compiler, plan: Plan): NumberSlot {
  const vector = supply.getNumber(plan);
  return { values: vector.values, reasons: vector.reasons, stride: 1, getKnown: () => supply.getKnownBits(vector) };
}

function getYears(plan: Plan): number {
  const years = plan.node.kind === "call" ? plan.node.args[1] : undefined;
  if (years?.kind !== "number") throw new Error("Impossible state: growth without its years");
  return years.value;
}
