import { getReason } from "#lib/util/missing";
import type { Value, Vector } from "./vector";

/** The value of one row of a vector. A text is missing as not reported unless it says why. */
export function readValue(vector: Vector, row: number): Value {
  if (vector.type === "number") {
    const reason = getReason(vector.reasons[row] ?? 1);
    return reason ? { type: "missing", reason } : { type: "number", value: vector.values[row] as number };
  }
  if (vector.type === "text") {
    const text = vector.dictionary[vector.codes[row] ?? -1];
    if (text !== undefined) return { type: "text", value: text };
    return { type: "missing", reason: getReason(vector.reasons?.[row] ?? 0) ?? "not_reported" };
  }
  const bit = 1 << (row & 31);
  if (((vector.known[row >>> 5] ?? 0) & bit) === 0) return { type: "unknown" };
  return { type: "truth", value: ((vector.truth[row >>> 5] ?? 0) & bit) !== 0 };
}
