import { missingTextCode, type NumberVector, type TextVector, type VectorSource } from "#lib/expr/vector";
import { baseColumns } from "#lib/metric/base-columns";
import { getReasonCode, type MissingReason } from "#lib/util/missing";

/** A cell: a number, a text, or `{ missing }`; a column that no row names is not reported anywhere. */
export type Cell = number | string | { readonly missing: MissingReason };
export type Row = Readonly<Record<string, Cell>>;

const textIds: ReadonlySet<string> = new Set(baseColumns.filter(({ type }) => type === "text").map(({ id }) => id));

/** A table of literal rows, for tests. Columns are found by canonical id. */
export function buildSource(rows: readonly Row[]): VectorSource {
  return {
    rowCount: rows.length,
    getVector: (columnId) => (textIds.has(columnId) ? buildText(rows, columnId) : buildNumber(rows, columnId)),
  };
}

function buildNumber(rows: readonly Row[], columnId: string): NumberVector {
  const values = new Float64Array(rows.length).fill(Number.NaN);
  const reasons = new Uint8Array(rows.length);
  rows.forEach((row, index) => {
    const cell = row[columnId] ?? { missing: "not_reported" };
    if (typeof cell === "number") values[index] = cell;
    else if (typeof cell === "object") reasons[index] = getReasonCode(cell.missing);
    else throw new Error(`The column ${columnId} holds numbers, not "${cell}".`);
  });
  return { type: "number", values, reasons };
}

function buildText(rows: readonly Row[], columnId: string): TextVector {
  const dictionary: string[] = [];
  const codes = new Uint16Array(rows.length).fill(missingTextCode);
  rows.forEach((row, index) => {
    const cell = row[columnId];
    if (typeof cell !== "string") return;
    if (!dictionary.includes(cell)) dictionary.push(cell);
    codes[index] = dictionary.indexOf(cell);
  });
  return { type: "text", codes, dictionary };
}
