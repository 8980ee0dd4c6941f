import type { Span } from "./ast";

/** Every way in which a text or tree of the language can be wrong. Permanent: they appear in API answers. */
export const exprErrorCodes = [
  "empty",
  "too_long",
  "too_many_nodes",
  "too_deep",
  "bad_character",
  "bad_number",
  "bad_text",
  "unexpected",
  "unfinished",
  "bad_lag",
  "unknown_name",
  "unknown_function",
  "unknown_text",
  "out_of_range",
  "wrong_arguments",
  "wrong_type",
  "wrong_unit",
  "no_history",
  "no_data",
  "cycle",
  "bad_formula",
] as const;

export type ExprErrorCode = (typeof exprErrorCodes)[number];

/** What is wrong with an expression, where it is (in the text, or in print(tree) for a built tree), and what to do. */
export interface ExprError {
  readonly code: ExprErrorCode;
  readonly message: string;
  readonly span: Span;
  readonly hint?: string;
}
