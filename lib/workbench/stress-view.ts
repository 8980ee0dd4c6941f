import { listBits } from "#lib/expr/truth";
import { missingTextCode } from "#lib/expr/vector";
import { appliesTo } from "#lib/metric/declare";
import { getAskedRows } from "#lib/screen/run/run-screen";
import { measureMigration } from "#lib/screen/universe/migration";
import { type CountAndWeight, createStressCounter, type StressCount } from "#lib/screen/universe/stress-count";
import type { Universe } from "#lib/screen/universe/universe";
import { keepPer } from "#lib/util/keep-per";
import { type Verdict, verdictIds } from "#lib/verdict/verdict";

/** Companies that go from one verdict to another. */
export interface StressMove extends CountAndWeight {
  readonly from: Verdict;
  readonly to: Verdict;
}

/** A sector and how many of its companies change their verdict. */
export interface SectorMoves {
  /** Null: companies whose sector is not known. */
  readonly sector: string | null;
  readonly total: number;
  readonly flipped: number;
}

/** What a scenario does to some companies; plain data. */
export interface StressView extends Omit<StressCount, "rowsFlipped" | "rowsModelled"> {
  readonly total: number;
  /** From verdict (row) to verdict (column) in the order of `verdictIds`, of the companies that the scenario is modelled for. */
  readonly moves: readonly (readonly StressMove[])[];
  /** Those with a company that changes, the most first. */
  readonly sectors: readonly SectorMoves[];
}

const getCounter = keepPer(createStressCounter);

/** Counts what a scenario does to the verdicts of the rows that are asked about. `stressed` is `reported` under it. */
export function computeStressView(reported: Universe, stressed: Universe): StressView {
  const rows = listBits(getAskedRows(reported));
  const { rowsFlipped, rowsModelled, ...count } = getCounter(reported).count(stressed.judgement, rows);
  const { counts, weights } = measureMigration(reported.judgement, stressed.judgement, reported.source, rowsModelled);
  const hasWeights = count.flipped.weight !== null;
  const moves = verdictIds.map((from, before) =>
    verdictIds.map((to, after) => ({
      from,
      to,
      count: counts[before]?.[after] ?? 0,
      weight: hasWeights ? (weights[before]?.[after] ?? 0) : null,
    })),
  );
  return { ...count, total: rows.length, moves, sectors: countSectors(reported, rows, rowsFlipped) };
}

function countSectors({ evaluator }: Universe, rows: Uint32Array, flipped: Uint32Array): readonly SectorMoves[] {
  const { codes, dictionary } = evaluator.evaluateText({ kind: "name", id: "sector" });
  const count = (of: Uint32Array): ReadonlyMap<number, number> => {
    const counts = new Map<number, number>();
    for (const row of of) {
      const code = codes[row] ?? missingTextCode;
      counts.set(code, (counts.get(code) ?? 0) + 1);
    }
    return counts;
  };
  const totals = count(rows);
  return [...count(flipped)]
    .map(([code, moved]) => ({ sector: dictionary[code] ?? null, total: totals.get(code) ?? 0, flipped: moved }))
    .sort((left, right) => right.flipped - left.flipped || ((left.sector ?? "") < (right.sector ?? "") ? -1 : 1));
}

/** The query that keeps companies by what a scenario does to them: those that change, or those of one move. */
export function writeMoveQuery(move: Pick<StressMove, "from" | "to"> | null): string {
  if (move === null) return `verdict != reported_verdict and not (verdict = not_rated and ${appliesTo.financial})`;
  const { from, to } = move;
  const isOpen = to === "not_rated" ? ` and not (${appliesTo.financial})` : "";
  return `reported_verdict = ${from} and verdict = ${to}${isOpen}`;
}

/** The query that keeps the companies that no scenario is modelled for. */
export const notModelledQuery = `${appliesTo.financial} and verdict = not_rated`;
