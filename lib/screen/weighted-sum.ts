import type { Node } from "../expr/ast";

/** One part of a weighted sum: the weight with its sign, and what is weighed. */
export interface WeightedTerm {
  readonly weight: number;
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
  if (node.kind !== "arithmetic" || node.operator !== "*") return { weight: sign, node };
  if (node.left.kind === "number" && node.right.kind !== "number") {
    return { weight: sign * node.left.value, node: node.right };
  }
  if (node.right.kind === "number" && node.left.kind !== "number") {
    return { weight: sign * node.right.value, node: node.left };
  }
  return { weight: sign, node };
}
