import { getReason } from "../util/missing";
import type { Value, Vector } from "./vector";

/** The value of one row of a vector. A missing text is missing as not reported. */
export function readValue(vector: Vector, row: number): Value {
  if (vector.type === "number") {
    const reason = getReason(vector.reasons[row] ?? 1);
    return reason ? { type: "missing", reason } : { type: "number", value: vector.values[row] as number };
  }
  if (vector.type === "text") {
    const text = vector.dictionary[vector.codes[row] ?? -1];
    return text === undefined ? { type: "missing", reason: "not_reported" } : { type: "text", value: text };
  }
  const bit = 1 << (row & 31);
  if (((vector.known[row >>> 5] ?? 0) & bit) === 0) return { type: "unknown" };
  return { type: "truth", value: ((vector.truth[row >>> 5] ?? 0) & bit) !== 0 };
}
