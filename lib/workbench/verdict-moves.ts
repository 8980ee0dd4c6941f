import { print } from "#lib/expr/print";
import { listBits } from "#lib/expr/truth";
import { missingTextCode } from "#lib/expr/vector";
import { getAskedRows } from "#lib/screen/run/run-screen";
import { measureMigration } from "#lib/screen/universe/migration";
import type { CountAndWeight } from "#lib/screen/universe/stress-count";
import type { Universe } from "#lib/screen/universe/universe";
import { knownCode } from "#lib/util/missing";
import { type Verdict, verdictIds } from "#lib/verdict/verdict";

/** Companies that go from one verdict to another. */
export interface VerdictMove extends CountAndWeight {
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

/** How some companies are judged differently by two judgements; plain data. */
export interface VerdictMoves {
  readonly total: number;
  /** Companies whose verdict is another one. */
  readonly flipped: CountAndWeight;
  /** From verdict (row) to verdict (column) in the order of `verdictIds`, of the companies that are compared. */
  readonly moves: readonly (readonly VerdictMove[])[];
  /** Those with a company that changes, the most first. */
  readonly sectors: readonly SectorMoves[];
}

/**
 * Counts who is judged differently in two universes of the same companies, among the rows that are asked about. Rows that
 * are not in `compared` count in the totals alone.
 */
export function computeVerdictMoves(before: Universe, after: Universe, compared?: Uint32Array): VerdictMoves {
  const rows = listBits(getAskedRows(before));
  const considered = compared ?? rows;
  const { verdicts: from } = before.judgement;
  const { verdicts: to } = after.judgement;
  const flipped = considered.filter((row) => from[row] !== to[row]);
  const { counts, weights } = measureMigration(before.judgement, after.judgement, before.source, considered);
  const hasWeights = before.evaluator.evaluateNumber({ kind: "name", id: "weight" }).reasons.includes(knownCode);
  const moves = verdictIds.map((fromId, fromAt) =>
    verdictIds.map((toId, toAt) => ({
      from: fromId,
      to: toId,
      count: counts[fromAt]?.[toAt] ?? 0,
      weight: hasWeights ? (weights[fromAt]?.[toAt] ?? 0) : null,
    })),
  );
  const moved = moves.flat().filter((move) => move.from !== move.to);
  const weight = hasWeights ? moved.reduce((sum, move) => sum + (move.weight ?? 0), 0) : null;
  return {
    total: rows.length,
    flipped: { count: flipped.length, weight },
    moves,
    sectors: countSectors(before, rows, flipped),
  };
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

/** The query that keeps, of the companies of another query, those of a sector; null: those whose sector is not known. */
export function writeSectorQuery(query: string, sector: string | null): string {
  return `${query} and ${sector === null ? "sector is missing" : `sector = ${print({ kind: "text", value: sector })}`}`;
}
