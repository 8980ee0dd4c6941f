import type { Node } from "#lib/expr/ast";
import { getChildren } from "#lib/expr/children";
import { getFunction } from "#lib/expr/functions";
import type { Scope } from "#lib/expr/scope";
import { requireNode } from "./judge";

/** Whether a text compares a company with others, itself or through the formulas behind its names. */
export function readsAllRows(text: string, scope: Scope): boolean {
  const seen = new Set<string>();
  const stack: Node[] = [requireNode(text)];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.kind === "call" && getFunction(node.name)?.group === "all_rows") return true;
    stack.push(...getChildren(node));
    if (node.kind !== "name" || seen.has(node.id)) continue;
    seen.add(node.id);
    const definition = scope.find(node.id);
    if (definition?.kind === "formula") stack.push(requireNode(definition.formula));
  }
  return false;
}
