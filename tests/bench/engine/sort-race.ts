import "server-only";
import type { NumberVector } from "#lib/expr/vector";
import { sortRows } from "#lib/screen/run/sort-rows";
import type { BenchResult, Say } from "../bench-part";
import { type BenchTable, columnNames } from "./bench-table";
import { requireSame } from "./compare-answers";
import { getObjectRows } from "./object-rows-peer";
import { type Arena, allColumnsRowsMax, listKeptOfRows, listNeeds, requireAt } from "./peer";
import { type Runner, race } from "./race";
import { computeRatios, computeSpread, formatMicroseconds } from "./statistics";

const name = "Array.sort by a column";
const goal = 20;

interface SortTask {
  readonly table: BenchTable;
  readonly column: string;
}

type Sort = (task: SortTask) => ArrayLike<number>;

/** All rows by one column, the greatest first, against an array of objects and an array of places. */
export async function raceSorts(arena: Arena, say: Say): Promise<readonly BenchResult[]> {
  const allRows = Uint32Array.from({ length: arena.rowCount }, (_, row) => row);
  const own: Sort = ({ table, column }) =>
    sortRows(allRows, [{ vector: requireVector(table, column), descending: true }]);
  const peers = new Map<string, Sort>([["Array.sort of places", sortPlaces]]);
  // A million objects take half a minute, and the array of places is faster.
  if (arena.rowCount <= allColumnsRowsMax) peers.set("Array.sort of objects", (task) => sortObjects(arena, task));
  else say("Array.sort of objects: left out, it takes half a minute a sort");
  const sorts = new Map<string, Sort>([["Ballast", own], ...peers]);
  for (const [peer, sort] of sorts) {
    const next = createTasks(arena);
    for (let at = 0; at < 4; at += 1) {
      const task = next();
      requireSame(peer, `${task.column} of ${arena.rowCount} rows`, own(task), sort(task));
    }
  }
  const runners = [...sorts].map(([runner, sort]): Runner => {
    const next = createTasks(arena);
    return {
      name: runner,
      run(_round, times) {
        for (let time = 0; time < times; time += 1) sort(next());
      },
    };
  });
  const times = await race(
    runners,
    arena.rowCount >= 1_000_000 ? { rounds: 5, roundMs: 1 } : { rounds: 15, roundMs: 30 },
  );
  for (const [runner, values] of times) say(`${runner}: ${formatMicroseconds(computeSpread(values))} a sort`);
  // The faster of the two ways to sort an array is the one to beat.
  const ratios = [...peers.keys()].map((peer) => ({
    peer,
    ratio: computeRatios(times.get(peer) ?? [], times.get("Ballast") ?? []).median,
  }));
  const { peer, ratio } = requireAt(
    [...ratios].sort((left, right) => left.ratio - right.ratio),
    0,
  );
  return [{ name, rows: arena.rowCount, ratio, goal, peer, version: `V8 ${process.versions.v8}` }];
}

/** Other columns each time; each column's order is made once, as it is once for the life of a snapshot. */
function createTasks(arena: Arena): () => SortTask {
  const columns = arena.rowCount > allColumnsRowsMax ? listNeeds(arena).values.slice(0, 4) : columnNames;
  let at = 0;
  return () => {
    const table = requireAt(arena.tables, at % arena.tables.length);
    const column = requireAt(columns, Math.floor(at / arena.tables.length) % columns.length);
    at += 1;
    return { table, column };
  };
}

function requireVector(table: BenchTable, column: string): NumberVector {
  const vector = table.getVector(column);
  if (!vector) throw new Error(`Impossible state: there is no column ${column}`);
  return vector;
}

function sortObjects(arena: Arena, { table, column }: SortTask): ArrayLike<number> {
  return [...getObjectRows(table, listKeptOfRows(arena))]
    .sort((left, right) => {
      const [a, b] = [left[column] as number, right[column] as number];
      if (a === b) return left.id - right.id;
      if (Number.isNaN(a)) return Number.isNaN(b) ? left.id - right.id : 1;
      return Number.isNaN(b) ? -1 : b - a;
    })
    .map(({ id }) => id);
}

function sortPlaces({ table, column }: SortTask): ArrayLike<number> {
  const values = table.getColumn(column);
  return Array.from(values.keys()).sort((left, right) => {
    const [a, b] = [values[left] as number, values[right] as number];
    if (a === b) return left - right;
    if (Number.isNaN(a)) return Number.isNaN(b) ? left - right : 1;
    return Number.isNaN(b) ? -1 : b - a;
  });
}
