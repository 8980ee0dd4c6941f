import type { ComparisonOperator, Node } from "../expr/ast";
import type { RankIndex } from "../expr/engine/rank-index";

/** A comparison of one number expression with literal numbers. */
export interface RangeCondition {
  readonly subject: Node;
  readonly operator: Exclude<ComparisonOperator, "!="> | "between";
  /** One literal; two for `between`. */
  readonly bounds: readonly number[];
}

const mirrored = { "<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!=" } as const;

/** Reads a condition that keeps a range of places of one number; null for any other. */
export function readRangeCondition(node: Node): RangeCondition | null {
  if (node.kind === "between") {
    const { operand, low, high } = node;
    if (operand.kind === "number" || low.kind !== "number" || high.kind !== "number") return null;
    return { subject: operand, operator: "between", bounds: [low.value, high.value] };
  }
  if (node.kind !== "comparison") return null;
  const isTurned = node.left.kind === "number";
  const [subject, bound] = isTurned ? [node.right, node.left] : [node.left, node.right];
  if (subject.kind === "number" || bound.kind !== "number") return null;
  const operator = isTurned ? mirrored[node.operator] : node.operator;
  return operator === "!=" ? null : { subject, operator, bounds: [bound.value] };
}

/** The first place that a condition keeps. */
export function findFrom(index: RankIndex, operator: RangeCondition["operator"], bound: number): number {
  if (operator === "<" || operator === "<=") return 0;
  return operator === ">" ? index.countAtMost(bound) : index.countBelow(bound);
}

/** The place behind the last that a condition keeps. */
export function findTo(
  index: RankIndex,
  operator: RangeCondition["operator"],
  bounds: ArrayLike<number>,
  at: number,
): number {
  if (operator === ">" || operator === ">=") return index.knownCount;
  if (operator === "<") return index.countBelow(bounds[at] as number);
  return index.countAtMost(bounds[operator === "between" ? at + 1 : at] as number);
}

/** The operands of the outermost `and`s of a filter; the filter itself when it is no `and`, none when there is none. */
export function listConditions(filter: Node | null): readonly Node[] {
  if (filter === null) return [];
  if (filter.kind !== "logic" || filter.operator !== "and") return [filter];
  return filter.operands.flatMap(listConditions);
}
