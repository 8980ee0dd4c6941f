import { missingTextCode, type NumberVector, type TextVector } from "#lib/expr/vector";
import { assert } from "#lib/util/assert";
import { getReasonCode, knownCode, type MissingReason } from "#lib/util/missing";
import { type ColumnDescription, type ColumnTable, createColumnTable } from "./table";

/**
 * Fills a table cell by cell. A number that nobody set is missing as `not_reported`, a text that nobody set is missing.
 * All setters throw on an unknown column, a row outside the table and a number that is not finite: these are faults of
 * the caller, and a wrong number must not reach a snapshot.
 */
export interface TableBuilder {
  setNumber(columnId: string, row: number, value: number): void;
  setMissing(columnId: string, row: number, reason: MissingReason): void;
  setText(columnId: string, row: number, text: string): void;
  /** The finished table. The builder must not be used afterwards. */
  build(): ColumnTable;
}

/** Starts a table with these columns, in this order. */
export function createTableBuilder(rowCount: number, columns: readonly ColumnDescription[]): TableBuilder {
  const numbers = new Map<string, NumberVector>();
  const texts = new Map<string, (string | null)[]>();
  for (const { id, type } of columns) {
    assert(!numbers.has(id) && !texts.has(id), `column ${id} is declared twice`);
    if (type === "text") texts.set(id, new Array<string | null>(rowCount).fill(null));
    else numbers.set(id, createMissingNumbers(rowCount));
  }

  function requireNumbers(columnId: string, row: number): NumberVector {
    const vector = numbers.get(columnId);
    assert(vector, `there is no number column ${columnId}`);
    assert(row >= 0 && row < rowCount, `row ${row} is outside the table of ${rowCount} rows`);
    return vector;
  }

  return {
    setNumber(columnId, row, value) {
      const vector = requireNumbers(columnId, row);
      assert(Number.isFinite(value), `${columnId} of row ${row} is ${value}, not a finite number`);
      // Negative zero would print and hash differently from the zero it equals.
      vector.values[row] = value === 0 ? 0 : value;
      vector.reasons[row] = knownCode;
    },
    setMissing(columnId, row, reason) {
      const vector = requireNumbers(columnId, row);
      vector.values[row] = Number.NaN;
      vector.reasons[row] = getReasonCode(reason);
    },
    setText(columnId, row, text) {
      const column = texts.get(columnId);
      assert(column, `there is no text column ${columnId}`);
      assert(row >= 0 && row < rowCount, `row ${row} is outside the table of ${rowCount} rows`);
      column[row] = text;
    },
    build() {
      return createColumnTable(
        rowCount,
        columns.map(({ id }) => {
          const column = texts.get(id);
          return [id, column ? encodeTexts(column) : requireDefined(numbers.get(id))] as const;
        }),
      );
    },
  };
}

/**
 * Encodes texts with a dictionary sorted by code unit, so that the codes do not depend on the order of the rows and
 * compare like the texts. Throws above 65,535 different texts, which codes of two bytes cannot tell apart.
 */
export function encodeTexts(texts: readonly (string | null)[]): TextVector {
  const dictionary = [...new Set(texts)].filter((text) => text !== null).sort();
  assert(dictionary.length <= missingTextCode, `${dictionary.length} different texts do not fit one column`);
  const codes = new Map(dictionary.map((text, code) => [text, code]));
  return {
    type: "text",
    dictionary,
    codes: Uint16Array.from(texts, (text) => (text === null ? missingTextCode : requireDefined(codes.get(text)))),
  };
}

function createMissingNumbers(rowCount: number): NumberVector {
  return {
    type: "number",
    values: new Float64Array(rowCount).fill(Number.NaN),
    reasons: new Uint8Array(rowCount).fill(getReasonCode("not_reported")),
  };
}

function requireDefined<Value>(value: Value | undefined): Value {
  assert(value !== undefined, "a column that was declared is there");
  return value;
}
