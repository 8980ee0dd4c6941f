import type { Plan, PlanOf } from "#lib/expr/plan";
import { missingTextCode } from "#lib/expr/vector";
import { getReasonCode } from "#lib/util/missing";
import { type Compiler, chunkRows } from "./compiler";
import { getWordAt, type TruthSlot } from "./kernel-truth";

const notReported = getReasonCode("not_reported");
const notApplicable = getReasonCode("not_applicable");

/**
 * Adds the steps that say, for each row where a condition is unknown, the reason of the first operand that made it so
 * (not_reported for a text that does not say why). What is written for rows where it is known has no meaning.
 */
export function compileReasons(compiler: Compiler, plan: Plan): Uint8Array {
  switch (plan.op) {
    case "comparison":
    case "between":
    case "in":
      return compileOperands(compiler, plan.args);
    case "not":
      return compileReasons(compiler, plan.args[0] as Plan);
    case "logic":
      return compileFirstUnknown(compiler, plan.args);
    case "formula":
      return compileFormula(compiler, plan);
    case "row":
      return plan.name === "if" ? compileIf(compiler, plan) : compileReasons(compiler, plan.args[0] as Plan);
    default:
      return new Uint8Array(chunkRows);
  }
}

function compileOperands(compiler: Compiler, args: readonly Plan[]): Uint8Array {
  const out = new Uint8Array(chunkRows);
  compiler.push((_, count) => out.fill(0, 0, count));
  for (const arg of args) {
    if (arg.type === "text") {
      const { codes, reasons } = compiler.supply.getText(arg);
      compiler.push((start, count) => {
        for (let i = 0; i < count; i += 1) {
          if (out[i] !== 0 || codes[start + i] !== missingTextCode) continue;
          out[i] = reasons ? (reasons[start + i] as number) : notReported;
        }
      });
      continue;
    }
    const slot = compiler.number(arg);
    compiler.push((start, count) => {
      const at = start * slot.stride;
      for (let i = 0; i < count; i += 1) {
        if (out[i] === 0) out[i] = slot.reasons[at + i] as number;
      }
    });
    compiler.releaseNumber(slot);
  }
  return out;
}

function compileFirstUnknown(compiler: Compiler, args: readonly Plan[]): Uint8Array {
  const out = new Uint8Array(chunkRows);
  for (const arg of args.toReversed()) {
    const slot = compiler.truth(arg);
    const reasons = compileReasons(compiler, arg);
    compiler.push((start, count) => {
      for (let i = 0; i < count; i += 1) if (!isSet(slot.known, slot, start, i)) out[i] = reasons[i] as number;
    });
    compiler.releaseTruth(slot);
  }
  return out;
}

function compileFormula(compiler: Compiler, plan: PlanOf<"formula">): Uint8Array {
  const reasons = compileReasons(compiler, plan.body);
  if (!plan.applies) return reasons;
  const out = new Uint8Array(chunkRows);
  const applies = compiler.truth(plan.applies);
  compiler.push((start, count) => {
    for (let i = 0; i < count; i += 1) {
      const isApplicable = isSet(applies.truth, applies, start, i);
      const isSettled = isSet(applies.known, applies, start, i);
      out[i] = isApplicable ? (reasons[i] as number) : isSettled ? notApplicable : notReported;
    }
  });
  compiler.releaseTruth(applies);
  return out;
}

function compileIf(compiler: Compiler, plan: PlanOf<"row">): Uint8Array {
  const out = compileReasons(compiler, plan.args.at(-1) as Plan);
  for (let at = plan.args.length - 3; at >= 0; at -= 2) {
    const test = plan.args[at] as Plan;
    const condition = compiler.truth(test);
    const unknownReasons = compileReasons(compiler, test);
    const thenReasons = compileReasons(compiler, plan.args[at + 1] as Plan);
    compiler.push((start, count) => {
      for (let i = 0; i < count; i += 1) {
        if (!isSet(condition.known, condition, start, i)) out[i] = unknownReasons[i] as number;
        else if (isSet(condition.truth, condition, start, i)) out[i] = thenReasons[i] as number;
      }
    });
    compiler.releaseTruth(condition);
  }
  return out;
}

function isSet(bits: Uint32Array, slot: TruthSlot, start: number, row: number): boolean {
  return (((bits[getWordAt(slot, start) + (row >>> 5)] as number) >>> (row & 31)) & 1) === 1;
}
