import type { Node } from "#lib/expr/ast";
import type { NumberNode } from "./range-condition";

/** One part of a weighted sum: the weight with its sign, and what is weighed. */
export interface WeightedTerm {
  readonly weight: number;
  /** The sign before the literal; that of the weight where there is none. */
  readonly sign: 1 | -1;
  /** The number as it is written; null for a part that is weighed by its sign alone. */
  readonly literal: NumberNode | null;
  readonly node: Node;
}

/**
 * The terms of `0.4 * a + 0.3 * b - 0.3 * c`, in reading order; null for what is no sum of at least two terms and for
 * terms that are numbers alone. Adding up weight times value from the left gives the same double as the expression.
 */
export function readWeightedSum(node: Node): readonly WeightedTerm[] | null {
  const terms: WeightedTerm[] = [];
  let rest = node;
  while (rest.kind === "arithmetic" && (rest.operator === "+" || rest.operator === "-")) {
    const term = readTerm(rest.right, rest.operator === "-" ? -1 : 1);
    if (!term) return null;
    terms.push(term);
    rest = rest.left;
  }
  const first = readTerm(rest, 1);
  if (!first || terms.length === 0) return null;
  return [first, ...terms.reverse()];
}

/** One part of a sum with its weight (`0.4 * a`, `-a`, `a`); null for a number alone. */
export function readTerm(node: Node, sign: 1 | -1 = 1): WeightedTerm | null {
  if (node.kind === "number") return null;
  if (node.kind === "negate") return readTerm(node.operand, sign === 1 ? -1 : 1);
  if (node.kind === "arithmetic" && node.operator === "*") {
    const { left, right } = node;
    if (left.kind === "number" && right.kind !== "number") return weigh(left, right, sign);
    if (right.kind === "number" && left.kind !== "number") return weigh(right, left, sign);
  }
  return { weight: sign, sign, literal: null, node };
}

function weigh(literal: NumberNode, node: Node, sign: 1 | -1): WeightedTerm {
  return { weight: sign * literal.value, sign, literal, node };
}
