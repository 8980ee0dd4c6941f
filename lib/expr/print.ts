import { assertNever } from "#lib/util/assert";
import { formatColumnId, type Node } from "./ast";
import { printNumberLiteral } from "./number-literal";
import { printTextLiteral } from "./text-literal";

/** How tightly a form binds; a part that binds looser than its place asks for stands in brackets. */
const binding = { or: 1, and: 2, not: 3, relation: 4, sum: 5, product: 6, unary: 7, operand: 8 } as const;

/** The canonical text of a tree: parse(print(tree)) is the tree (spans aside). The tree must fit nodeSchema. */
export function print(node: Node): string {
  switch (node.kind) {
    case "number":
      return printNumberLiteral(node.value, node.mark);
    case "text":
      return printTextLiteral(node.value);
    case "name":
      return formatColumnId(node.id, node.lag);
    case "missing":
      return `missing(${node.reason})`;
    case "negate":
      return `-${printWithin(node.operand, node.operand.kind === "number" ? Number.POSITIVE_INFINITY : binding.operand)}`;
    case "not":
      return `not ${printWithin(node.operand, node.operand.kind === "not" ? binding.not : binding.operand)}`;
    case "arithmetic": {
      const own = getBinding(node);
      return `${printWithin(node.left, own)} ${node.operator} ${printWithin(node.right, own + 1)}`;
    }
    case "comparison":
      return `${printWithin(node.left, binding.sum)} ${node.operator} ${printWithin(node.right, binding.sum)}`;
    case "logic":
      return node.operands.map((part) => printWithin(part, getBinding(node) + 1)).join(` ${node.operator} `);
    case "between": {
      const [operand, low, high] = [node.operand, node.low, node.high].map((part) => printWithin(part, binding.sum));
      return `${operand} between ${low} and ${high}`;
    }
    case "in":
      return `${printWithin(node.operand, binding.sum)} in (${node.options.map(print).join(", ")})`;
    case "is":
      return `${printWithin(node.operand, binding.sum)} is ${node.state}`;
    case "call":
      return `${node.name}(${node.args.map(print).join(", ")})`;
    default:
      return assertNever(node);
  }
}

function printWithin(node: Node, least: number): string {
  return getBinding(node) < least ? `(${print(node)})` : print(node);
}

function getBinding(node: Node): number {
  switch (node.kind) {
    case "logic":
      return binding[node.operator];
    case "not":
      return binding.not;
    case "comparison":
    case "between":
    case "in":
    case "is":
      return binding.relation;
    case "arithmetic":
      return node.operator === "+" || node.operator === "-" ? binding.sum : binding.product;
    case "negate":
      return binding.unary;
    case "number":
      return node.value < 0 ? binding.unary : binding.operand;
    default:
      return binding.operand;
  }
}
