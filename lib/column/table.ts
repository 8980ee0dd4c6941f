import type { NumberVector, TextVector, VectorSource } from "#lib/expr/vector";
import { assert } from "#lib/util/assert";

/** What a table says of one of its columns. */
export interface ColumnDescription {
  readonly id: string;
  readonly type: "number" | "text";
}

/**
 * The base columns of one snapshot. Immutable by agreement: the arrays are shared with every reader (and, after
 * reading a snapshot, with the file's buffer), so nobody writes to them.
 */
export interface ColumnTable extends VectorSource {
  /** The columns in the order they were added. */
  readonly columns: readonly ColumnDescription[];
  getVector(columnId: string): NumberVector | TextVector | undefined;
}

/**
 * Makes a table of vectors that are all `rowCount` long. Throws when a vector has another length or an id comes twice:
 * both are faults of the caller, not of the data.
 */
export function createColumnTable(
  rowCount: number,
  vectors: Iterable<readonly [string, NumberVector | TextVector]>,
): ColumnTable {
  const byId = new Map<string, NumberVector | TextVector>();
  for (const [id, vector] of vectors) {
    assert(!byId.has(id), `column ${id} is added twice`);
    assert(isOfLength(vector, rowCount), `column ${id} does not have ${rowCount} rows`);
    byId.set(id, vector);
  }
  return {
    rowCount,
    columns: [...byId].map(([id, vector]) => ({ id, type: vector.type })),
    getVector: (columnId) => byId.get(columnId),
  };
}

function isOfLength(vector: NumberVector | TextVector, rowCount: number): boolean {
  return vector.type === "number"
    ? vector.values.length === rowCount && vector.reasons.length === rowCount
    : vector.codes.length === rowCount;
}
