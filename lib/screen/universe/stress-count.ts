import { listBits } from "#lib/expr/truth";
import type { NumberVector } from "#lib/expr/vector";
import { appliesTo } from "#lib/metric/declare";
import { knownCode } from "#lib/util/missing";
import { countVerdicts, type Judgement, requireNode } from "#lib/verdict/judge";
import { type Verdict, verdictIds } from "#lib/verdict/verdict";
import type { Universe } from "./universe";

/** Companies, and the index weight that is known of them as a ratio; null where the data have no weights at all. */
export interface CountAndWeight {
  readonly count: number;
  readonly weight: number | null;
}

/** What becomes of the verdicts of some companies under a scenario. */
export interface StressCount {
  readonly reported: Readonly<Record<Verdict, number>>;
  readonly stressed: Readonly<Record<Verdict, number>>;
  /** Companies whose verdict is another one; those that no scenario is modelled for are counted apart (ST-8). */
  readonly flipped: CountAndWeight;
  /** Companies whose earnings no scenario is modelled for (banks, insurers, lenders) and that are not rated under it. */
  readonly notModelled: CountAndWeight;
  /** The rows of `flipped`, and those of all companies that the scenario is modelled for. */
  readonly rowsFlipped: Uint32Array;
  readonly rowsModelled: Uint32Array;
}

export interface StressCounter {
  /** Counts the rows that are given. */
  count(after: Judgement, rows: Uint32Array): StressCount;
  /** Whether the earnings of a row's company are never modelled, since interest is its cost of goods (ST-4). */
  isUnmodelled(row: number): boolean;
  readonly weights: NumberVector;
  /** Whether the data have the weight of anybody. */
  readonly hasWeights: boolean;
}

/** Counts what scenarios do to a universe that was judged on the figures as reported. */
export function createStressCounter({ evaluator, judgement: before, rowCount }: Universe): StressCounter {
  const unmodelled = new Uint8Array(rowCount);
  for (const row of listBits(evaluator.evaluateTruth(requireNode(appliesTo.financial)).truth)) unmodelled[row] = 1;
  const weights = evaluator.evaluateNumber({ kind: "name", id: "weight" });
  const hasWeights = weights.reasons.includes(knownCode);
  const add = (rows: Uint32Array): CountAndWeight => ({
    count: rows.length,
    weight: hasWeights
      ? rows.reduce((sum, row) => sum + (weights.reasons[row] === knownCode ? (weights.values[row] as number) : 0), 0)
      : null,
  });
  const countOf = ({ verdicts }: Judgement, rows: Uint32Array) =>
    countVerdicts(Uint8Array.from(rows, (row) => verdicts[row] as number));
  const notRated = verdictIds.indexOf("not_rated");
  return {
    weights,
    hasWeights,
    isUnmodelled: (row) => unmodelled[row] === 1,
    count: (after, rows) => {
      const isOpen = (row: number) => unmodelled[row] === 1 && after.verdicts[row] === notRated;
      const rowsModelled = rows.filter((row) => !isOpen(row));
      const rowsFlipped = rowsModelled.filter((row) => before.verdicts[row] !== after.verdicts[row]);
      return {
        reported: countOf(before, rows),
        stressed: countOf(after, rows),
        flipped: add(rowsFlipped),
        notModelled: add(rows.filter(isOpen)),
        rowsFlipped,
        rowsModelled,
      };
    },
  };
}
