import type { MissingReason } from "#lib/util/missing";

/** A range of characters in the source text, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** How a number was written, so that print() writes it back: `15%`, `200bp`, `1.5x`, `$300m`. */
export type NumberMark = "percent" | "bp" | "times" | "usd";

export type ComparisonOperator = "<" | "<=" | ">" | ">=" | "=" | "!=";
export type ArithmeticOperator = "+" | "-" | "*" | "/";
export type LogicOperator = "and" | "or";

/** `[-1]` is `{ years: 1 }`, `[-1q]` is `{ quarters: 1 }`. */
export type Lag = { readonly years: number } | { readonly quarters: number };

/** The tree of the language. `span` is absent on trees that were built, and never part of equality. */
export type Node = (
  | { readonly kind: "number"; readonly value: number; readonly mark?: NumberMark }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "name"; readonly id: string; readonly lag?: Lag }
  | { readonly kind: "missing"; readonly reason: MissingReason }
  | { readonly kind: "negate"; readonly operand: Node }
  | { readonly kind: "not"; readonly operand: Node }
  | { readonly kind: "arithmetic"; readonly operator: ArithmeticOperator; readonly left: Node; readonly right: Node }
  | { readonly kind: "comparison"; readonly operator: ComparisonOperator; readonly left: Node; readonly right: Node }
  | { readonly kind: "logic"; readonly operator: LogicOperator; readonly operands: readonly Node[] }
  | { readonly kind: "between"; readonly operand: Node; readonly low: Node; readonly high: Node }
  | { readonly kind: "in"; readonly operand: Node; readonly options: readonly Node[] }
  | { readonly kind: "is"; readonly operand: Node; readonly state: "known" | "missing" | MissingReason }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Node[] }
) & { readonly span?: Span };

/** The canonical id of a base column at a lag: `revenue`, `revenue[-1]`, `net_income_q[-1q]`. */
export function formatColumnId(id: string, lag?: Lag): string {
  if (!lag) return id;
  return "years" in lag ? `${id}[-${lag.years}]` : `${id}[-${lag.quarters}q]`;
}
