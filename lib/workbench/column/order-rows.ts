import type { Value, Vector } from "#lib/expr/vector";
import { missingTextCode } from "#lib/expr/vector";
import { type SortColumn, type SortNumbers, sortRows } from "#lib/screen/run/sort-rows";
import type { SortKey } from "#lib/screen/screen";
import type { ColumnHead } from "./column-head";
import type { TableRows } from "./table-model";

/**
 * The places of rows in the order of the keys, for a table that was not run as a screen: by the same rules, so that
 * missing values come last in both directions and rows that tie stay as they were. Rows that are not available, and keys
 * of columns that the table does not show, are left out.
 */
export function orderRows(rows: TableRows, heads: readonly ColumnHead[], sort: readonly SortKey[]): readonly number[] {
  const places = Uint32Array.from({ length: rows.available }, (_, index) => index);
  const keys = sort.flatMap(({ expression, descending }) => {
    const read = findReader(rows, heads, expression);
    return read === null ? [] : [buildKey(Array.from(places, read), descending)];
  });
  return [...sortRows(places, keys)];
}

type ReadCell = (index: number) => Value | null;

function findReader(rows: TableRows, heads: readonly ColumnHead[], expression: string): ReadCell | null {
  if (expression === "ticker" || expression === "name") {
    return (index) => ({ type: "text", value: rows.getIdentity(index)[expression] });
  }
  const column = heads.findIndex((head) => head.expression === expression);
  return column < 0 ? null : (index) => rows.getCell(index, column);
}

function buildKey(values: readonly (Value | null)[], descending: boolean): SortColumn | SortNumbers {
  if (values.some((value) => value?.type === "text")) return { vector: buildTextVector(values), descending };
  return { numbers: Float64Array.from(values, readSortNumber), descending };
}

function readSortNumber(value: Value | null): number {
  if (value?.type === "number") return value.value;
  return value?.type === "truth" ? Number(value.value) : Number.NaN;
}

function buildTextVector(values: readonly (Value | null)[]): Vector {
  const texts = values.map((value) => (value?.type === "text" ? value.value : null));
  const dictionary = [...new Set(texts.filter((text) => text !== null))];
  const codeByText = new Map(dictionary.map((text, code) => [text, code]));
  const codes = Uint16Array.from(texts, (text) =>
    text === null ? missingTextCode : (codeByText.get(text) ?? missingTextCode),
  );
  return { type: "text", codes, dictionary };
}
