import type { MissingReason } from "#lib/util/missing";

/** Numbers of one column for all rows. Missing is NaN in `values` with its reason's code in `reasons`. */
export interface NumberVector {
  readonly type: "number";
  readonly values: Float64Array;
  /** One byte a row, see util/missing: 0 known, else reason code. */
  readonly reasons: Uint8Array;
}

/** Texts of one column, dictionary-encoded. Missing is `missingTextCode`. */
export interface TextVector {
  readonly type: "text";
  readonly codes: Uint16Array;
  readonly dictionary: readonly string[];
  /** Of a formula that does not apply everywhere: one byte a row, as for numbers. Absent: a missing text is not reported. */
  readonly reasons?: Uint8Array;
}

/** The code of a row whose text is missing. */
export const missingTextCode = 65_535;

/** Three-valued truth for all rows as two bitsets (32 rows a word): a row is true when both bits are set. */
export interface TruthVector {
  readonly type: "truth";
  readonly rowCount: number;
  readonly truth: Uint32Array;
  readonly known: Uint32Array;
}

export type Vector = NumberVector | TextVector | TruthVector;

/** The value of one row: a number, a text, a truth, or missing with its reason (null reason: an unknown truth). */
export type Value =
  | { readonly type: "number"; readonly value: number }
  | { readonly type: "text"; readonly value: string }
  | { readonly type: "truth"; readonly value: boolean }
  | { readonly type: "missing"; readonly reason: MissingReason }
  | { readonly type: "unknown" };

/** Where the evaluator finds base columns. Ids are canonical (`revenue`, `revenue[-1]`, `net_income_q[-1q]`). */
export interface VectorSource {
  readonly rowCount: number;
  getVector(columnId: string): NumberVector | TextVector | undefined;
}
