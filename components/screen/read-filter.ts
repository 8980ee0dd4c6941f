import type { Node } from "@/lib/expr/ast";
import { parse } from "@/lib/expr/parse";

/** The tree of a query; null when it is blank or cannot be read. */
export function readFilter(query: string): Node | null {
  const parsed = parse(query);
  return parsed.ok ? parsed.value : null;
}
