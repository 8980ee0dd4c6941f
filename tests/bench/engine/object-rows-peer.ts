import "server-only";
import type { ScreenNumbers, ScreenShape } from "./bench-screen";
import type { BenchTable } from "./bench-table";
import type { FreshClause, FreshScreen } from "./fresh-screen";
import type { FreshTask } from "./fresh-tasks";
import { writeFreshPredicate, writeFreshRank } from "./fresh-texts";
import {
  type Ask,
  type KeptColumns,
  listKeptOfRows,
  type OpenFreshPeer,
  type OpenPeer,
  type Peer,
  readKept,
  requireAt,
  type Task,
} from "./peer";
import { writeWhole } from "./write-whole";

/** A row as an object: its place, its columns, and the percentiles that are ranked by. A missing number is NaN. */
export type ObjectRow = { readonly id: number } & Readonly<Record<string, number>>;

type Predicate = (row: ObjectRow) => boolean;
type Rank = (row: ObjectRow) => number;

const keptRows = new WeakMap<BenchTable, { readonly key: string; readonly rows: readonly ObjectRow[] }>();

/** The rows of a table as objects. Kept for the last columns asked for: a million of them take most of a gigabyte. */
export function getObjectRows(table: BenchTable, columns: KeptColumns): readonly ObjectRow[] {
  const key = JSON.stringify(columns);
  const kept = keptRows.get(table);
  if (kept?.key === key) return kept.rows;
  const rows = buildObjectRows(readKept(table, columns), table.rowCount);
  keptRows.set(table, { key, rows });
  return rows;
}

/** Made by a literal, as a parser of JSON makes them; to add properties one by one would make slow dictionaries. */
function buildObjectRows(
  columns: readonly (readonly [string, Float64Array])[],
  rowCount: number,
): readonly ObjectRow[] {
  const properties = columns.map(([name], at) => `${name}: columns[${at}][row]`).join(", ");
  const build = new Function("columns", "row", `return { id: row, ${properties} };`) as (
    columns: readonly Float64Array[],
    row: number,
  ) => ObjectRow;
  const values = columns.map(([, column]) => column);
  return Array.from({ length: rowCount }, (_, row) => build(values, row));
}

/** Whether a row passes the rules, as one would write it by hand. */
export function buildPredicate(shape: ScreenShape, { constants }: ScreenNumbers): Predicate {
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
export function buildRank(shape: ScreenShape, { weights }: ScreenNumbers): Rank {
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

/** The first of rows that passed, by their ranks. */
export function takeRanked(kept: readonly ObjectRow[], computeRank: Rank, limit: number): readonly number[] {
  return kept
    .map((row) => ({ id: row.id, rank: computeRank(row) }))
    .sort(compareRanked)
    .slice(0, limit)
    .map(({ id }) => id);
}

const name = "array of objects";
const version = `V8 ${process.versions.v8}`;

/** An array of objects, a predicate and a sort. */
export const openObjectRowsPeer: OpenPeer = (arena): Peer<Task> => {
  const tables = arena.tables.map((table) => getObjectRows(table, listKeptOfRows(arena)));
  return {
    name,
    version,
    prepare: ({ table, shape, numbers, limit }) => {
      const asked = requireAt(arena.shapes, shape);
      const rows = requireAt(tables, table);
      return () => takeRanked(rows.filter(buildPredicate(asked, numbers)), buildRank(asked, numbers), limit);
    },
  };
};

type Way = (rows: readonly ObjectRow[], task: FreshTask) => Ask;

const askByText: Way = (rows, { screen, limit }) => {
  const [predicate, rank] = [writeFreshPredicate(screen, "row."), writeFreshRank(screen, "row.")].map(writeWhole);
  return () => {
    const passes = new Function("row", `return ${predicate};`) as Predicate;
    return takeRanked(rows.filter(passes), new Function("row", `return ${rank};`) as Rank, limit);
  };
};

const askByClosures: Way = (rows, { screen, limit }) => {
  return () => {
    let kept = rows;
    for (const clause of screen.clauses) kept = kept.filter(buildRule(clause));
    return takeRanked(kept, buildScore(screen), limit);
  };
};

/** The array of objects for screens that nobody knows yet, with each of the ways to make a predicate. */
export const openFreshObjectRowsPeers: OpenFreshPeer = async (tables, names) => {
  const rows = tables.map((table) => getObjectRows(table, { values: names, percentiles: names }));
  const build = (way: string, prepare: Way): Peer<FreshTask> => ({
    name: `${name}, ${way}`,
    version,
    prepare: (task) => prepare(requireAt(rows, task.table), task),
  });
  return [build("new Function of a text", askByText), build("a closure for each rule", askByClosures)];
};

function buildRule(clause: FreshClause): Predicate {
  const { column } = clause;
  if (clause.kind === "between") {
    const { low, high } = clause;
    return (row) => (row[column] as number) >= low && (row[column] as number) <= high;
  }
  const { divisor, operator, bound } = clause;
  if (divisor !== null) {
    const divide = (row: ObjectRow) =>
      row[divisor] === 0 ? Number.NaN : (row[column] as number) / (row[divisor] as number);
    if (operator === "<") return (row) => divide(row) < bound;
    if (operator === "<=") return (row) => divide(row) <= bound;
    return operator === ">" ? (row) => divide(row) > bound : (row) => divide(row) >= bound;
  }
  if (operator === "<") return (row) => (row[column] as number) < bound;
  if (operator === "<=") return (row) => (row[column] as number) <= bound;
  return operator === ">" ? (row) => (row[column] as number) > bound : (row) => (row[column] as number) >= bound;
}

function buildScore({ terms }: FreshScreen): Rank {
  const parts = terms.map(({ column, weight }) => ({ id: `pct_${column}`, weight }));
  return (row) => {
    let sum = 0;
    for (const { id, weight } of parts) sum += weight * (row[id] as number);
    return sum;
  };
}
