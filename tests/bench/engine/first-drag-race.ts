import "server-only";
import { getRankIndex } from "#lib/expr/engine/rank-index";
import type { NumberVector } from "#lib/expr/vector";
import { CrossFilter } from "#lib/screen/cross-filter";
import type { BenchResult, Say } from "../bench-part";
import { type BenchTable, columnNames } from "./bench-table";
import { compareLimit } from "./compare-limit";
import { type Arena, requireAt } from "./peer";
import { computeSpread, formatMicroseconds } from "./statistics";

/** One frame, rounded down: a drag that begins later is felt. */
const frameMs = 16;
const clauses = 5;
const bins = 20;
const rounds = 30;

/**
 * What the first drag of a clause costs: no number of the screen has been ordered yet, so that the order of its rows,
 * the slices of its histogram and the counts of the other clauses are all built before the handle moves.
 */
export function measureFirstDrag({ tables, rowCount }: Arena, say: Say): BenchResult {
  const times = Array.from({ length: rounds }, (_, round) => {
    const vectors = columnNames
      .slice(0, clauses)
      .map((name) => copyColumn(requireAt(tables, round % tables.length), name));
    const startedAt = performance.now();
    const indexes = vectors.map(getRankIndex);
    const filters = new CrossFilter(
      rowCount,
      indexes.map((index) => ({ kind: "range", index, bins })),
    );
    filters.setPlaces(0, 0, rowCount >>> 1);
    const ms = performance.now() - startedAt;
    if (filters.count === 0) throw new Error("Impossible state: half of the rows of one clause are none");
    return ms * 1000;
  });
  const spread = computeSpread(times);
  say(`First drag among ${clauses} clauses, with all orders built: ${formatMicroseconds(spread)}`);
  return compareLimit("first drag of a clause", rowCount, spread.median / 1000, frameMs, "ms");
}

/** A column that nothing has been built for. */
function copyColumn(table: BenchTable, name: string): NumberVector {
  const vector = table.getVector(name);
  if (!vector) throw new Error(`Impossible state: there is no column ${name}`);
  return { ...vector };
}
