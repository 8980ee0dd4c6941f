import type { Node } from "#lib/expr/ast";
import { parseQuery } from "#lib/expr/parse";

/** The tree of a query; null when it is blank or cannot be read. */
export function readFilter(query: string): Node | null {
  const parsed = parseQuery(query);
  return parsed.ok ? parsed.value.filter : null;
}
