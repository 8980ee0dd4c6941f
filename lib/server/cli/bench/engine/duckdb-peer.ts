import "server-only";
import { DOUBLE, DuckDBDataChunk, DuckDBInstance, type DuckDBPreparedStatement, INTEGER } from "@duckdb/node-api";
import { writeSql } from "./bench-screen";
import { type BenchTable, columnNames } from "./bench-table";
import { type OpenPeer, type Peer, readPackageVersion, requireAt } from "./peer";

const rowsPerChunk = 2048;

/** DuckDB in this process, in memory, with one thread and a prepared statement for each screen. */
export const openDuckdbPeer: OpenPeer = async (arena): Promise<Peer> => {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  const ranked = [...new Set(arena.shapes.flatMap((shape) => shape.ranked))];
  const statements: DuckDBPreparedStatement[][] = [];
  for (const [place, table] of arena.tables.entries()) {
    const name = `bench_${place}`;
    const columns = [...columnNames, ...ranked.map((column) => `pct_${column}`)];
    await connection.run(`create table ${name} (id integer, ${columns.map((id) => `${id} double`).join(", ")})`);
    const appender = await connection.createAppender(name);
    for (const chunk of listChunks(table, ranked)) appender.appendDataChunk(chunk);
    appender.closeSync();
    const prepared: DuckDBPreparedStatement[] = [];
    for (const shape of arena.shapes) prepared.push(await connection.prepare(writeSql(name, shape)));
    statements.push(prepared);
  }
  return {
    name: "DuckDB",
    version: readPackageVersion("@duckdb/node-api"),
    async run({ table, shape, numbers, limit }) {
      const statement = requireAt(requireAt(statements, table), shape);
      const { constants, weights } = numbers;
      for (const [index, value] of [...constants, ...weights].entries()) statement.bindDouble(index + 1, value);
      statement.bindInteger(10, limit);
      const reader = await statement.runAndReadAll();
      return (reader.getColumns()[0] ?? []).map(Number);
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
};

function* listChunks(table: BenchTable, ranked: readonly string[]): Generator<DuckDBDataChunk> {
  const columns = [
    ...columnNames.map((name) => table.getColumn(name)),
    ...ranked.map((name) => table.getPercentiles(name)),
  ];
  const types = [INTEGER, ...columns.map(() => DOUBLE)];
  for (let from = 0; from < table.rowCount; from += rowsPerChunk) {
    const to = Math.min(table.rowCount, from + rowsPerChunk);
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
