import type { Plan, PlanOf } from "#lib/expr/plan";
import { foldText } from "#lib/expr/text-literal";
import { countWords } from "#lib/expr/truth";
import { missingTextCode, type TextVector } from "#lib/expr/vector";
import { getReasonCode } from "#lib/util/missing";
import type { ColumnSupply, Step } from "./compiler";
import { matchCodes, matchKeys, matchReason } from "./kernel-compare";
import { getWordAt, orInto, type TruthSlot } from "./kernel-truth";
import { foldDictionary } from "./text-column";

/** A step that compares a text with some options: true when it equals one, by Kleene when one is missing. */
export function buildTextEquality(supply: ColumnSupply, operand: Plan, options: readonly Plan[], out: TruthSlot): Step {
  const [option] = options;
  const isTurned = operand.op === "text" && option !== undefined && options.length === 1;
  const column = supply.getText(isTurned ? option : operand);
  const others = isTurned ? [operand] : options;
  const wanted = new Set(others.filter(isLiteral).map((literal) => foldText(literal.value)));
  const writers: ((slot: TruthSlot) => Step)[] = others
    .filter((other) => !isLiteral(other))
    .map((other) => (slot) => buildPairStep(supply, column, supply.getText(other), slot));
  if (wanted.size > 0) writers.unshift((slot) => buildLiteralStep(supply, column, wanted, slot));
  const [first, ...rest] = writers.map((write, index) => {
    const slot = index === 0 ? out : buildWholeSlot(column.codes.length);
    return { slot, step: write(slot) };
  });
  return (start, count) => {
    first?.step(start, count);
    for (const { slot, step } of rest) {
      step(start, count);
      orInto(out, slot, start, countWords(count));
    }
  };
}

/** A step that says whether a text is known or missing. A text without reasons is missing as not reported. */
export function buildTextState(
  supply: ColumnSupply,
  operand: Plan,
  state: PlanOf<"is">["state"],
  out: TruthSlot,
): Step {
  const { codes, reasons } = supply.getText(operand);
  if (reasons && state !== "known" && state !== "missing") {
    const wanted = getReasonCode(state);
    return (start, count) => matchReason(reasons, start, wanted, count, out.truth, getWordAt(out, start));
  }
  const marks = new Uint8Array(missingTextCode + 1);
  if (state === "known") marks.fill(1, 0, missingTextCode);
  if (state === "missing" || state === "not_reported") marks[missingTextCode] = 1;
  return (start, count) => matchCodes(codes, start, marks, count, out.truth, getWordAt(out, start));
}

function buildLiteralStep(supply: ColumnSupply, column: TextVector, wanted: ReadonlySet<string>, out: TruthSlot): Step {
  const marks = new Uint8Array(missingTextCode + 1);
  foldDictionary(column.dictionary).forEach((text, code) => {
    if (wanted.has(text)) marks[code] = 1;
  });
  const known = supply.getKnownTextBits(column);
  return (start, count) => {
    const wordAt = getWordAt(out, start);
    matchCodes(column.codes, start, marks, count, out.truth, wordAt);
    for (let i = 0; i < countWords(count); i += 1) out.known[wordAt + i] = known[(start >>> 5) + i] as number;
  };
}

function buildPairStep(supply: ColumnSupply, left: TextVector, right: TextVector, out: TruthSlot): Step {
  const keys = new Map<string, number>();
  const leftKeys = buildKeys(left, keys);
  const rightKeys = buildKeys(right, keys);
  const leftKnown = supply.getKnownTextBits(left);
  const rightKnown = supply.getKnownTextBits(right);
  return (start, count) => {
    const wordAt = getWordAt(out, start);
    matchKeys(left.codes, leftKeys, right.codes, rightKeys, start, count, out.truth, wordAt);
    for (let i = 0; i < countWords(count); i += 1) {
      const known = (leftKnown[(start >>> 5) + i] as number) & (rightKnown[(start >>> 5) + i] as number);
      out.known[wordAt + i] = known;
      out.truth[wordAt + i] = (out.truth[wordAt + i] as number) & known;
    }
  };
}

function buildKeys(column: TextVector, keys: Map<string, number>): Int32Array {
  const result = new Int32Array(missingTextCode + 1);
  foldDictionary(column.dictionary).forEach((text, code) => {
    const key = keys.get(text) ?? keys.size;
    keys.set(text, key);
    result[code] = key;
  });
  return result;
}

function buildWholeSlot(rowCount: number): TruthSlot {
  const words = countWords(rowCount);
  return { truth: new Uint32Array(words), known: new Uint32Array(words), stride: 1 };
}

function isLiteral(plan: Plan): plan is PlanOf<"text"> {
  return plan.op === "text";
}
