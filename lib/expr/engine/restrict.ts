import { countWords, getLastWordMask } from "#lib/expr/truth";
import { missingTextCode, type TextVector, type TruthVector, type Vector } from "#lib/expr/vector";
import { getReasonCode } from "#lib/util/missing";

const notReported = getReasonCode("not_reported");
const notApplicable = getReasonCode("not_applicable");

/** A vector with its rows made missing where `applies` is false (not applicable) or unknown (not reported). */
export function restrict(body: Vector, applies: TruthVector): Vector {
  const copy = copyVector(body.type === "text" ? addReasons(body) : body);
  restrictInPlace(copy, applies);
  return copy;
}

/** A text that says for each row why it is missing. */
function addReasons(text: TextVector): TextVector {
  if (text.reasons) return text;
  const reasons = new Uint8Array(text.codes.length);
  for (let row = 0; row < reasons.length; row += 1) if (text.codes[row] === missingTextCode) reasons[row] = notReported;
  return { ...text, reasons };
}

/** The same on the first rows of the vector itself. */
export function restrictInPlace(vector: Vector, applies: TruthVector, rowCount = applies.rowCount): void {
  switch (vector.type) {
    case "truth":
      for (let word = 0; word < countWords(rowCount); word += 1) {
        const isApplicable = applies.truth[word] as number;
        vector.truth[word] = (vector.truth[word] as number) & isApplicable;
        vector.known[word] = (vector.known[word] as number) & isApplicable;
      }
      break;
    case "text":
      visitUnset(applies.truth, rowCount, (row) => {
        vector.codes[row] = missingTextCode;
        if (vector.reasons) vector.reasons[row] = isSet(applies.known, row) ? notApplicable : notReported;
      });
      break;
    case "number":
      visitUnset(applies.truth, rowCount, (row) => {
        vector.values[row] = Number.NaN;
        vector.reasons[row] = isSet(applies.known, row) ? notApplicable : notReported;
      });
  }
}

/** A vector with the same rows in memory of its own. */
export function copyVector<Kind extends Vector>(vector: Kind): Kind;
export function copyVector(vector: Vector): Vector {
  if (vector.type === "truth") return { ...vector, truth: vector.truth.slice(), known: vector.known.slice() };
  if (vector.type === "text") {
    return { ...vector, codes: vector.codes.slice(), ...(vector.reasons ? { reasons: vector.reasons.slice() } : {}) };
  }
  return { type: "number", values: vector.values.slice(), reasons: vector.reasons.slice() };
}

function isSet(bits: Uint32Array, row: number): boolean {
  return (((bits[row >>> 5] as number) >>> (row & 31)) & 1) === 1;
}

function visitUnset(bits: Uint32Array, rowCount: number, visit: (row: number) => void): void {
  const wordCount = countWords(rowCount);
  for (let word = 0; word < wordCount; word += 1) {
    let unset = ~(bits[word] as number);
    if (word === wordCount - 1) unset &= getLastWordMask(rowCount);
    while (unset !== 0) {
      const lowest = unset & -unset;
      visit(word * 32 + 31 - Math.clz32(lowest));
      unset ^= lowest;
    }
  }
}
