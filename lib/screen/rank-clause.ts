import { parseQuery, type Query } from "#lib/expr/parse";
import { print } from "#lib/expr/print";
import type { TypedNames } from "#lib/expr/typed-names";
import type { Screen, SortKey } from "./screen";

/** The sort key that a score stands for: the largest first. */
export function buildRankKey(expression: string): SortKey {
  return { expression, descending: true };
}

/**
 * A screen with the `rank by` clause of its query as the first sort key; the others settle its ties. A query without
 * the clause, or one that cannot be read, is left as it is, so that running it names what is wrong. Whether the score
 * is a number is not known here: a query must be run, or checked, as it was written before it is moved. Without the
 * names of a scope only a query of ids is read: such are the addresses of the page, which are spelled out before.
 */
export function moveRankToSort<Part extends Pick<Screen, "query" | "sort">>(
  screen: Part,
  names: TypedNames | null = null,
): Part {
  if (!/\brank\s+by\b/i.test(screen.query)) return screen;
  const parsed = parseQuery(screen.query, names);
  if (!parsed.ok || parsed.value.rank === null) return screen;
  const key = buildRankKey(print(parsed.value.rank));
  const others = screen.sort.filter(({ expression }) => expression !== key.expression);
  return { ...screen, query: parsed.value.filterText, sort: [key, ...others] };
}

/** The canonical text of a query with its `rank by` clause; empty where it keeps everything or cannot be read. */
export function printQuery(query: string, names: TypedNames | null = null): string {
  const read = parseQuery(query, names);
  return read.ok ? printReadQuery(read.value) : "";
}

/** The canonical text of a query that was read. */
export function printReadQuery({ filter, rank }: Pick<Query, "filter" | "rank">): string {
  return [...(filter ? [print(filter)] : []), ...(rank ? [`rank by ${print(rank)}`] : [])].join(" ");
}
