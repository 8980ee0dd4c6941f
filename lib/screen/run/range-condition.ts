import type { ComparisonOperator, Node } from "#lib/expr/ast";

/** A literal number of a tree. */
export type NumberNode = Node & { readonly kind: "number" };

/** A comparison of one number expression with literal numbers. */
export interface RangeCondition {
  readonly subject: Node;
  /** Which part of the condition the subject is, in reading order. */
  readonly subjectAt: 0 | 1;
  readonly operator: Exclude<ComparisonOperator, "!="> | "between";
  /** One literal; two for `between`. */
  readonly bounds: readonly [NumberNode] | readonly [low: NumberNode, high: NumberNode];
}

const mirrored = { "<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!=" } as const;

/** Reads a condition that keeps a range of places of one number; null for any other. */
export function readRangeCondition(node: Node): RangeCondition | null {
  if (node.kind === "between") {
    const { operand, low, high } = node;
    if (operand.kind === "number" || low.kind !== "number" || high.kind !== "number") return null;
    return { subject: operand, subjectAt: 0, operator: "between", bounds: [low, high] };
  }
  if (node.kind !== "comparison") return null;
  const { left, right } = node;
  if (left.kind === "number") {
    const operator = mirrored[node.operator];
    if (right.kind === "number" || operator === "!=") return null;
    return { subject: right, subjectAt: 1, operator, bounds: [left] };
  }
  if (right.kind !== "number" || node.operator === "!=") return null;
  return { subject: left, subjectAt: 0, operator: node.operator, bounds: [right] };
}

/** The operands of the outermost `and`s of a filter; the filter itself when it is no `and`, none when there is none. */
export function listConditions(filter: Node | null): readonly Node[] {
  if (filter === null) return [];
  if (filter.kind !== "logic" || filter.operator !== "and") return [filter];
  return filter.operands.flatMap(listConditions);
}
