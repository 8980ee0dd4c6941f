import type { VectorSource } from "#lib/expr/vector";
import { type Judgement, readVerdict } from "./judge";
import type { Verdict } from "./verdict";

/** How many companies have each verdict, by what their figures are. */
export interface VerdictCounts {
  /** By the companies' own filings; companies without figures are among those that are not rated. */
  readonly settled: Readonly<Record<Verdict, number>>;
  /** By second-hand figures. */
  readonly provisional: Readonly<Record<Verdict, number>>;
}

export interface JudgedSource {
  readonly source: VectorSource;
  readonly judgement: Pick<Judgement, "verdicts" | "rowCount">;
}

/** What stands behind the sentence of a provisional verdict. */
export const provisionalNote = "Provisional: the figures are second-hand, no filing of the company stands behind them.";

/**
 * 1 for each row whose figures are second-hand: others derived them from filings, in part and in places wrongly, so that
 * its verdict is provisional. Where the source does not say where figures come from, no row is.
 */
export function markProvisional({ source, judgement }: JudgedSource): Uint8Array {
  const marks = new Uint8Array(judgement.rowCount);
  const origins = source.getVector("data_source");
  if (origins?.type !== "text") return marks;
  const secondHand = origins.dictionary.indexOf("second_hand");
  if (secondHand < 0) return marks;
  for (let row = 0; row < marks.length; row += 1) marks[row] = Number(origins.codes[row] === secondHand);
  return marks;
}

/** Counts the verdicts by filings and the provisional ones apart: no row is in both. */
export function countVerdictsApart(target: JudgedSource): VerdictCounts {
  const marks = markProvisional(target);
  const counts = { settled: countNone(), provisional: countNone() };
  for (let row = 0; row < marks.length; row += 1) {
    counts[marks[row] === 1 ? "provisional" : "settled"][readVerdict(target.judgement, row)] += 1;
  }
  return counts;
}

function countNone(): Record<Verdict, number> {
  return { resilient: 0, mixed: 0, weak: 0, not_rated: 0 };
}
