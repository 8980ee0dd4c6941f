// biome-ignore lint/performance/noBarrelFile: the package is found from this folder alone
export {
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBPreparedStatement,
  INTEGER,
} from "@duckdb/node-api";
