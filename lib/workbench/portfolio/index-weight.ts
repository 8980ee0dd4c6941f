import type { ScreenTarget } from "#lib/screen/run/run-screen";
import { keepPer } from "#lib/util/keep-per";
import { knownCode } from "#lib/util/missing";

/** What companies weigh in the index. */
export interface IndexWeights {
  /** Of the companies of the data whose weight is known, a fraction: these together are 1. Null where a row's is not known. */
  readonly byRow: readonly (number | null)[];
  /** What those weigh of the whole fund, a fraction: the rest is cash and what the data do not have. */
  readonly sum: number;
}

/** The index weights of a universe, of all its companies whatever is asked about; null where it knows none. */
export const getIndexWeights = keepPer((evaluator: ScreenTarget["evaluator"]): IndexWeights | null => {
  const { values, reasons } = evaluator.evaluateNumber({ kind: "name", id: "weight" });
  const known = Array.from(values, (value, row) => (reasons[row] === knownCode && value >= 0 ? value : null));
  const sum = known.reduce<number>((total, weight) => total + (weight ?? 0), 0);
  if (sum <= 0) return null;
  return { byRow: known.map((weight) => (weight === null ? null : weight / sum)), sum };
});
