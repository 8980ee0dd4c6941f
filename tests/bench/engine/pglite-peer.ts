import "server-only";
import { PGlite } from "@electric-sql/pglite";
import { writeSql } from "./bench-screen";
import type { BenchTable } from "./bench-table";
import type { FreshTask } from "./fresh-tasks";
import { writeFreshSql } from "./fresh-texts";
import {
  type KeptColumns,
  listKeptOfRows,
  type OpenFreshPeer,
  type OpenPeer,
  type Peer,
  readKept,
  readPackageVersion,
  requireAt,
  type Task,
} from "./peer";
import { writeWhole } from "./write-whole";

const rowsPerCopy = 10_000;

/** Tables in an embedded PostgreSQL in memory, as `bench_0` and so on. */
export async function loadPglite(tables: readonly BenchTable[], kept: KeptColumns): Promise<PGlite> {
  const database = await PGlite.create();
  for (const [place, table] of tables.entries()) {
    const columns = readKept(table, kept);
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

const name = "PGlite";

/** The same question in SQL to an embedded PostgreSQL. */
export const openPglitePeer: OpenPeer = async (arena): Promise<Peer<Task>> => {
  const database = await loadPglite(arena.tables, listKeptOfRows(arena));
  const queries = arena.tables.map((_, place) => arena.shapes.map((shape) => writeSql(`bench_${place}`, shape)));
  return {
    name,
    version: readPackageVersion("@electric-sql/pglite"),
    prepare: ({ table, shape, numbers, limit }) => {
      const sql = requireAt(requireAt(queries, table), shape);
      const parameters = [...numbers.constants, ...numbers.weights, limit];
      return async () => {
        const { rows } = await database.query<readonly [number]>(sql, parameters, { rowMode: "array" });
        return rows.map(([id]) => id);
      };
    },
    close: () => database.close(),
  };
};

/** Embedded PostgreSQL for screens that nobody knows yet: one text and one answer, its quickest protocol. */
export const openFreshPglitePeers: OpenFreshPeer = async (tables, names) => {
  const database = await loadPglite(tables, { values: names, percentiles: names });
  const peer: Peer<FreshTask> = {
    name,
    version: readPackageVersion("@electric-sql/pglite"),
    prepare: ({ table, screen, limit }) => {
      const sql = writeWhole(writeFreshSql(`bench_${table}`, screen, limit));
      return async () => {
        const [answer] = await database.exec(sql, { rowMode: "array" });
        return ((answer?.rows ?? []) as unknown as readonly [number][]).map(([id]) => id);
      };
    },
    async measureBytes() {
      const sizes = tables.map((_, place) => `pg_total_relation_size('bench_${place}')`);
      const { rows } = await database.query<{ bytes: number }>(`select (${sizes.join(" + ")})::float8 as bytes`);
      return rows[0]?.bytes ?? 0;
    },
    close: () => database.close(),
  };
  return [peer];
};
