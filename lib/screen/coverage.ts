import { missingTextCode } from "../expr/vector";
import type { Metric } from "../metric/metric";
import { getReason, type MissingReason, missingReasons } from "../util/missing";
import type { Universe } from "./universe";

/** For how many companies a metric is known, and why it is not for the rest. */
export interface Coverage {
  readonly metricId: string;
  readonly known: number;
  readonly missing: Readonly<Record<MissingReason, number>>;
  /** Truths that are neither true nor false, since a number they need is missing. */
  readonly unknown: number;
  readonly total: number;
}

/** Counts the coverage of metrics over all companies of a universe. A missing text counts as not reported. */
export function computeCoverage({ evaluator, rowCount }: Universe, metrics: readonly Metric[]): readonly Coverage[] {
  return metrics.map(({ id }) => {
    const vector = evaluator.evaluate({ kind: "name", id });
    const missing = Object.fromEntries(missingReasons.map((reason) => [reason, 0])) as Record<MissingReason, number>;
    let unknown = 0;
    if (vector.type === "number") {
      for (const code of vector.reasons) {
        const reason = getReason(code);
        if (reason !== null) missing[reason]++;
      }
    } else if (vector.type === "text") {
      for (const code of vector.codes) if (code === missingTextCode) missing.not_reported++;
    } else {
      for (let row = 0; row < rowCount; row++) {
        if ((((vector.known[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 0) unknown++;
      }
    }
    const absent = missingReasons.reduce((sum, reason) => sum + missing[reason], unknown);
    return { metricId: id, known: rowCount - absent, missing, unknown, total: rowCount };
  });
}

/** How many companies have each text of a text column, the most frequent first; a missing text is left out. */
export function countTexts({ evaluator }: Universe, columnId: string): readonly { text: string; count: number }[] {
  const { codes, dictionary } = evaluator.evaluateText({ kind: "name", id: columnId });
  const counts = new Uint32Array(dictionary.length);
  for (const code of codes) if (code !== missingTextCode) counts[code] = (counts[code] ?? 0) + 1;
  return dictionary
    .map((text, code) => ({ text, count: counts[code] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((left, right) => right.count - left.count);
}
