import "server-only";
import type { ScreenNumbers, ScreenShape } from "./bench-screen";
import { type BenchTable, columnNames } from "./bench-table";
import { type Arena, allColumnsRowsMax, listNeeds, type OpenPeer, type Peer, requireAt } from "./peer";

/** A row as an object: its place, its columns, and the percentiles that are ranked by. A missing number is NaN. */
export type ObjectRow = { readonly id: number } & Readonly<Record<string, number>>;

const keptRows = new WeakMap<BenchTable, readonly ObjectRow[]>();

/** The rows of a table as objects. Kept: a million of them take most of a gigabyte. */
export function getObjectRows(table: BenchTable, arena: Pick<Arena, "shapes">): readonly ObjectRow[] {
  const rows = keptRows.get(table) ?? buildObjectRows(table, arena);
  keptRows.set(table, rows);
  return rows;
}

function buildObjectRows(table: BenchTable, arena: Pick<Arena, "shapes">): readonly ObjectRow[] {
  const { values, percentiles } = listNeeds(arena);
  const names = table.rowCount > allColumnsRowsMax ? values : columnNames;
  const columns: [string, Float64Array][] = [
    ...names.map((name): [string, Float64Array] => [name, table.getColumn(name)]),
    ...percentiles.map((name): [string, Float64Array] => [`pct_${name}`, table.getPercentiles(name)]),
  ];
  return Array.from({ length: table.rowCount }, (_, row) => {
    const object: Record<string, number> & { id: number } = { id: row };
    for (const [name, values] of columns) object[name] = values[row] as number;
    return object;
  });
}

/** Whether a row passes the rules, as one would write it by hand. */
export function buildPredicate(shape: ScreenShape, { constants }: ScreenNumbers): (row: ObjectRow) => boolean {
  const { above, below, within, least, dividend, divisor } = shape;
  const [aboveNumber, belowNumber, from, to, leastNumber, ratio] = constants;
  return (row) => {
    const value = row[within] as number;
    return (
      (row[above] as number) > aboveNumber &&
      (row[below] as number) < belowNumber &&
      value >= from &&
      value <= to &&
      (row[least] as number) >= leastNumber &&
      row[divisor] !== 0 &&
      (row[dividend] as number) / (row[divisor] as number) < ratio
    );
  };
}

/** The rank of a row; NaN where a part of it is missing. */
export function buildRank(shape: ScreenShape, { weights }: ScreenNumbers): (row: ObjectRow) => number {
  const [first, second, third] = shape.ranked.map((name) => `pct_${name}`) as [string, string, string];
  const [a, b, c] = weights;
  return (row) => a * (row[first] as number) + b * (row[second] as number) + c * (row[third] as number);
}

/** The best first, missing ranks last, ties in the order of the table. */
export function compareRanked(
  left: { readonly rank: number; readonly id: number },
  right: { readonly rank: number; readonly id: number },
): number {
  if (left.rank === right.rank) return left.id - right.id;
  if (Number.isNaN(left.rank)) return Number.isNaN(right.rank) ? left.id - right.id : 1;
  if (Number.isNaN(right.rank)) return -1;
  return right.rank - left.rank;
}

/** An array of objects, a predicate and a sort. */
export const openObjectRowsPeer: OpenPeer = (arena): Peer => {
  const tables = arena.tables.map((table) => getObjectRows(table, arena));
  return {
    name: "array of objects",
    version: `V8 ${process.versions.v8}`,
    run({ table, shape, numbers, limit }) {
      const asked = requireAt(arena.shapes, shape);
      const computeRank = buildRank(asked, numbers);
      return requireAt(tables, table)
        .filter(buildPredicate(asked, numbers))
        .map((row) => ({ id: row.id, rank: computeRank(row) }))
        .sort(compareRanked)
        .slice(0, limit)
        .map(({ id }) => id);
    },
  };
};
