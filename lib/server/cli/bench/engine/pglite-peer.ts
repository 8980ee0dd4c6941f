import "server-only";
import { PGlite } from "@electric-sql/pglite";
import { writeSql } from "./bench-screen";
import { columnNames } from "./bench-table";
import {
  type Arena,
  allColumnsRowsMax,
  listNeeds,
  type OpenPeer,
  type Peer,
  readPackageVersion,
  requireAt,
} from "./peer";

const rowsPerCopy = 10_000;

/** The tables of an arena in an embedded PostgreSQL in memory, as `bench_0` and so on. */
export async function loadPglite(arena: Arena): Promise<PGlite> {
  const database = await PGlite.create();
  const { values, percentiles } = listNeeds(arena);
  const names = arena.rowCount > allColumnsRowsMax ? values : columnNames;
  for (const [place, table] of arena.tables.entries()) {
    const columns: [string, Float64Array][] = [
      ...names.map((name): [string, Float64Array] => [name, table.getColumn(name)]),
      ...percentiles.map((name): [string, Float64Array] => [`pct_${name}`, table.getPercentiles(name)]),
    ];
    const definition = columns.map(([name]) => `${name} double precision`).join(", ");
    await database.exec(`create table bench_${place} (id integer primary key, ${definition})`);
    for (let from = 0; from < table.rowCount; from += rowsPerCopy) {
      const lines: string[] = [];
      for (let row = from; row < Math.min(table.rowCount, from + rowsPerCopy); row += 1) {
        const cells = columns.map(([, column]) => (Number.isNaN(column[row]) ? "" : String(column[row])));
        lines.push(`${row},${cells.join(",")}\n`);
      }
      await database.query(`copy bench_${place} from '/dev/blob' with (format csv)`, [], { blob: new Blob(lines) });
    }
    await database.exec(`vacuum analyze bench_${place}`);
  }
  return database;
}

/** The same question in SQL to an embedded PostgreSQL. */
export const openPglitePeer: OpenPeer = async (arena): Promise<Peer> => {
  const database = await loadPglite(arena);
  const queries = arena.tables.map((_, place) => arena.shapes.map((shape) => writeSql(`bench_${place}`, shape)));
  return {
    name: "PGlite",
    version: readPackageVersion("@electric-sql/pglite"),
    async run({ table, shape, numbers, limit }) {
      const sql = requireAt(requireAt(queries, table), shape);
      const parameters = [...numbers.constants, ...numbers.weights, limit];
      const { rows } = await database.query<readonly [number]>(sql, parameters, { rowMode: "array" });
      return rows.map(([id]) => id);
    },
    close: () => database.close(),
  };
};
