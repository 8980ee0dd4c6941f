import "server-only";
import {
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBPreparedStatement,
  INTEGER,
} from "../peers/duckdb";
import { writeSql } from "./bench-screen";
import type { BenchTable } from "./bench-table";
import type { FreshTask } from "./fresh-tasks";
import { writeFreshSql } from "./fresh-texts";
import {
  type KeptColumns,
  listKeptColumns,
  type OpenFreshPeer,
  type OpenPeer,
  type Peer,
  readKept,
  readPackageVersion,
  requireAt,
  type Task,
} from "./peer";
import { writeWhole } from "./write-whole";

const rowsPerChunk = 2048;
const name = "DuckDB";

/** DuckDB in this process, in memory, with one thread and a prepared statement for each screen. */
export const openDuckdbPeer: OpenPeer = async (arena): Promise<Peer<Task>> => {
  const { connection, close } = await loadDuckdb(arena.tables, listKeptColumns(arena));
  const statements: DuckDBPreparedStatement[][] = [];
  for (const place of arena.tables.keys()) {
    const prepared: DuckDBPreparedStatement[] = [];
    for (const shape of arena.shapes) prepared.push(await connection.prepare(writeSql(nameTable(place), shape)));
    statements.push(prepared);
  }
  return {
    name,
    version: readPackageVersion("@duckdb/node-api"),
    prepare: ({ table, shape, numbers, limit }) => {
      const statement = requireAt(requireAt(statements, table), shape);
      const { constants, weights } = numbers;
      return async () => {
        for (const [index, value] of [...constants, ...weights].entries()) statement.bindDouble(index + 1, value);
        statement.bindInteger(10, limit);
        const columns = await (await statement.run()).getColumns();
        return (columns[0] ?? []).map(Number);
      };
    },
    close,
  };
};

/** DuckDB for screens that nobody knows yet: each is a statement of its own with its numbers in it. */
export const openFreshDuckdbPeers: OpenFreshPeer = async (tables, names) => {
  const { connection, close } = await loadDuckdb(tables, { values: names, percentiles: names });
  const peer: Peer<FreshTask> = {
    name,
    version: readPackageVersion("@duckdb/node-api"),
    prepare: ({ table, screen, limit }) => {
      const sql = writeWhole(writeFreshSql(nameTable(table), screen, limit));
      return async () => {
        const columns = await (await connection.run(sql)).getColumns();
        return (columns[0] ?? []).map(Number);
      };
    },
    async measureBytes() {
      const columns = await (await connection.run("select sum(memory_usage_bytes) from duckdb_memory()")).getColumns();
      return Number(columns[0]?.[0] ?? 0);
    },
    close,
  };
  return [peer];
};

async function loadDuckdb(
  tables: readonly BenchTable[],
  kept: KeptColumns,
): Promise<{ readonly connection: DuckDBConnection; close(): void }> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  for (const [place, table] of tables.entries()) {
    const columns = readKept(table, kept);
    const definition = columns.map(([id]) => `${id} double`).join(", ");
    await connection.run(`create table ${nameTable(place)} (id integer, ${definition})`);
    const appender = await connection.createAppender(nameTable(place));
    const values = columns.map(([, column]) => column);
    for (const chunk of listChunks(values, table.rowCount)) appender.appendDataChunk(chunk);
    appender.closeSync();
  }
  return {
    connection,
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

function nameTable(place: number): string {
  return `bench_${place}`;
}

function* listChunks(columns: readonly Float64Array[], rowCount: number): Generator<DuckDBDataChunk> {
  const types = [INTEGER, ...columns.map(() => DOUBLE)];
  for (let from = 0; from < rowCount; from += rowsPerChunk) {
    const to = Math.min(rowCount, from + rowsPerChunk);
    const chunk = DuckDBDataChunk.create(types, to - from);
    chunk.setColumnValues(
      0,
      Array.from({ length: to - from }, (_, row) => from + row),
    );
    for (const [place, values] of columns.entries()) {
      const part = Array.from(values.subarray(from, to), (value) => (Number.isNaN(value) ? null : value));
      chunk.setColumnValues(place + 1, part);
    }
    yield chunk;
  }
}
