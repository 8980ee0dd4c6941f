import { assertNever } from "#lib/util/assert";
import type { Node } from "./ast";

const none: readonly Node[] = [];

/** The direct parts of a node, in reading order. */
export function getChildren(node: Node): readonly Node[] {
  switch (node.kind) {
    case "number":
    case "text":
    case "name":
    case "missing":
      return none;
    case "negate":
    case "not":
    case "is":
      return [node.operand];
    case "arithmetic":
    case "comparison":
      return [node.left, node.right];
    case "logic":
      return node.operands;
    case "between":
      return [node.operand, node.low, node.high];
    case "in":
      return [node.operand, ...node.options];
    case "call":
      return node.args;
    default:
      return assertNever(node);
  }
}

/** The same node with other parts, given in the order of getChildren. */
export function replaceChildren(node: Node, parts: readonly Node[]): Node {
  const at = (index: number): Node => {
    const part = parts[index];
    if (!part) throw new Error(`Impossible state: ${node.kind} lacks its part ${index}`);
    return part;
  };
  switch (node.kind) {
    case "number":
    case "text":
    case "name":
    case "missing":
      return node;
    case "negate":
    case "not":
    case "is":
      return { ...node, operand: at(0) };
    case "arithmetic":
    case "comparison":
      return { ...node, left: at(0), right: at(1) };
    case "logic":
      return { ...node, operands: parts };
    case "between":
      return { ...node, operand: at(0), low: at(1), high: at(2) };
    case "in":
      return { ...node, operand: at(0), options: parts.slice(1) };
    case "call":
      return { ...node, args: parts };
    default:
      return assertNever(node);
  }
}

/** The tree without spans: what is compared, stored and sent. */
export function stripSpans(node: Node): Node {
  const bare = replaceChildren(node, getChildren(node).map(stripSpans));
  if (!("span" in bare)) return bare;
  const { span: _span, ...rest } = bare;
  return rest as Node;
}
