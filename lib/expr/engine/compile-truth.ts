import type { ComparisonOperator } from "#lib/expr/ast";
import type { Plan, PlanOf } from "#lib/expr/plan";
import { countWords } from "#lib/expr/truth";
import { getReasonCode } from "#lib/util/missing";
import { buildTextEquality, buildTextState } from "./compile-text";
import { type Compiler, chunkRows } from "./compiler";
import { comparePairs, compareWithConstant, matchKnown, matchReason } from "./kernel-compare";
import type { NumberSlot } from "./kernel-number";
import {
  andInto,
  coalesceInto,
  copyTruth,
  fillBits,
  getWordAt,
  invert,
  orInto,
  selectTruthInto,
  type TruthSlot,
} from "./kernel-truth";

/** Adds the steps of a truth to a program. */
export function compileTruth(compiler: Compiler, plan: Plan, out: TruthSlot): TruthSlot {
  switch (plan.op) {
    case "formula": {
      const { truth, known } = compiler.supply.getTruth(plan);
      const from = { truth, known, stride: 1 } as const;
      compiler.push((start, count) => copyTruth(out, from, start, countWords(count)));
      return out;
    }
    case "not":
      compiler.truth(plan.args[0] as Plan, out);
      return pushInvert(compiler, out);
    case "logic":
      return compileFold(compiler, plan.args, plan.operator === "and" ? andInto : orInto, out);
    case "comparison":
      return compileComparison(compiler, plan, out);
    case "between": {
      const [operand, low, high] = plan.args as [Plan, Plan, Plan];
      const a = compiler.number(operand);
      compareSlot(compiler, ">=", a, low, out);
      mergeTruth(compiler, out, compareSlot(compiler, "<=", a, high, compiler.takeTruth()), andInto);
      compiler.releaseNumber(a);
      return out;
    }
    case "in":
      return compileIn(compiler, plan, out);
    case "is":
      return compileState(compiler, plan, out);
    case "row":
      return plan.name === "coalesce"
        ? compileFold(compiler, plan.args, coalesceInto, out)
        : compileIf(compiler, plan, out);
    default:
      throw new Error(`Impossible state: ${plan.op} is not a truth`);
  }
}

type Merge = (out: TruthSlot, other: TruthSlot, start: number, wordCount: number) => void;

function compileFold(compiler: Compiler, args: readonly Plan[], merge: Merge, out: TruthSlot): TruthSlot {
  args.forEach((arg, index) => {
    if (index === 0) compiler.truth(arg, out);
    else mergeTruth(compiler, out, compiler.truth(arg), merge);
  });
  return out;
}

function mergeTruth(compiler: Compiler, out: TruthSlot, other: TruthSlot, merge: Merge): void {
  compiler.push((start, count) => merge(out, other, start, countWords(count)));
  compiler.releaseTruth(other);
}

function pushInvert(compiler: Compiler, out: TruthSlot): TruthSlot {
  compiler.push((start, count) => invert(out, start, countWords(count)));
  return out;
}

function compileComparison(compiler: Compiler, plan: PlanOf<"comparison">, out: TruthSlot): TruthSlot {
  const [left, right] = plan.args as [Plan, Plan];
  if (left.type === "text") {
    compiler.push(buildTextEquality(compiler.supply, left, [right], out));
    return plan.operator === "!=" ? pushInvert(compiler, out) : out;
  }
  const isConstantFirst = left.op === "constant" && right.op !== "constant";
  const [first, second] = isConstantFirst ? [right, left] : [left, right];
  const a = compiler.number(first);
  compareSlot(compiler, isConstantFirst ? flip(plan.operator) : plan.operator, a, second, out);
  compiler.releaseNumber(a);
  return out;
}

function compareSlot(
  compiler: Compiler,
  operator: ComparisonOperator,
  a: NumberSlot,
  right: Plan,
  out: TruthSlot,
): TruthSlot {
  if (right.op === "constant") compareSlotWithConstant(compiler, operator, a, right.value, out);
  else compareSlots(compiler, operator, a, compiler.number(right), out);
  return operator === "!=" ? pushInvert(compiler, out) : out;
}

function compareSlotWithConstant(
  compiler: Compiler,
  operator: ComparisonOperator,
  a: NumberSlot,
  constant: number,
  out: TruthSlot,
): void {
  const kernel = operator === "!=" ? "=" : operator;
  compiler.push((start, count) => {
    const wordAt = getWordAt(out, start);
    compareWithConstant(kernel, a.values, start * a.stride, constant, count, out.truth, wordAt);
    fillKnown(a, out.known, start, count, wordAt);
  });
}

