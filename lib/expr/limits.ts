import type { Node } from "./ast";
import { getChildren } from "./children";

/** The longest text that is read, in UTF-16 units. */
export const maxTextLength = 4_000;

/** The most nodes that a tree may have. */
export const maxNodeCount = 200;

/** The most levels that a tree may have, the root being the first. */
export const maxDepth = 32;

/** The furthest lag of a yearly value, in years. */
export const maxLagYears = 5;

/** The furthest lag of a quarterly value, in quarters. */
export const maxLagQuarters = 20;

/** The limit that a tree breaks first, or null. Any depth is safe. */
export function findBrokenLimit(
  root: Node,
): { readonly code: "too_many_nodes" | "too_deep"; readonly node: Node } | null {
  if (countNodes(root, 1) <= maxNodeCount) return null;
  const stack: { node: Node; depth: number }[] = [{ node: root, depth: 1 }];
  let count = 0;
  for (let item = stack.pop(); item; item = stack.pop()) {
    count += 1;
    if (count > maxNodeCount) return { code: "too_many_nodes", node: item.node };
    if (item.depth > maxDepth) return { code: "too_deep", node: item.node };
    const depth = item.depth + 1;
    for (const child of getChildren(item.node)) stack.push({ node: child, depth });
  }
  return null;
}

/** More than the limit where the tree is too deep; goes no further than either limit. */
function countNodes(node: Node, depth: number): number {
  if (depth > maxDepth) return Number.POSITIVE_INFINITY;
  let count = 1;
  for (const child of getChildren(node)) {
    count += countNodes(child, depth + 1);
    if (count > maxNodeCount) break;
  }
  return count;
}

/** The sentence that names a broken limit. */
export function describeBrokenLimit(code: "too_many_nodes" | "too_deep"): string {
  return code === "too_deep"
    ? `This is nested more than ${maxDepth} levels deep.`
    : `This has more than ${maxNodeCount} parts (names, numbers and operations).`;
}