function compareSlots(
  compiler: Compiler,
  operator: ComparisonOperator,
  a: NumberSlot,
  b: NumberSlot,
  out: TruthSlot,
): void {
  const isFlipped = operator === ">" || operator === ">=";
  const [first, second] = isFlipped ? [b, a] : [a, b];
  const unflipped = isFlipped ? flip(operator) : operator;
  const kernel = unflipped === "<" || unflipped === "<=" ? unflipped : "=";
  compiler.push((start, count) => {
    const wordAt = getWordAt(out, start);
    const at = start * first.stride;
    const otherAt = start * second.stride;
    comparePairs(kernel, first.values, at, second.values, otherAt, count, out.truth, wordAt);
    fillKnown(a, out.known, start, count, wordAt);
    restrictToKnown(b, out.known, start, count, wordAt);
  });
  compiler.releaseNumber(b);
}

/** The operator that says the same with its sides exchanged. */
export function flip(operator: ComparisonOperator): ComparisonOperator {
  const flipped = { "<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!=" } as const;
  return flipped[operator];
}

function compileIn(compiler: Compiler, plan: PlanOf<"in">, out: TruthSlot): TruthSlot {
  const [operand, ...options] = plan.args as [Plan, ...Plan[]];
  if (operand.type === "text") {
    compiler.push(buildTextEquality(compiler.supply, operand, options, out));
    return out;
  }
  const a = compiler.number(operand);
  options.forEach((option, index) => {
    if (index === 0) compareSlot(compiler, "=", a, option, out);
    else mergeTruth(compiler, out, compareSlot(compiler, "=", a, option, compiler.takeTruth()), orInto);
  });
  compiler.releaseNumber(a);
  return out;
}

function compileState(compiler: Compiler, plan: PlanOf<"is">, out: TruthSlot): TruthSlot {
  const operand = plan.args[0] as Plan;
  if (operand.type === "truth") {
    compiler.truth(operand, out);
    compiler.push((start, count) => copyBits(out.known, out.truth, getWordAt(out, start), countWords(count)));
  } else if (operand.type === "text") {
    compiler.push(buildTextState(compiler.supply, operand, plan.state, out));
  } else {
    const a = compiler.number(operand);
    const { state } = plan;
    if (state === "known" || state === "missing") {
      compiler.push((start, count) => fillKnown(a, out.truth, start, count, getWordAt(out, start)));
    } else {
      const code = getReasonCode(state);
      compiler.push((start, count) => {
        matchReason(a.reasons, start * a.stride, code, count, out.truth, getWordAt(out, start));
      });
    }
    compiler.releaseNumber(a);
  }
  compiler.push((start, count) => fillBits(out.known, getWordAt(out, start), count));
  return plan.state === "missing" && operand.type !== "text" ? pushInvert(compiler, out) : out;
}

/** Conditions are chosen from the last to the first, so that the first true one wins. */
function compileIf(compiler: Compiler, plan: PlanOf<"row">, out: TruthSlot): TruthSlot {
  compiler.truth(plan.args.at(-1) as Plan, out);
  for (let at = plan.args.length - 3; at >= 0; at -= 2) {
    const condition = compiler.truth(plan.args[at] as Plan);
    const then = compiler.truth(plan.args[at + 1] as Plan);
    compiler.push((start, count) => selectTruthInto(out, condition, then, start, countWords(count)));
    compiler.releaseTruth(condition);
    compiler.releaseTruth(then);
  }
  return out;
}

function fillKnown(slot: NumberSlot, known: Uint32Array, start: number, count: number, wordAt: number): void {
  if (slot.getKnown) copyBitsFrom(slot.getKnown(), start >>> 5, known, wordAt, countWords(count));
  else matchKnown(slot.values, start * slot.stride, count, known, wordAt);
}

const scratch = new Uint32Array(chunkRows / 32);

function restrictToKnown(slot: NumberSlot, known: Uint32Array, start: number, count: number, wordAt: number): void {
  const bits = slot.getKnown?.() ?? scratch;
  const from = slot.getKnown ? start >>> 5 : 0;
  if (!slot.getKnown) matchKnown(slot.values, start * slot.stride, count, scratch, 0);
  for (let i = 0; i < countWords(count); i += 1) {
    known[wordAt + i] = (known[wordAt + i] as number) & (bits[from + i] as number);
  }
}

function copyBits(from: Uint32Array, to: Uint32Array, wordAt: number, wordCount: number): void {
  copyBitsFrom(from, wordAt, to, wordAt, wordCount);
}

function copyBitsFrom(from: Uint32Array, fromAt: number, to: Uint32Array, toAt: number, wordCount: number): void {
  for (let i = 0; i < wordCount; i += 1) to[toAt + i] = from[fromAt + i] as number;
}
